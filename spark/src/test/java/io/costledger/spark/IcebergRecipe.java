package io.costledger.spark;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;

/** The sample of the recipe; the recipe has it from its class on. */
class IcebergRecipe {
  static final String ENTRIES = "lake.finance.entries";

  /** Once: by runs, so that one is replaced whole. */
  static void make(SparkSession spark, SparkRun run) {
    run.entries().limit(0).createOrReplaceTempView("no_entries");
    spark.sql("CREATE TABLE " + ENTRIES
        + " USING iceberg PARTITIONED BY (run) AS SELECT * FROM no_entries");
  }

  /** Write: on a branch, which no reader of the table sees; once more replaces the same run. */
  static void write(SparkSession spark, SparkRun run) throws NoSuchTableException {
    spark.sql("ALTER TABLE " + ENTRIES + " CREATE OR REPLACE BRANCH audit"); // where main is
    run.entries()
        .writeTo(ENTRIES + ".branch_audit")
        .overwrite(col("run").equalTo(run.audited().run().id()));
  }

  /** Audit what can be read back, then publish: main moves to the branch, at once or not at all. */
  static void publish(SparkSession spark, SparkRun run) {
    run.requireWritten(spark
        .table(ENTRIES + ".branch_audit")
        .where(col("run").equalTo(run.audited().run().id()))); // or nothing is published
    spark.sql("CALL lake.system.fast_forward('finance.entries', 'main', 'audit')");
  }
}
