package io.costledger.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.costledger.core.LedgerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Write, audit, publish on a table of Iceberg, by its runtime for this line of Spark. */
class IcebergTest {
  @Test
  void theSampleOfTheRecipeIsThisSource() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/io/costledger/spark/IcebergRecipe.java"));
    assertThat(Files.readString(Path.of("../docs/recipes/spark.md")))
        .contains("```java iceberg\n" + source.substring(source.indexOf("\nclass ") + 1) + "```");
  }

  @Test
  void onlyWhatWasAuditedIsPublished(@TempDir Path lake) throws Exception {
    assumeTrue(
        Thread.currentThread()
                .getContextClassLoader()
                .getResource("org/apache/iceberg/spark/SparkCatalog.class")
            != null,
        "Iceberg has no runtime for this line of Spark");
    SparkSession spark = LocalSpark.with(Map.of(
        "spark.sql.extensions", "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
        "spark.sql.catalog.lake", "org.apache.iceberg.spark.SparkCatalog",
        "spark.sql.catalog.lake.type", "hadoop",
        "spark.sql.catalog.lake.warehouse", lake.toUri().toString()));
    try {
      DemoCase demo = DemoCase.make();
      SparkRun run = SparkChargeback.of(demo.policy().resolve())
          .run(Tables.of(demo.inputs(), demo.policy()), DemoCase.AT);
      IcebergRecipe.make(spark, run);

      IcebergRecipe.write(spark, run);
      String lost = run.entries().orderBy("to_account").first().getAs("to_account");
      spark.sql("DELETE FROM " + IcebergRecipe.ENTRIES + ".branch_audit WHERE to_account = '" + lost
          + "'");
      assertThatThrownBy(() -> IcebergRecipe.publish(spark, run))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("What was written is not the run's");
      assertThat(spark.table(IcebergRecipe.ENTRIES).count()).isZero();

      // Twice: what is written again replaces itself.
      for (int time = 0; time < 2; time++) {
        IcebergRecipe.write(spark, run);
        IcebergRecipe.publish(spark, run);
        run.requireWritten(spark.table(IcebergRecipe.ENTRIES));
      }
    } finally {
      spark.stop();
    }
  }
}
