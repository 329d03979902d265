package io.costledger.spark;

import io.costledger.core.delivery.Delivery;
import io.costledger.core.policy.Policy;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The sample of the recipe; the recipe has it from its class on. */
class SparkRecipe {
  static Dataset<Row> chargeBack(
      SparkSession spark, Policy policy, Delivery billDelivery, List<Delivery> usageDeliveries) {
    SparkRun run = SparkChargeback.of(policy.resolve())
        .run(
            SparkInputs.of(
                spark.table("bill"), billDelivery, spark.table("usage"), usageDeliveries),
            Instant.parse("2026-10-02T06:00:00Z"));
    run.entries().write().mode("overwrite").parquet("target/recipe/entries");
    run.requireWritten(
        spark.read().parquet("target/recipe/entries")); // or it must not be published
    run.records().write().mode("overwrite").parquet("target/recipe/records");
    run.requireWrittenRecords(spark.read().parquet("target/recipe/records"));
    return run.statement();
  }
}
