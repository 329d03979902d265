package io.costledger.spark;

import static org.apache.spark.sql.functions.col;

import io.costledger.allocation.batch.BatchAllocation;
import io.costledger.allocation.batch.BatchWorkspace;
import io.costledger.allocation.batch.Pool;
import io.costledger.allocation.batch.PoolAmounts;
import io.costledger.allocation.batch.ShareColumns;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.Measure;
import io.costledger.core.usage.UsageBatch;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What opens the shares of a run: of each share its units and its weight, and what one of each unit
 * weighs in it. Small, and made on the driver from the run; numbers are texts.
 */
final class ShareTerms {
  static final String SHARE = "share";
  static final String RATE = "rate";
  static final String WEIGHT = "weight";
  static final String UNITS = "units";
  static final String MEASURE = "measure";
  static final String AMOUNT = "amount";

  private static final StructType RATES = new StructType()
      .add(UsagePartRows.PERIOD, DataTypes.StringType, false)
      .add(UsageCells.PLATFORM, DataTypes.StringType, false)
      .add(UsageCells.CONSUMER, DataTypes.StringType, false)
      .add(UsageCells.UNIT, DataTypes.StringType, false)
      .add(SHARE, DataTypes.LongType, false)
      .add(RATE, DataTypes.StringType, false)
      .add(WEIGHT, DataTypes.StringType, false)
      .add(UNITS, DataTypes.StringType, false);

  private static final StructType SHARES = new StructType()
      .add(SHARE, DataTypes.LongType, false)
      .add(UNITS, DataTypes.StringType, false)
      .add(UsageCells.START, DataTypes.TimestampType, false)
      .add(UsageCells.END, DataTypes.TimestampType, false)
      .add(UsageCells.PLATFORM, DataTypes.StringType, false)
      .add(UsageCells.CONSUMER, DataTypes.StringType, false)
      .add(MEASURE, DataTypes.StringType, false);

  private final SparkSession spark;
  private final List<Row> rates = new ArrayList<>();
  private final List<Row> shares = new ArrayList<>();

  /** A consumer's use of a pool, by unit. */
  private record Use(Pool pool, Account consumer) {}

  ShareTerms(SparkSession spark, Run run) {
    this.spark = spark;
    UsageBatch usage = run.usageParts();
    BatchAllocation allocation = BatchAllocation.of(run.policy(), usage);
    Map<Use, Map<String, BigDecimal>> uses = uses(run, usage);
    for (Measure measure : Measure.values()) {
      ShareColumns lines =
          allocation.shares(PoolAmounts.passedOn(run, measure), new BatchWorkspace());
      for (int line = 0; line < lines.size(); line++) {
        Pool pool = lines.pool(line);
        add(
            lines,
            line,
            measure,
            allocation.unitWeights(pool),
            uses.getOrDefault(new Use(pool, lines.consumer(line)), Map.of()));
      }
    }
  }

  private static Map<Use, Map<String, BigDecimal>> uses(Run run, UsageBatch usage) {
    Map<Use, Map<String, BigDecimal>> uses = new HashMap<>();
    for (int i = 0; i < usage.size(); i++) {
      OptionalInt period = run.policy().declared().grain().indexContaining(usage.chargePeriod(i));
      if (period.isPresent()) {
        Pool pool =
            new Pool(run.policy().periods().get(period.getAsInt()).period(), usage.platform(i));
        uses.computeIfAbsent(new Use(pool, usage.consumer(i)), use -> new HashMap<>())
            .merge(usage.unit(i), usage.quantity(i), BigDecimal::add);
      }
    }
    return uses;
  }

  private void add(
      ShareColumns lines,
      int line,
      Measure measure,
      Map<String, BigInteger> unitWeights,
      Map<String, BigDecimal> byUnit) {
    Pool pool = lines.pool(line);
    String consumer = lines.consumer(line).toString();
    String units = lines.units(line).toString();
    BigDecimal weight = BigDecimal.ZERO;
    for (Map.Entry<String, BigInteger> rate : unitWeights.entrySet()) {
      weight = weight.add(byUnit
          .getOrDefault(rate.getKey(), BigDecimal.ZERO)
          .multiply(new BigDecimal(rate.getValue())));
    }
    long share = shares.size();
    for (String unit : byUnit.keySet()) {
      BigInteger rate = unitWeights.get(unit);
      if (rate != null) {
        rates.add(RowFactory.create(
            pool.period().toString(),
            pool.platform(),
            consumer,
            unit,
            share,
            rate.toString(),
            weight.toPlainString(),
            units));
      }
    }
    shares.add(RowFactory.create(
        share,
        units,
        LedgerTables.time(pool.period().start()),
        LedgerTables.time(pool.period().end()),
        pool.platform(),
        consumer,
        measure.name()));
  }

  /** What finds the shares of a record. */
  static String[] key() {
    return new String[] {
      UsagePartRows.PERIOD, UsageCells.PLATFORM, UsageCells.CONSUMER, UsageCells.UNIT
    };
  }

  Dataset<Row> rates() {
    return spark.createDataFrame(rates, RATES);
  }

  Dataset<Row> shares() {
    return spark.createDataFrame(shares, SHARES);
  }

  /** What says which share it is. */
  static Column[] shareColumns() {
    return new Column[] {
      col(UsageCells.START),
      col(UsageCells.END),
      col(UsageCells.PLATFORM),
      col(UsageCells.CONSUMER),
      col(MEASURE)
    };
  }
}
