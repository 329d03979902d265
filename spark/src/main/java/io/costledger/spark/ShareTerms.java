package io.costledger.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.timestamp_micros;

import io.costledger.allocation.batch.BatchAllocation;
import io.costledger.allocation.batch.BatchWorkspace;
import io.costledger.allocation.batch.Pool;
import io.costledger.allocation.batch.PoolAmounts;
import io.costledger.allocation.batch.ShareColumns;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;
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
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;

/**
 * What opens the shares of a run: of each share its units and its weight, and what one of each unit
 * weighs in a pool. Small, and made on the driver from the run.
 */
final class ShareTerms {
  static final String SHARE = "share";
  static final String RATE = "rate";
  static final String WEIGHT = "weight";
  static final String UNITS = "units";
  static final String MEASURE = "measure";
  static final String AMOUNT = "amount";

  /** Units and their sums: what fits the amounts of a table. */
  static final DecimalType WHOLE = LedgerTables.money(0);

  private static final StructType RATES = new StructType()
      .add(UsagePartRows.PERIOD, DataTypes.StringType, false)
      .add(UsageCells.PLATFORM, DataTypes.StringType, false)
      .add(UsageCells.UNIT, DataTypes.StringType, false)
      .add(RATE, DataTypes.StringType, false);

  private static final StructType SHARES = new StructType()
      .add(SHARE, DataTypes.LongType, false)
      .add(UsagePartRows.PERIOD, DataTypes.StringType, false)
      .add(UsageCells.PLATFORM, DataTypes.StringType, false)
      .add(UsageCells.CONSUMER, DataTypes.StringType, false)
      .add(UNITS, WHOLE, false)
      .add(WEIGHT, DataTypes.StringType, false)
      .add(UsageCells.START, DataTypes.LongType, false)
      .add(UsageCells.END, DataTypes.LongType, false)
      .add(MEASURE, DataTypes.StringType, false);

  private final Dataset<Row> rates;
  private final Dataset<Row> shares;

  /** A consumer's use of a pool. */
  private record Use(Pool pool, Account consumer) {}

  ShareTerms(SparkSession spark, Run run) {
    UsageBatch usage = run.usageParts();
    BatchAllocation allocation = BatchAllocation.of(run.policy(), usage);
    List<Row> rateRows = new ArrayList<>();
    Map<Use, BigDecimal> weights = weights(run, usage, allocation, rateRows);
    List<Row> shareRows = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      ShareColumns lines =
          allocation.shares(PoolAmounts.passedOn(run, measure), new BatchWorkspace());
      for (int line = 0; line < lines.size(); line++) {
        Use use = new Use(lines.pool(line), lines.consumer(line));
        if (weights.containsKey(use)) {
          shareRows.add(row(shareRows.size(), use, weights.get(use), lines.units(line), measure));
        }
      }
    }
    this.rates = spark.createDataFrame(rateRows, RATES);
    this.shares = spark.createDataFrame(shareRows, SHARES);
  }

  /** What the records of each use weigh; adds the rates by which they do. */
  private static Map<Use, BigDecimal> weights(
      Run run, UsageBatch usage, BatchAllocation allocation, List<Row> rateRows) {
    Map<Pool, Map<String, BigDecimal>> byPool = new HashMap<>();
    Map<Use, BigDecimal> weights = new HashMap<>();
    for (int i = 0; i < usage.size(); i++) {
      OptionalInt period = run.policy().declared().grain().indexContaining(usage.chargePeriod(i));
      if (period.isPresent()) {
        Pool pool =
            new Pool(run.policy().periods().get(period.getAsInt()).period(), usage.platform(i));
        BigDecimal rate = byPool
            .computeIfAbsent(pool, asked -> rates(asked, allocation.unitWeights(asked), rateRows))
            .get(usage.unit(i));
        if (rate != null) {
          weights.merge(
              new Use(pool, usage.consumer(i)), usage.quantity(i).multiply(rate), BigDecimal::add);
        }
      }
    }
    return weights;
  }

  private static Map<String, BigDecimal> rates(
      Pool pool, Map<String, BigInteger> unitWeights, List<Row> rateRows) {
    Map<String, BigDecimal> byUnit = new HashMap<>();
    unitWeights.forEach((unit, rate) -> {
      byUnit.put(unit, new BigDecimal(rate));
      rateRows.add(
          RowFactory.create(pool.period().toString(), pool.platform(), unit, rate.toString()));
    });
    return byUnit;
  }

  private static Row row(
      long number, Use use, BigDecimal weight, BigInteger units, Measure measure) {
    Period period = use.pool().period();
    return RowFactory.create(
        number,
        period.toString(),
        use.pool().platform(),
        use.consumer().toString(),
        Decimals.exact("units of a share", new BigDecimal(units), WHOLE),
        weight.toPlainString(),
        LedgerTables.micros(period.start()),
        LedgerTables.micros(period.end()),
        measure.name());
  }

  /** What finds the rate of a record. */
  static String[] rateKey() {
    return new String[] {UsagePartRows.PERIOD, UsageCells.PLATFORM, UsageCells.UNIT};
  }

  /** What finds the shares of a record. */
  static String[] shareKey() {
    return new String[] {UsagePartRows.PERIOD, UsageCells.PLATFORM, UsageCells.CONSUMER};
  }

  Dataset<Row> rates() {
    return rates;
  }

  Dataset<Row> shares() {
    return shares;
  }

  /** What says which share it is. */
  static Column[] shareColumns() {
    return new Column[] {
      timestamp_micros(col(UsageCells.START)).as(UsageCells.START),
      timestamp_micros(col(UsageCells.END)).as(UsageCells.END),
      col(UsageCells.PLATFORM),
      col(UsageCells.CONSUMER),
      col(MEASURE)
    };
  }
}
