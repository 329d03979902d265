package io.costledger.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.invariants.foreign.ForeignReport;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The entries of the demo company, sound and spoiled, as anybody finds them in a table. */
class SparkLedgerCheckTest {
  private static Dataset<Row> entries;

  @BeforeAll
  static void makeTheEntries() throws IOException {
    DemoCase demo = DemoCase.make();
    entries = LocalSpark.session()
        .createDataFrame(
            LedgerTables.entries(demo.expected().run()),
            LedgerTables.entrySchema(demo.policy().unit()))
        .repartition(3);
  }

  private static List<String> broken(Dataset<Row> written) {
    ForeignReport report = SparkLedgerCheck.check(written, 3);
    return report.results().stream()
        .filter(result -> result.count() > 0)
        .map(result -> result.check().name())
        .toList();
  }

  /** The first entry by which a platform passes cost on. */
  private static String first() {
    Row entry = entries
        .where("from_account like 'platform:%'")
        .orderBy("from_account", "to_account", "charge_period_start", "measure", "kind")
        .first();
    return "(from_account = '" + entry.getAs("from_account") + "' and to_account = '"
        + entry.getAs("to_account") + "' and measure = '" + entry.getAs("measure")
        + "' and kind = '"
        + entry.getAs("kind") + "')";
  }

  @Test
  void entriesOfARunAreSound() {
    assertThat(broken(entries)).isEmpty();
  }

  @Test
  void whatAPlatformDoesNotPassOnIsTold() {
    assertThat(broken(entries.where("not " + first())))
        .containsAnyOf("CONSERVATION_TIER", "CONSERVATION_ORIGIN", "ORIGIN_UNALLOCATED")
        .contains("CONSERVATION_TOTAL");
  }

  @Test
  void anEntryThatStandsTwiceIsTold() {
    assertThat(broken(entries.union(entries.where(first())))).contains("ROW_UNIQUE");
  }
}
