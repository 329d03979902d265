package io.costledger.flink;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.util.MiniClusterWithClientResource;

/** One small cluster for all tests of this JVM, which ends with it: it takes seconds to start. */
final class Cluster {
  private static final MiniClusterWithClientResource RESOURCE = start();

  private Cluster() {}

  private static MiniClusterWithClientResource start() {
    Configuration configuration = new Configuration();
    configuration.setString("io.tmp.dirs", Path.of("target").toAbsolutePath().toString());
    MiniClusterWithClientResource resource =
        new MiniClusterWithClientResource(new MiniClusterResourceConfiguration.Builder()
            .setConfiguration(configuration)
            .setNumberTaskManagers(2)
            .setNumberSlotsPerTaskManager(2)
            .build());
    try {
      resource.before();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return resource;
  }

  /** Starts the cluster, so that jobs of this JVM run on it. */
  static MiniCluster get() {
    return RESOURCE.getMiniCluster();
  }

  static Path savepoints() throws Exception {
    return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "savepoints")
        .toAbsolutePath();
  }
}
