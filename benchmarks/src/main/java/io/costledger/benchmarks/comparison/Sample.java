package io.costledger.benchmarks.comparison;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/**
 * What one run cost; where a run is short, the mean of several in a row.
 *
 * @param wallNanos from start to end
 * @param cpuNanos of all threads of the process
 * @param allocatedBytes on the Java heap, by all threads; what DuckDB allocates is not seen
 * @param peakHeapBytes the highest use of the Java heap above what was there before
 * @param repeats how many runs in a row
 */
record Sample(long wallNanos, long cpuNanos, long allocatedBytes, long peakHeapBytes, int repeats) {
  private static final long ENOUGH_NANOS = 50_000_000;
  private static final int MOST_REPEATS = 2000;

  /** Takes one sample; the heap is swept before. */
  static Sample of(Contender contender) {
    System.gc();
    long usedBefore = heap(false);
    heap(true);
    long cpu = cpu();
    long allocated = allocated();
    long start = System.nanoTime();
    int repeats = 0;
    long wall;
    do {
      contender.run();
      repeats++;
      wall = System.nanoTime() - start;
    } while (wall < ENOUGH_NANOS && repeats < MOST_REPEATS);
    return new Sample(
        wall / repeats,
        (cpu() - cpu) / repeats,
        (allocated() - allocated) / repeats,
        Math.max(0, peak() - usedBefore),
        repeats);
  }

  /** A single run, with nothing before it. */
  static Sample first(Contender contender) {
    long cpu = cpu();
    long allocated = allocated();
    long start = System.nanoTime();
    contender.run();
    long wall = System.nanoTime() - start;
    return new Sample(wall, cpu() - cpu, allocated() - allocated, peak(), 1);
  }

  private static long cpu() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  static long allocated() {
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    long sum = 0;
    for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
      sum += Math.max(0, bytes);
    }
    return sum;
  }

  private static long heap(boolean reset) {
    long used = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        used += pool.getUsage().getUsed();
        if (reset) {
          pool.resetPeakUsage();
        }
      }
    }
    return used;
  }

  private static long peak() {
    long peak = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        peak += pool.getPeakUsage().getUsed();
      }
    }
    return peak;
  }
}
