package io.costledger.benchmarks.comparison;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One layer of a run at a time. That the results are right is the comparison's matter, on the same
 * work; apportionment and reciprocal groups have benchmarks of their own.
 *
 * <p>Run: {@code ./costledger-bench Layer -p layer=lineage}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class LayerBenchmark {
  /** The layer's name. */
  @Param({
    "aggregation",
    "cascade",
    "lineage",
    "drill-down",
    "batch-shares",
    "batch-records",
    "batch-tiers",
    "canonical-bytes",
    "focus-reading",
    "usage-reading"
  })
  public String layer = "";

  /** How many records, or rows of a bill. */
  @Param({"20000"})
  public int records;

  private Supplier<Object> work = Object::new;

  /** Makes the records. */
  @Setup
  public void prepare() {
    work = Layer.of(layer).on(records);
  }

  /**
   * The layer's work, once.
   *
   * @return its result
   */
  @Benchmark
  public Object once() {
    return work.get();
  }
}
