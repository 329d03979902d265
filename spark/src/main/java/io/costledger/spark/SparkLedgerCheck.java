package io.costledger.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.monotonically_increasing_id;

import io.costledger.core.account.AccountKind;
import io.costledger.invariants.foreign.ForeignCheck;
import io.costledger.invariants.foreign.ForeignReport;
import io.costledger.invariants.foreign.ForeignRules;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Checks a table of entries by itself, where the run that wrote it is not at hand: in each run, charge
 * period and measure, every platform and group has passed on what came to it, so its account is at
 * zero; cost centers, unallocated and variance bear what came from outside; and no entry stands twice.
 *
 * <p>It is {@link SparkForeignCheck} of the entries, of any size. Who has the run compares with it too,
 * by {@link SparkRun#requireWritten}: an entry that went to the wrong cost center is sound by itself.
 *
 * <p>Example: {@code SparkLedgerCheck.check(spark.table("entries"), 200).isBlocked()}.
 */
public final class SparkLedgerCheck {
  private static final String FROM = "from_account";
  private static final String TO = "to_account";
  private static final String KIND = "kind";
  private static final String TIER = "tier";

  private static final StructType FLOW = new StructType()
      .add("row", DataTypes.LongType, false)
      .add("origin", DataTypes.StringType, false)
      .add("recipient", DataTypes.StringType, false)
      .add("passes", DataTypes.BooleanType, false)
      .add("comes", DataTypes.BooleanType, false)
      .add("amount", DataTypes.StringType, true)
      .add("unit", DataTypes.StringType, true)
      .add(TIER, DataTypes.IntegerType, true)
      .add("key", DataTypes.StringType, true);

  private SparkLedgerCheck() {}

  /**
   * Checks entries.
   *
   * @param entries a table with the columns of {@link SparkRun#entries}, of any number of runs
   * @param partitions into how many it is cut, 1 or more
   * @return the report; an id in it is an account, its charge period, measure and run
   * @throws io.costledger.core.LedgerException if a column is missing or has a type that is not exact
   */
  public static ForeignReport check(Dataset<Row> entries, int partitions) {
    Dataset<Row> flows = flows(entries);
    Dataset<Row> origins = flows
        .where("comes and not passes")
        .groupBy(col("recipient").as("id"), col("unit"))
        .agg(min("row").as("row"), TextSum.of(col("amount")).as("amount"));
    // Tiers are told by the accounts themselves: a group's members pass on to it within one tier.
    ForeignRules rules = ForeignRules.strict("entries", "entries")
        .withTiers()
        .without(Set.of(ForeignCheck.TIER_ORDER));
    return SparkForeignCheck.of(rules, partitions).check(origins, flows.where("passes"));
  }

  private static Dataset<Row> flows(Dataset<Row> entries) {
    InputColumns columns = new InputColumns("entries", entries.schema());
    for (String text : List.of("run", FROM, TO, ShareTerms.MEASURE, KIND, "currency")) {
      columns.index(text, InputColumns.Kind.TEXT);
    }
    columns.index(ShareTerms.AMOUNT, InputColumns.Kind.NUMBER);
    columns.index(TIER, InputColumns.Kind.WHOLE);
    columns.index(UsageCells.START, InputColumns.Kind.TIME);
    columns.index(UsageCells.END, InputColumns.Kind.TIME);
    columns.throwIfAny();
    Column[] needed = {
      col("run"),
      col(FROM),
      col(TO),
      col(ShareTerms.MEASURE),
      col(KIND),
      col("currency"),
      col(ShareTerms.AMOUNT).cast("string"),
      col(TIER).cast("int"),
      col(UsageCells.START),
      col(UsageCells.END),
      monotonically_increasing_id().as("row")
    };
    return InputColumns.withPlainTimes(entries)
        .select(needed)
        .map((MapFunction<Row, Row>) SparkLedgerCheck::flow, Encoders.row(FLOW));
  }

  private static Row flow(Row entry) {
    String from = InputColumns.text(entry, 1);
    String to = InputColumns.text(entry, 2);
    String pool = " in " + time(entry.get(8)) + "/" + time(entry.get(9)) + ", "
        + InputColumns.text(entry, 3) + ", of run " + InputColumns.text(entry, 0);
    return RowFactory.create(
        entry.getLong(10),
        from + pool,
        to + pool,
        passesOn(from),
        passesOn(to),
        entry.get(6),
        entry.get(5),
        entry.get(7),
        entry.get(4));
  }

  private static boolean passesOn(String account) {
    return account.startsWith(AccountKind.PLATFORM.text() + ":")
        || account.startsWith(AccountKind.GROUP.text() + ":");
  }

  private static Object time(Object cell) {
    return cell instanceof Long micros ? InputColumns.time(micros) : String.valueOf(cell);
  }
}
