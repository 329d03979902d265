package io.costledger.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.Settlement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
