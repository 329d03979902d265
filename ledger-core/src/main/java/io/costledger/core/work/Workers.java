package io.costledger.core.work;

import io.costledger.core.Invalid;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * How many threads share the work of a batch or of a large group, and whose they are: the library starts none. Any
 * number gives the same units (SPEC 3.6).
 *
 * <p>Example: {@code Workers.of(4, executor)} uses the caller's thread and up to three of the
 * executor's.
 */
public final class Workers {
  private static final Workers CALLER = new Workers(1, Runnable::run);

  private final int threads;
  private final Executor executor;

  private Workers(int threads, Executor executor) {
    this.threads = threads;
    this.executor = executor;
  }

  /**
   * Returns the caller's own thread.
   *
   * @return one thread
   */
  public static Workers caller() {
    return CALLER;
  }

  /**
   * Returns the caller's thread and some of an executor's. Should the executor be busy, the caller's
   * thread does what is left, so it may belong to the executor itself.
   *
   * @param threads how many threads in all, 1 to 1024
   * @param executor where the others come from
   * @return the workers
   * @throws IllegalArgumentException if the number is out of range
   */
  public static Workers of(int threads, Executor executor) {
    if (threads < 1 || threads > 1024) {
      throw Invalid.argument("threads", threads, "must be 1 to 1024");
    }
    return new Workers(threads, executor);
  }

  /**
   * Returns how many threads there are, the caller's included.
   *
   * @return 1 to 1024
   */
  public int threads() {
    return threads;
  }

  /** What is done with the numbers of one range. */
  @FunctionalInterface
  public interface RangeTask {
    /**
     * Does the work of a range.
     *
     * @param from the first number
     * @param to the number after the last
     */
    void run(int from, int to);
  }

  /**
   * Cuts 0 to size - 1 into a range for each thread and runs a task on every range.
   *
   * @param size how many numbers there are
   * @param least how many of them are worth a thread of their own, at least 1
   * @param task what is done; it must not depend on where ranges begin
   */
  public void ranges(int size, int least, RangeTask task) {
    int ranges = Math.max(1, Math.min(threads, size / least));
    run(
        ranges,
        r -> task.run((int) ((long) size * r / ranges), (int) ((long) size * (r + 1) / ranges)));
  }

  /**
   * Runs tasks 0 to n - 1, each once, in any order; returns when all are done, or throws what the
   * first of those that failed threw.
   *
   * @param n how many tasks there are
   * @param task what is done with a task's number
   */
  public void run(int n, IntConsumer task) {
    if (n <= 1 || threads == 1) {
      for (int i = 0; i < n; i++) {
        task.accept(i);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    NavigableMap<Integer, Throwable> thrown = new ConcurrentSkipListMap<>();
    AtomicInteger completed = new AtomicInteger();
    Phaser done = new Phaser(2); // this thread, and whoever completes the last task
    Runnable work = () -> {
      for (int i = next.getAndIncrement(); i < n; i = next.getAndIncrement()) {
        try {
          task.accept(i);
        } catch (RuntimeException | Error e) {
          // An error too: it would end another's thread, and this work would seem done.
          thrown.put(i, e);
        } finally {
          if (completed.incrementAndGet() == n) {
            done.arrive();
          }
        }
      }
    };
    for (int i = 1; i < Math.min(threads, n); i++) {
      executor.execute(work);
    }
    work.run();
    done.arriveAndAwaitAdvance();
    if (thrown.isEmpty()) {
      return;
    }
    Throwable first = thrown.firstEntry().getValue();
    if (first instanceof Error error) {
      throw error;
    }
    if (first instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
