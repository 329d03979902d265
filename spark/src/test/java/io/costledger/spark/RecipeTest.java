package io.costledger.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.Settlement;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class RecipeTest {
  @Test
  void theSampleOfTheRecipeIsThisSource() throws IOException {
    String source = Files.readString(Path.of("src/test/java/io/costledger/spark/SparkRecipe.java"));
    assertThat(Files.readString(Path.of("../docs/recipes/spark.md")))
        .contains("```java spark\n" + source.substring(source.indexOf("\nclass ") + 1) + "```");
  }

  @Test
  void theSampleOfTheCheckIsThisSource() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/io/costledger/spark/EntriesRecipe.java"));
    assertThat(Files.readString(Path.of("../docs/recipes/spark.md")))
        .contains("```java entries\n" + source.substring(source.indexOf("\nclass ") + 1) + "```");
  }

  @Test
  void theSampleOfTheCheckFindsWhatIsWrong() throws IOException {
    DemoCase demo = DemoCase.make();
    Run run = demo.expected().run();
    LedgerUnit unit = demo.policy().unit();
    Dataset<Row> entries = EntryRows.of(run, LocalSpark.session());
    BigDecimal charges = run.billPlacements().stream()
        .filter(placement -> placement.measure() == Measure.CHARGE)
        .map(placement -> unit.decimalOf(placement.units()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(EntriesRecipe.wrong(entries, demo.policy(), charges)).isEmpty();
    assertThat(EntriesRecipe.wrong(entries, demo.policy(), charges.add(BigDecimal.ONE)))
        .hasSize(2)
        .allMatch(wrong -> wrong.startsWith(run.id() + ": Invalid total CHARGE "));
  }

  @Test
  void theSampleGivesTheStatement() throws IOException {
    DemoCase demo = DemoCase.make();
    SparkInputs tables = Tables.of(demo.inputs(), demo.policy());
    tables.bill().createOrReplaceTempView("bill");
    tables.usage().createOrReplaceTempView("usage");
    assertThat(SparkRecipe.chargeBack(
                LocalSpark.session(),
                demo.policy(),
                tables.billDelivery(),
                tables.usageDeliveries())
            .collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrderElementsOf(
            LedgerTables.statement(
                    Settlement.statement(demo.expected()), demo.policy().unit())
                .stream()
                .map(Row::toString)
                .toList());
  }
}
