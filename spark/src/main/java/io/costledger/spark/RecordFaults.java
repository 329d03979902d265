package io.costledger.spark;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.lit;

import io.costledger.allocation.UsageFaults;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.Responsible;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import io.costledger.core.usage.UsageSummary;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The faults of a run, record by record. What is wrong with a usage record is wrong with all that are
 * summed with it, so each fault of a sum is joined with the records of the sum.
 */
final class RecordFaults {
  private static final String USAGE = "usage:";
  private static final String REASON = "reason";
  private static final String ROLE = "role";
  private static final String OWNER = "owner";

  private static final StructType TERMS = new StructType()
      .add(UsageCells.DELIVERY, DataTypes.StringType, false)
      .add(UsageCells.PLATFORM, DataTypes.StringType, false)
      .add(UsageCells.CONSUMER, DataTypes.StringType, false)
      .add(UsageCells.UNIT, DataTypes.StringType, false)
      .add(UsagePartRows.PERIOD, DataTypes.StringType, false)
      .add(REASON, DataTypes.StringType, false)
      .add(ROLE, DataTypes.StringType, false)
      .add(OWNER, DataTypes.StringType, false);

  private static final StructType FOUND = new StructType()
      .add(REASON, DataTypes.StringType, false)
      .add(OWNER, DataTypes.StringType, false)
      .add(UsagePartRows.PERIOD, DataTypes.StringType, false)
      .add("record", DataTypes.StringType, false)
      .add(UsageCells.PLATFORM, DataTypes.StringType, false)
      .add(UsageCells.CONSUMER, DataTypes.StringType, false)
      .add("message", DataTypes.StringType, false);

  private static final StructType PERIODS = new StructType()
      .add(UsagePartRows.PERIOD, DataTypes.StringType, false)
      .add(UsageCells.START, DataTypes.TimestampType, false)
      .add(UsageCells.END, DataTypes.TimestampType, false);

  private final SparkSession spark;
  private final LedgerUnit unit;
  private final List<Row> terms = new ArrayList<>();
  private final Set<Row> periods = new HashSet<>();
  private final List<Row> others = new ArrayList<>();

  RecordFaults(Run run, UsageSummary summary, SparkSession spark) {
    this.spark = spark;
    this.unit = run.policy().declared().unit();
    Map<String, UsageSummary.Key> keys = keysOfFaults(run, summary);
    for (Fault fault : run.faults()) {
      UsageSummary.Key key = fault.record().map(keys::get).orElse(null);
      if (key == null) {
        others.add(LedgerTables.fault(fault, unit));
      } else {
        terms.add(RowFactory.create(
            key.delivery(),
            key.platform(),
            key.consumer().toString(),
            key.unit(),
            key.chargePeriod().toString(),
            fault.reason().name(),
            fault.owner().role().name(),
            fault.owner().id()));
        periods.add(RowFactory.create(
            key.chargePeriod().toString(),
            LedgerTables.time(key.chargePeriod().start()),
            LedgerTables.time(key.chargePeriod().end())));
      }
    }
  }

  /** The sums that faults name as records. */
  private static Map<String, UsageSummary.Key> keysOfFaults(Run run, UsageSummary summary) {
    Set<String> named = new HashSet<>();
    run.faults().forEach(fault -> fault.record().ifPresent(named::add));
    Map<String, UsageSummary.Key> keys = new HashMap<>();
    UsageBatch sums = summary.toBatch();
    for (int i = 0; i < sums.size() && !named.isEmpty(); i++) {
      String record = USAGE + sums.id(i);
      if (named.remove(record)) {
        keys.put(record, summary.key(i));
      }
    }
    return keys;
  }

  /** Every fault, given the parts of the run's table of usage. */
  Dataset<Row> of(Dataset<Row> parts) {
    StructType schema = LedgerTables.faultSchema(unit);
    Dataset<Row> ofRun = spark.createDataFrame(others, schema);
    if (terms.isEmpty()) {
      return ofRun;
    }
    String[] key = {
      UsageCells.DELIVERY,
      UsageCells.PLATFORM,
      UsageCells.CONSUMER,
      UsageCells.UNIT,
      UsagePartRows.PERIOD
    };
    Dataset<Row> found = parts
        .join(broadcast(spark.createDataFrame(terms, TERMS)), key)
        .map((MapFunction<Row, Row>) RecordFaults::found, Encoders.row(FOUND))
        .join(
            broadcast(spark.createDataFrame(List.copyOf(periods), PERIODS)), UsagePartRows.PERIOD);
    Column[] columns = Arrays.stream(schema.fields())
        .map(field -> List.of(found.columns()).contains(field.name())
            ? found.col(field.name())
            : lit(null).cast(field.dataType()).as(field.name()))
        .toArray(Column[]::new);
    return ofRun.union(found.select(columns));
  }

  private static Row found(Row row) {
    Fault fault = fault(row);
    return RowFactory.create(
        fault.reason().name(),
        fault.owner().toString(),
        row.getAs(UsagePartRows.PERIOD),
        fault.record().orElseThrow(),
        fault.platform().orElseThrow(),
        fault.consumer().orElseThrow().toString(),
        fault.message());
  }

  private static Fault fault(Row row) {
    UsageRecord record = UsageRecord.builder()
        .id(row.getAs(UsageCells.ID))
        .platform(row.getAs(UsageCells.PLATFORM))
        .consumer(Account.parseConsumer(row.getAs(UsageCells.CONSUMER)))
        .quantity(new BigDecimal(row.<String>getAs(UsageCells.QUANTITY)))
        .unit(row.getAs(UsageCells.UNIT))
        .chargePeriod(Period.parse(row.getAs(UsagePartRows.PERIOD)))
        .delivery(row.getAs(UsageCells.DELIVERY))
        .build();
    return UsageFaults.of(
        record,
        FaultReason.valueOf(row.getAs(REASON)),
        new Responsible(Responsible.Role.valueOf(row.getAs(ROLE)), row.getAs(OWNER)));
  }
}
