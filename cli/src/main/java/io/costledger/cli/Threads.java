package io.costledger.cli;

import io.costledger.core.work.Workers;
import java.util.concurrent.ForkJoinPool;

/** The threads of a command: as many as the machine has cores. */
final class Threads {
  private Threads() {}

  static Workers all() {
    return Workers.of(
        Math.min(1024, Runtime.getRuntime().availableProcessors()), ForkJoinPool.commonPool());
  }
}
