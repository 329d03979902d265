package io.costledger.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.serialization.canonical.RunDigest;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** With Spark set to Kryo, and to the times of java.time. */
class KryoTest {
  @Test
  void theRunIsTheSame() throws IOException {
    SparkSession spark = LocalSpark.with(Map.of(
        "spark.serializer", "org.apache.spark.serializer.KryoSerializer",
        "spark.sql.datetime.java8API.enabled", "true"));
    try {
      assertThat(spark.conf().get("spark.serializer")).endsWith("KryoSerializer");
      DemoCase demo = DemoCase.make();
      SparkRun run = SparkChargeback.of(demo.policy().resolve())
          .run(Tables.cut(Tables.of(demo.inputs(), demo.policy()), 7), DemoCase.AT);
      assertThat(RunDigest.of(run.audited().run()))
          .isEqualTo(RunDigest.of(demo.expected().run()));
      assertThat(run.faults().count()).isEqualTo(demo.expected().run().faults().size());
      assertThat(Parity.bornByRecords(run.records()))
          .isEqualTo(Parity.expectedByRecords(demo.expected()));
      Dataset<Row> entries = run.entries();
      assertThat(entries.agg(ExactSum.of(entries, "amount")).first().getDecimal(0))
          .isEqualByComparingTo(demo.expected().run().entries().castToList().stream()
              .map(entry -> entry.amount().getAmount())
              .reduce(BigDecimal.ZERO, BigDecimal::add));
    } finally {
      spark.stop();
    }
  }
}
