package io.costledger.cli;

import io.costledger.core.work.Workers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The threads of a command: as many as the machine has cores. They are the command's own, since
 * what is read beside something else already holds one of the common pool, which may have no other.
 */
final class Threads {
  private static final int CORES = Math.min(1024, Runtime.getRuntime().availableProcessors());
  private static final ExecutorService POOL = Executors.newFixedThreadPool(CORES, task -> {
    Thread thread = new Thread(task, "costledger");
    thread.setDaemon(true);
    return thread;
  });

  private Threads() {}

  static Workers all() {
    return Workers.of(CORES, POOL);
  }
}
