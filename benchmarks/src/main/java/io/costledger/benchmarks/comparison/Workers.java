package io.costledger.benchmarks.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** As many threads as a contender may use; they stay between runs. */
final class Workers implements AutoCloseable {
  private final int threads;
  private final ExecutorService others;

  Workers(int threads) {
    this.threads = threads;
    this.others = Executors.newFixedThreadPool(Math.max(1, threads - 1));
  }

  int threads() {
    return threads;
  }

  /** Calls the work once for each thread's number, and returns when all have ended. */
  void all(IntConsumer work) {
    List<Future<?>> running = new ArrayList<>();
    for (int thread = 1; thread < threads; thread++) {
      int number = thread;
      running.add(others.submit(() -> work.accept(number)));
    }
    work.accept(0);
    try {
      for (Future<?> one : running) {
        one.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    others.shutdownNow();
  }
}
