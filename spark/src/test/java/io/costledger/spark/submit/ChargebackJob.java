package io.costledger.spark.submit;

import io.costledger.core.delivery.Delivery;
import io.costledger.core.policy.Policy;
import io.costledger.policyfile.PolicyFile;
import io.costledger.serialization.canonical.RunDigest;
import io.costledger.spark.SparkChargeback;
import io.costledger.spark.SparkInputs;
import io.costledger.spark.SparkRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A user's job, which {@code spark-submit} runs on a cluster: it has Spark's jars, this class, and what
 * {@code --packages} brought. Its folder has the inputs, and gets what it made and what it went through.
 */
public final class ChargebackJob {
  private ChargebackJob() {}

  /** What happened to the job's tasks and executors. */
  private static final class Happened extends SparkListener {
    private final AtomicInteger speculative = new AtomicInteger();
    private final AtomicInteger executorsLost = new AtomicInteger();

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      if (end.taskInfo().speculative() && end.taskInfo().successful()) {
        speculative.incrementAndGet();
      }
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
      executorsLost.incrementAndGet();
    }
  }

  /**
   * Charges back what is in a folder.
   *
   * @param args the folder; the deliveries of bill and usage, each as source, id and SHA-256; when
   *     the run is recorded
   * @throws Exception if a file can't be read or written, or Spark's events don't come to an end
   */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    SparkSession spark = SparkSession.builder().appName("chargeback").getOrCreate();
    Happened happened = new Happened();
    spark.sparkContext().addSparkListener(happened);
    Policy policy = PolicyFile.read(
            "policy.yaml", Files.readAllBytes(folder.resolve("policy.yaml")))
        .policy();
    Dataset<Row> usage =
        spark.read().parquet(folder.resolve("usage").toString()).repartition(7);
    Trouble trouble = new Trouble(folder.toString());
    SparkRun run = SparkChargeback.of(policy.resolve())
        .run(
            SparkInputs.of(
                spark.read().parquet(folder.resolve("bill").toString()),
                delivery(args, 1),
                usage.mapPartitions(trouble, Encoders.row(usage.schema())),
                List.of(delivery(args, 4))),
            Instant.parse(args[7]));
    run.records().write().mode("overwrite").parquet(folder.resolve("records").toString());
    spark.sparkContext().listenerBus().waitUntilEmpty();
    Files.write(
        folder.resolve("report"),
        List.of(
            "digest " + RunDigest.of(run.audited().run()),
            "speculative " + happened.speculative.get(),
            "lost " + happened.executorsLost.get(),
            "spark " + spark.version()));
    Files.write(
        folder.resolve("jars"),
        scala.jdk.javaapi.CollectionConverters.asJava(spark.sparkContext().listJars()));
    spark.stop();
  }

  private static Delivery delivery(String[] args, int at) {
    return Delivery.builder()
        .source(args[at])
        .id(args[at + 1])
        .sha256(args[at + 2])
        .build();
  }
}
