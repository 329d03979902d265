package io.costledger.core.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(3);

  @AfterAll
  static void end() {
    THREADS.shutdown();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 100, 1, 1",
    "4, 100, 1, 4",
    "4, 100, 50, 2",
    "4, 100, 51, 1",
    "4, 3, 1, 3",
    "4, 0, 1, 1"
  })
  void rangesHoldEachNumberOnce(int threads, int size, int least, int ranges) {
    AtomicIntegerArray times = new AtomicIntegerArray(size);
    List<Integer> starts = Collections.synchronizedList(new ArrayList<>());
    Workers.of(threads, THREADS).ranges(size, least, (from, to) -> {
      starts.add(from);
      for (int i = from; i < to; i++) {
        times.incrementAndGet(i);
      }
    });
    assertThat(starts).hasSize(ranges);
    for (int i = 0; i < size; i++) {
      assertThat(times.get(i)).isOne();
    }
  }

  @Test
  void theCallerDoesWhatABusyExecutorLeaves() {
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    Workers.of(4, task -> {}).run(20, i -> seen.add(Thread.currentThread()));
    assertThat(seen).containsExactly(Thread.currentThread());
  }

  /** More than a Phaser has parties. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 100_000})
  void runDoesEachTaskOnceWhateverTheirNumber(int tasks) {
    AtomicIntegerArray times = new AtomicIntegerArray(tasks);
    Workers.of(3, THREADS).run(tasks, times::incrementAndGet);
    for (int i = 0; i < tasks; i++) {
      assertThat(times.get(i)).isOne();
    }
  }

  @Test
  void tasksMayShareTheirWorkAmongTheSameThreads() {
    Workers workers = Workers.of(3, THREADS);
    AtomicIntegerArray times = new AtomicIntegerArray(40 * 40);
    workers.run(40, i -> workers.run(40, j -> times.incrementAndGet(40 * i + j)));
    for (int i = 0; i < times.length(); i++) {
      assertThat(times.get(i)).isOne();
    }
  }

  /** The last to fail in time, but the first in number. */
  @Test
  void ofSeveralThatFailTheFirstIsSeen() {
    CountDownLatch later = new CountDownLatch(1);
    assertThatThrownBy(() -> Workers.of(2, THREADS).run(2, i -> {
          if (i == 0) {
            await(later);
          } else {
            later.countDown();
          }
          throw new IllegalStateException("task " + i);
        }))
        .hasMessage("task 0");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatATaskThrowsReachesTheCaller() {
    assertThatThrownBy(() -> Workers.of(2, THREADS).run(9, i -> {
          if (i == 5) {
            throw new IllegalStateException("task 5");
          }
        }))
        .hasMessage("task 5");
    assertThatThrownBy(() -> Workers.of(2, THREADS).run(9, i -> {
          if (i == 8) {
            throw new StackOverflowError("task 8");
          }
        }))
        .isInstanceOf(StackOverflowError.class)
        .hasMessage("task 8");
    assertThatThrownBy(() -> Workers.of(0, THREADS))
        .hasMessage("Invalid threads: 0 (must be 1 to 1024)");
  }
}
