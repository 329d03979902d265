package io.costledger.flink;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.test.util.MiniClusterWithClientResource;

/** One small cluster for all tests of this JVM: it takes seconds to start. */
final class Cluster {
  private static final MiniClusterWithClientResource RESOURCE = start();

  private Cluster() {}

  private static MiniClusterWithClientResource start() {
    MiniClusterWithClientResource resource =
        new MiniClusterWithClientResource(new MiniClusterResourceConfiguration.Builder()
            .setConfiguration(new Configuration())
            .setNumberTaskManagers(2)
            .setNumberSlotsPerTaskManager(2)
            .build());
    try {
      resource.before();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(resource::after));
    return resource;
  }

  /** Starts the cluster, so that jobs of this JVM run on it. */
  static MiniCluster get() {
    return RESOURCE.getMiniCluster();
  }

  static Path savepoints() throws Exception {
    return Files.createTempDirectory("costledger-savepoints");
  }
}
