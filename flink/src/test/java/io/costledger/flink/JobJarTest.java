package io.costledger.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.Chargeback;
import io.costledger.core.policy.Policy;
import io.costledger.core.received.Received;
import io.costledger.core.usage.UsageBatch;
import io.costledger.flink.StandaloneCluster.TaskManager;
import io.costledger.serialization.canonical.RunDigest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A user's job as one jar on a cluster of other processes, submitted by Flink's command line: as
 * docs/recipes/flink.md has it.
 */
class JobJarTest {
  @TempDir
  Path folder;

  private static UberJar jar() throws Exception {
    return UberJar.of(ClusterJob.class, Feed.class, September.class);
  }

  @Test
  void noTwoJarsHaveAFileThatIsAskedFor() throws Exception {
    assertThat(jar().twice()).isEmpty();
  }

  /** The rest of its usage comes once a task manager was killed; the digest is plain Java's. */
  @Test
  @Timeout(value = 8, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void losesATaskManagerAndChargesBackAsPlainJava() throws Exception {
    Path jar = jar().write(folder.resolve("job.jar"), ClusterJob.class);
    try (StandaloneCluster cluster = new StandaloneCluster(folder)) {
      TaskManager first = cluster.taskManager();
      Process client =
          cluster.flinkRun("-p", "2", "-Dexecution.checkpointing.interval=100ms", jar.toString());
      first.await(ClusterJob.HALF_WAY, client);
      first.kill();
      StandaloneCluster.drain(cluster.taskManager().log());
      String printed = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(printed).contains(ClusterJob.DIGEST + plainDigest());
      assertThat(client.waitFor()).as(printed).isZero();
    }
  }

  private static String plainDigest() {
    Policy policy = ClusterJob.policy(September.MONTH);
    Received received = Received.nothing()
        .with(September.BILL)
        .with(ClusterJob.delivery(), UsageBatch.of(ClusterJob.usage()));
    return RunDigest.of(Chargeback.of(policy.resolve())
        .run(received.inputs(policy), Instant.EPOCH)
        .run());
  }
}
