package io.costledger.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.LedgerException;
import io.costledger.core.work.Workers;
import io.costledger.serialization.canonical.RunDigest;
import java.io.IOException;
import java.util.concurrent.ForkJoinPool;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo company, in one process and on Spark, however its rows are dealt out. */
class DemoParityTest {
  private static DemoCase demo;
  private static SparkInputs tables;

  @BeforeAll
  static void makeTheCompany() throws IOException {
    demo = DemoCase.make();
    tables = Tables.of(demo.inputs(), demo.policy());
  }

  private static SparkRun run(SparkInputs inputs) {
    return SparkChargeback.of(demo.policy().resolve())
        .by(Workers.of(2, ForkJoinPool.commonPool()))
        .run(inputs, DemoCase.AT);
  }

  private static SparkInputs with(Dataset<Row> usage) {
    return SparkInputs.of(tables.bill(), tables.billDelivery(), usage, tables.usageDeliveries());
  }

  @Nested
  class Run {
    @ParameterizedTest
    @ValueSource(ints = {1, 200})
    void isTheSameInAnyNumberOfPartitions(int partitions) {
      SparkRun run = run(Tables.cut(tables, partitions));
      assertThat(RunDigest.of(run.audited().run()))
          .isEqualTo(RunDigest.of(demo.expected().run()));
      assertThat(run.summary().records()).isEqualTo(demo.inputs().usage().size());
    }

    @Test
    void givesTheTablesOfTheRunInOneProcess() {
      SparkRun run = run(Tables.cut(tables, 7));
      Parity.require(demo.expected(), run); // its digest, too
      assertThat(run.records().where("amount <> 0").count()).isPositive();
      assertThat(run.faults().where("record like 'usage:%'").count()).isPositive();
    }

    @Test
    void isTheSameInAnyOrderOfRows() {
      Dataset<Row> shuffled = tables.usage().orderBy(functions.xxhash64(functions.col("id")));
      assertThat(RunDigest.of(run(with(shuffled)).audited().run()))
          .isEqualTo(RunDigest.of(demo.expected().run()));
    }

    @Test
    void isTheSameWhenTasksFailAndAreTriedAgain() {
      Dataset<Row> usage = tables.usage().repartition(7);
      MapFunction<Row, Row> failsOnce = row -> {
        if (TaskContext.get().attemptNumber() == 0 && TaskContext.getPartitionId() % 3 == 1) {
          throw new IllegalStateException("the machine is gone");
        }
        return row;
      };
      Dataset<Row> unreliable = usage.map(failsOnce, Encoders.row(usage.schema()));
      assertThat(RunDigest.of(run(with(unreliable)).audited().run()))
          .isEqualTo(RunDigest.of(demo.expected().run()));
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class Written {
    private SparkRun run;

    @BeforeAll
    void makeTheRun() {
      run = DemoParityTest.run(tables);
    }

    @Test
    void entriesAndRecordsReadBackAreTheRuns() {
      run.entries().write().mode("overwrite").parquet("target/written/entries");
      run.requireWritten(LocalSpark.session().read().parquet("target/written/entries"));
      run.records().write().mode("overwrite").parquet("target/written/records");
      run.requireWrittenRecords(LocalSpark.session().read().parquet("target/written/records"));
    }

    @Test
    void anEntryThatIsMissingIsTold() {
      Row first = run.entries().orderBy("from_account", "to_account", "kind").first();
      Dataset<Row> short1 = run.entries()
          .where(functions.not(functions
              .col("from_account")
              .equalTo(first.<String>getAs("from_account"))
              .and(functions.col("to_account").equalTo(first.<String>getAs("to_account")))));
      assertThatThrownBy(() -> run.requireWritten(short1))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("What was written is not the run's")
          .hasMessageContaining(first.getAs("from_account") + " " + first.getAs("to_account"));
    }
  }
}
