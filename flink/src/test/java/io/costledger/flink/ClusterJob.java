package io.costledger.flink;

import io.costledger.allocation.model.AllocationModels;
import io.costledger.core.account.Account;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.BillRule;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageRecord;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.joda.money.CurrencyUnit;

/**
 * A user's job, whose jar goes to a cluster: September, in two tiers and by many records, as an
 * endless stream. Half of the usage comes at once, the other half once the job was restarted. It
 * prints the digest of the first run and ends.
 */
public final class ClusterJob {
  /** What a task manager prints when the first half is in a checkpoint. */
  static final String HALF_WAY = "The first half is in a checkpoint";

  static final String DIGEST = "Digest: ";

  private static final int TEAMS = 30;
  private static final int RECORDS = 3000;

  private ClusterJob() {}

  static Policy policy(Period month) {
    Policy.Builder policy = Policy.builder("showback")
        .unit(LedgerUnit.of(CurrencyUnit.USD, 2))
        .basis(Basis.BILLED)
        .grain(Grain.of(month))
        .costCenters("infra")
        .platform("kafka", p -> p.owner("infra").model(AllocationModels.proportional("gb")))
        .platform(
            "search",
            p -> p.owner("infra").retain("0.15").model(AllocationModels.proportional("gb")))
        .addBillRules(BillRule.builder()
            .name("all is Kafka")
            .to(AccountNaming.always(Account.platform("kafka")))
            .build());
    for (int team = 0; team < TEAMS; team++) {
      policy.costCenters("team-" + team);
    }
    return policy.build();
  }

  static Delivery delivery() {
    return September.usage("usage-09", 2, "2026-10-01T03:00:00Z");
  }

  static List<UsageRecord> usage() {
    List<UsageRecord> usage = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      String consumer = i % 31 == 0 ? "platform:search" : "cost-center:team-" + i % TEAMS;
      usage.add(UsageRecord.of(
          "u" + i,
          i % 31 != 0 && i % 2 == 0 ? "search" : "kafka",
          consumer,
          i % 97 + "." + i % 7,
          "gb",
          September.MONTH,
          "usage-09"));
    }
    return usage;
  }

  /** The job's main method. */
  @SuppressWarnings("try") // Flink's iterator may be interrupted when it is closed.
  public static void main(String[] arguments) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    DataStream<Row> rows = env.fromSource(
            new DataGeneratorSource<>(
                (GeneratorFunction<Long, Long>) index -> index,
                Long.MAX_VALUE,
                RateLimiterStrategy.perSecond(2000),
                Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "ticks")
        .setParallelism(1)
        .flatMap(new Halves())
        .returns(Feed.TYPE)
        .setParallelism(1)
        .assignTimestampsAndWatermarks(Feed.watermarks())
        .setParallelism(1);
    DataStream<Row> runs = ChargebackStream.of(
            Ledgers.monthly(ZoneOffset.UTC, (ledger, month) -> policy(month)), September.SCHEDULE)
        .published(
            Feed.column(rows, "bill", BillRows.TYPE),
            Feed.column(rows, "usage", UsageRows.TYPE),
            Feed.column(rows, "delivery", DeliveryRows.TYPE))
        .runs();
    try (CloseableIterator<Row> published = runs.collectAsync()) {
      JobClient client = env.executeAsync("chargeback");
      System.out.println(DIGEST + published.next().getField("digest"));
      client.cancel().get();
    }
  }

  /** The first half of the rows by ticks; the second once a task manager was lost. */
  private static final class Halves extends RichFlatMapFunction<Long, Row>
      implements CheckpointedFunction, CheckpointListener {
    private static final long serialVersionUID = 1L;

    private transient List<Row> rows;
    private boolean isRestarted;
    private boolean isHalfSeen;
    private boolean isHalfKept;

    @Override
    public void open(OpenContext context) {
      rows = new Feed()
          .bill("l", September.BILL)
          .usage("l", delivery(), usage())
          .watermark(Instant.parse("2026-10-04T00:00:00Z"))
          .rows();
      isRestarted = getRuntimeContext().getTaskInfo().getAttemptNumber() > 0;
    }

    @Override
    public void flatMap(Long tick, Collector<Row> out) {
      int half = rows.size() / 2;
      if (tick < half) {
        out.collect(rows.get(tick.intValue()));
      } else if (isRestarted) {
        isRestarted = false;
        rows.subList(half, rows.size()).forEach(out::collect);
      }
      isHalfSeen = tick >= half;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {}

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
      isHalfKept = isHalfSeen;
    }

    @Override
    public void notifyCheckpointComplete(long id) {
      if (isHalfKept) {
        System.out.println(HALF_WAY);
      }
    }
  }
}
