package io.costledger.flink;

import io.costledger.allocation.Summarising;
import io.costledger.core.Invalid;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * One bucket of the records of one delivery: drops those that came before, and at each step of the
 * watermark sends what came to the runs that it is for, usage as a summary.
 *
 * <p>Which runs these are is known once the delivery is announced; until then records wait. The key
 * is ledger, source, delivery and bucket.
 */
@SuppressWarnings("NullAway.Init") // Flink opens a function before it uses it.
final class PartFunction
    extends KeyedCoProcessFunction<
        Tuple4<String, String, String, Integer>, Row, Tuple2<Integer, Row>, Row>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final Ledgers ledgers;
  private final Schedule schedule;

  private transient EventClock clock;
  private transient ResolvedPolicies policies;
  private transient ValueState<Row> announced;
  private transient MapState<String, byte[]> digests;
  private transient ListState<Row> waiting;
  private transient ValueState<Boolean> contradicted;
  private transient ValueState<Long> giveUp;

  PartFunction(Kind kind, Ledgers ledgers, Schedule schedule) {
    this.kind = kind;
    this.ledgers = ledgers;
    this.schedule = schedule;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    clock = new EventClock(context);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    clock.keep();
  }

  @Override
  public void open(OpenContext context) {
    policies = new ResolvedPolicies(ledgers);
    announced =
        getRuntimeContext().getState(new ValueStateDescriptor<>("announced", DeliveryRows.TYPE));
    digests = getRuntimeContext()
        .getMapState(new MapStateDescriptor<>(
            "digests", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    waiting = getRuntimeContext().getListState(new ListStateDescriptor<>("waiting", kind.type()));
    contradicted =
        getRuntimeContext().getState(new ValueStateDescriptor<>("contradicted", Types.BOOLEAN));
    giveUp = getRuntimeContext().getState(new ValueStateDescriptor<>("give-up", Types.LONG));
  }

  @Override
  public void processElement1(Row row, Context context, Collector<Row> out) throws Exception {
    String id = Cells.text(row, Cells.ID);
    Period own = Cells.period(row, Cells.START, Cells.END);
    byte[] digest = kind.digest(row);
    byte[] known = digests.get(id);
    if (known == null) {
      digests.put(id, digest);
      waiting.add(row);
    } else if (!Arrays.equals(known, digest)) {
      contradicted.update(true);
      context.output(
          FaultRows.TAG,
          FaultRows.of(
              Cells.text(row, Cells.LEDGER),
              StreamFault.CONTRADICTION,
              own,
              Invalid.message(
                  kind.text() + " record",
                  "'" + id + "' of '" + Cells.text(row, Cells.DELIVERY) + "'",
                  "an id has one content in its delivery, and came with another")));
    } else {
      return;
    }
    if (announced.value() == null && giveUp.value() == null) {
      long now = clock.now(context.timerService());
      long at = Math.max(schedule.drop(own), Math.max(now, now + 1));
      giveUp.update(at);
      context.timerService().registerEventTimeTimer(at);
    }
    flushSoon(context.timerService());
  }

  @Override
  public void processElement2(Tuple2<Integer, Row> copy, Context context, Collector<Row> out)
      throws Exception {
    Row row = copy.f1;
    Row before = announcement();
    Delivery delivery = DeliveryRows.delivery(row);
    boolean isFirst = copy.f0 == 0;
    if (before == null) {
      announced.update(row);
      context.timerService().registerEventTimeTimer(dropAt(row));
      flushSoon(context.timerService());
      if (isFirst) {
        // So that a delivery is known before its records, and one without records at all.
        parts(row, List.of(), false, out);
      }
    } else if (!DeliveryRows.delivery(before).equals(delivery)
        || DeliveryRows.records(before) != DeliveryRows.records(row)) {
      contradicted.update(true);
      flushSoon(context.timerService());
      if (isFirst) {
        context.output(
            FaultRows.TAG,
            FaultRows.of(
                Cells.text(row, Cells.LEDGER),
                StreamFault.CONTRADICTION,
                delivery.covers().orElseThrow(),
                Invalid.message(
                    kind.text() + " delivery",
                    "'" + delivery.id() + "' of '" + delivery.source() + "'",
                    "an id has one content, and was announced with another")));
      }
    }
  }

  /** At the next watermark: what comes between two of them goes on as one part. */
  private static void flushSoon(TimerService timers) {
    long watermark = timers.currentWatermark();
    timers.registerEventTimeTimer(Math.max(watermark, watermark + 1));
  }

  /** When the last of the runs that the delivery is for can't be mended any more. */
  private long dropAt(Row announcement) {
    Period covers = DeliveryRows.delivery(announcement).covers().orElseThrow();
    List<Period> periods = ledgers.periods(Cells.text(announcement, Cells.LEDGER), covers);
    return schedule.drop(periods.get(periods.size() - 1));
  }

  @Override
  public void onTimer(long at, OnTimerContext context, Collector<Row> out) throws Exception {
    Row announcement = announcement();
    if (announcement != null) {
      flush(announcement, out);
      if (at >= dropAt(announcement)) {
        drop();
      }
    } else if (giveUp.value() != null && at >= giveUp.value()) {
      for (Row row : waiting.get()) {
        context.output(FaultRows.TAG, unannounced(kind.rows().named(row)));
      }
      drop();
    }
  }

  private @Nullable Row announcement() throws Exception {
    Row row = announced.value();
    return row == null ? null : DeliveryRows.ROWS.named(row);
  }

  private Row unannounced(Row row) {
    return FaultRows.of(
        Cells.text(row, Cells.LEDGER),
        StreamFault.NO_DELIVERY,
        Cells.period(row, Cells.START, Cells.END),
        Invalid.message(
            kind.text() + " record",
            "'" + Cells.text(row, Cells.ID) + "' of '" + Cells.text(row, Cells.DELIVERY) + "'",
            "its delivery was not announced in time"));
  }

  private void drop() {
    announced.clear();
    digests.clear();
    waiting.clear();
    contradicted.clear();
    giveUp.clear();
  }

  private void flush(Row announcement, Collector<Row> out) throws Exception {
    List<Row> rows = new ArrayList<>();
    waiting.get().forEach(row -> rows.add(kind.rows().named(row)));
    boolean isContradicted = Boolean.TRUE.equals(contradicted.value());
    if (!rows.isEmpty() || isContradicted) {
      rows.sort(Comparator.comparing(row -> Cells.text(row, Cells.ID)));
      parts(announcement, rows, isContradicted, out);
      waiting.clear();
      contradicted.clear();
    }
  }

  private void parts(Row announcement, List<Row> rows, boolean isContradicted, Collector<Row> out) {
    String ledger = Cells.text(announcement, Cells.LEDGER);
    Delivery delivery = DeliveryRows.delivery(announcement);
    long records = DeliveryRows.records(announcement);
    Period covers = delivery.covers().orElseThrow();
    for (Period period : ledgers.periods(ledger, covers)) {
      Row part = PartRows.of(ledger, period, kind, delivery, records, rows.size());
      part.setField("contradicted", isContradicted);
      List<Row> own = rows.stream().filter(row -> isOfRun(row, covers, period)).toList();
      if (kind == Kind.BILL) {
        List<BillRecord> charges = own.stream().map(BillRows::record).toList();
        part.setField("bill", Bill.of(delivery, charges));
      } else {
        List<UsageRecord> uses = own.stream().map(UsageRows::record).toList();
        part.setField(
            "usage", Summarising.of(policies.of(ledger, period)).summarise(UsageBatch.of(uses)));
      }
      out.collect(part);
    }
  }

  /** As {@code Received.inputs} has it: what is inside the delivery's period, but not of this run. */
  private static boolean isOfRun(Row row, Period covers, Period run) {
    Period own = Cells.period(row, Cells.START, Cells.END);
    return own.overlaps(run) || !covers.contains(own);
  }
}
