package io.costledger.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.costledger.invariants.foreign.ForeignAudit;
import io.costledger.invariants.foreign.ForeignFindings;
import io.costledger.invariants.foreign.ForeignReport;
import io.costledger.invariants.foreign.ForeignRules;
import java.util.Arrays;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Checks an allocation that somebody else computed, in tables of any size: the report is that of
 * {@link ForeignAudit} on the same rows.
 *
 * <p>Rows about one id come together in a partition, and again those that could be copies; each
 * partition's findings, as bytes, merge on the driver. A partition's rows are held in memory while it
 * is checked, so take more partitions for larger tables; all rows of one id are in one.
 *
 * <p>Example: {@code SparkForeignCheck.of(ForeignRules.strict("provider", "dbt"),
 * 200).check(origins, allocated).isBlocked()}.
 */
public final class SparkForeignCheck {
  private final ForeignRules rules;
  private final int partitions;

  private SparkForeignCheck(ForeignRules rules, int partitions) {
    this.rules = rules;
    this.partitions = partitions;
  }

  /**
   * Returns the check by some rules.
   *
   * @param rules what holds
   * @param partitions into how many the tables are cut, 1 or more
   * @return the check
   */
  public static SparkForeignCheck of(ForeignRules rules, int partitions) {
    return new SparkForeignCheck(rules, partitions);
  }

  /**
   * Checks two tables.
   *
   * @param originTable what was to be allocated: {@code row} BIGINT, a number that finds the row again;
   *     {@code id} STRING; {@code amount} DECIMAL, or STRING for what may be no number; and, if the
   *     rules have groups, {@code group} STRING. {@code unit} STRING, a currency say, may be left out
   * @param allocatedTable what was allocated: {@code row}, {@code origin}, {@code amount}, {@code
   *     recipient}; {@code tier} INT if the rules have tiers, {@code group} if they have groups;
   *     {@code unit} and {@code key} STRING, what else tells rows apart, may be left out
   * @return the report
   * @throws io.costledger.core.LedgerException if a column is missing or has a type that is not exact
   * @throws IllegalArgumentException if there are too many units or groups
   */
  public ForeignReport check(Dataset<Row> originTable, Dataset<Row> allocatedTable) {
    Dataset<Row> came = ForeignCells.origins(originTable, rules);
    Dataset<Row> passed = ForeignCells.allocated(allocatedTable, rules);
    Dataset<Row> byId = came.union(passed);
    if (rules.tiers()) {
      byId = byId.union(passed
          .where("about <> recipient and recipient <> ''")
          .withColumn(ForeignCells.ABOUT, col(ForeignCells.RECIPIENT))
          .withColumn(ForeignCells.KIND, lit(ForeignCells.RECEIVED)));
    }
    Column[] allButRow = Arrays.stream(passed.columns())
        .filter(name -> !name.equals(ForeignCells.ROW))
        .map(passed::col)
        .toArray(Column[]::new);
    ForeignAudit audit = ForeignAudit.of(rules);
    ForeignFindings findings = audit.nothing();
    merge(findings, byId.repartition(partitions, col(ForeignCells.ABOUT)), false);
    merge(findings, passed.repartition(partitions, allButRow), true);
    return audit.report(findings);
  }

  private void merge(ForeignFindings findings, Dataset<Row> rows, boolean copies) {
    byte[] ruleBytes = rules.toBytes();
    MapPartitionsFunction<Row, byte[]> check =
        partition -> ForeignCells.check(ruleBytes, partition, copies);
    rows.mapPartitions(check, Encoders.BINARY())
        .toLocalIterator()
        .forEachRemaining(findings::merge);
  }
}
