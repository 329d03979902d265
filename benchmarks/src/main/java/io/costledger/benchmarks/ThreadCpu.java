package io.costledger.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Reports the processor time of the measuring thread beside the elapsed time, in ms per iteration,
 * so that figures mean something on a machine with other work. A benchmark marks its invocations by
 * {@link #start} and {@link #stop}, on the thread that runs them.
 *
 * <p>Run: {@code ./costledger-bench Reciprocal -prof io.costledger.benchmarks.ThreadCpu}.
 */
public final class ThreadCpu implements InternalProfiler {
  private static final AtomicLong NANOS = new AtomicLong();

  /** Begins to count. */
  static void start() {
    NANOS.addAndGet(-ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
  }

  /** Adds what the thread took since. */
  static void stop() {
    NANOS.addAndGet(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
  }

  @Override
  public String getDescription() {
    return "Processor time of the measuring thread";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    NANOS.set(0);
  }

  @Override
  public Collection<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    return List.of(new ScalarResult("cpu", NANOS.get() / 1e6, "ms", AggregationPolicy.AVG));
  }
}
