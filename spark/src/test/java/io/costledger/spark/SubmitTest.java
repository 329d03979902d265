package io.costledger.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.delivery.Delivery;
import io.costledger.serialization.canonical.RunDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code spark-submit --packages} against a cluster of Spark's own processes, where a task hangs and is
 * done by a speculative attempt, and an executor's process dies.
 */
class SubmitTest {
  private static final String[] MODULES = {
    "ledger-core", "invariants", "allocation-models", "serialization", "spark", "policy-file"
  };

  @Test
  void aJobOnAClusterMakesTheRunOfOneProcess(@TempDir Path folder)
      throws IOException, InterruptedException {
    DemoCase demo = DemoCase.make();
    Path job = Files.createDirectories(folder.resolve("job"));
    SparkInputs tables = Tables.of(demo.inputs(), demo.policy());
    tables.usage().write().parquet(job.resolve("usage").toString());
    tables.bill().write().parquet(job.resolve("bill").toString());
    Files.copy(Path.of("target", "demo", "policy.yaml"), job.resolve("policy.yaml"));
    List<String> arguments = new ArrayList<>(packages(folder));
    arguments.addAll(trouble());
    arguments.add("--class");
    arguments.add("io.costledger.spark.submit.ChargebackJob");
    Path jar = folder.resolve("job.jar");
    InstalledModules.jar(Path.of("target", "test-classes"), "io/costledger/spark/submit/", jar);
    arguments.addAll(List.of(jar.toString(), job.toString()));
    arguments.addAll(words(tables.billDelivery()));
    arguments.addAll(words(tables.usageDeliveries().get(0)));
    arguments.add(DemoCase.AT.toString());

    try (StandaloneCluster cluster = new StandaloneCluster(folder.resolve("cluster"))) {
      cluster.submit(arguments);
    }

    List<String> report = Files.readAllLines(job.resolve("report"));
    assertThat(report)
        .contains(
            "digest " + RunDigest.of(demo.expected().run()),
            "spark " + LocalSpark.session().version());
    assertThat(number(report, "speculative "))
        .as("tasks done by a second attempt")
        .isPositive();
    assertThat(number(report, "lost ")).as("executors lost").isPositive();
    assertThat(Files.readAllLines(job.resolve("jars")))
        .extracting(uri -> uri.substring(uri.lastIndexOf('/') + 1))
        .as("what the job got beside Spark's own jars")
        .allMatch(name -> name.equals("job.jar")
            || name.startsWith("io.costledger_costledger-")
            || name.startsWith("org.eclipse.collections_eclipse-collections")
            || name.startsWith("org.joda_joda-money-")
            || name.startsWith("de.siegmar_fastcsv-")
            || name.startsWith("org.jspecify_jspecify-")
            || name.startsWith("org.snakeyaml_snakeyaml-engine-"));
    assertThat(Parity.bornByRecords(
            LocalSpark.session().read().parquet(job.resolve("records").toString())))
        .isEqualTo(Parity.expectedByRecords(demo.expected()));
  }

  /** What our recipe says, and whence they come here: from folders, and nowhere else. */
  private static List<String> packages(Path folder) throws IOException {
    Path installed = folder.resolve("repository");
    InstalledModules.into(installed, MODULES);
    Path central = Path.of(
        SparkContext.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    for (int i = 0; i < "org/apache/spark/spark-core/version/jar".split("/").length; i++) {
      central = central.getParent();
    }
    Path settings = folder.resolve("ivysettings.xml");
    Files.writeString(settings, """
        <ivysettings>
          <settings defaultResolver="all"/>
          <resolvers>
            <chain name="all" returnFirst="true">
              <ibiblio name="installed" m2compatible="true" root="%s"/>
              <ibiblio name="downloaded" m2compatible="true" root="%s"/>
            </chain>
          </resolvers>
        </ivysettings>
        """.formatted(installed.toUri(), central.toUri()));
    String version = InstalledModules.version();
    return List.of(
        "--packages",
        "io.costledger:costledger-spark:" + version + ",io.costledger:costledger-policy-file:"
            + version,
        "--exclude-packages",
        "com.fasterxml.jackson.core:jackson-core",
        "--conf",
        "spark.jars.ivySettings=" + settings,
        "--conf",
        "spark.jars.ivy=" + folder.resolve("ivy"));
  }

  /** One core on each worker; an attempt that takes longer than others is made a second time. */
  private static List<String> trouble() {
    List<String> words = new ArrayList<>();
    for (String setting : List.of(
        "spark.driver.host=127.0.0.1",
        "spark.executor.memory=600m",
        "spark.executor.extraJavaOptions=-XX:+UseSerialGC -XX:TieredStopAtLevel=1",
        "spark.ui.enabled=false",
        "spark.sql.shuffle.partitions=3",
        "spark.speculation=true",
        "spark.speculation.interval=100ms",
        "spark.speculation.multiplier=1.1",
        "spark.speculation.quantile=0.5")) {
      words.add("--conf");
      words.add(setting);
    }
    return words;
  }

  private static List<String> words(Delivery delivery) {
    return List.of(delivery.source(), delivery.id(), delivery.sha256());
  }

  private static int number(List<String> report, String name) {
    return report.stream()
        .filter(line -> line.startsWith(name))
        .mapToInt(line -> Integer.parseInt(line.substring(name.length())))
        .findFirst()
        .orElseThrow();
  }
}
