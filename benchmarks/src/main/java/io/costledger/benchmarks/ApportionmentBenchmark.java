package io.costledger.benchmarks;

import io.costledger.allocation.apportion.Apportionment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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
 * One pool by largest remainder: the 128-bit path, the public list API, and plain BigInteger code as
 * somebody would write it. All three give the same units; {@link #check} fails the run otherwise.
 *
 * <p>Run: {@code ./costledger-bench Apportionment}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ApportionmentBenchmark {
  /** How many consumers share the pool. */
  @Param({"100", "10000"})
  public int consumers;

  private long units;
  private long[] weights = {};
  private BigInteger wideUnits = BigInteger.ZERO;
  private List<BigInteger> wideWeights = List.of();

  /** Makes the pool, from a fixed seed, and checks that all contenders agree on it. */
  @Setup
  public void check() {
    SplittableRandom random = new SplittableRandom(20260901);
    units = 1_611_111_111_111_111L;
    wideUnits = BigInteger.valueOf(units);
    weights = new long[consumers];
    wideWeights = new ArrayList<>();
    for (int i = 0; i < consumers; i++) {
      weights[i] = random.nextLong(1_000_000_000L);
      wideWeights.add(BigInteger.valueOf(weights[i]));
    }
    List<BigInteger> expected = plainBigInteger();
    long[] narrow = narrowPath();
    for (int i = 0; i < consumers; i++) {
      if (expected.get(i).longValueExact() != narrow[i]) {
        throw new IllegalStateException("The 128-bit path differs at " + i);
      }
    }
    if (!expected.equals(listApi())) {
      throw new IllegalStateException("The list API differs");
    }
  }

  /**
   * The 128-bit path on arrays.
   *
   * @return the shares
   */
  @Benchmark
  public long[] narrowPath() {
    return Apportionment.LARGEST_REMAINDER.split(units, weights);
  }

  /**
   * The list API, which picks the path itself.
   *
   * @return the shares
   */
  @Benchmark
  public List<BigInteger> listApi() {
    return Apportionment.LARGEST_REMAINDER.split(wideUnits, wideWeights);
  }

  /**
   * What one would write without the library: BigInteger, and a sort of all remainders.
   *
   * @return the shares
   */
  @Benchmark
  public List<BigInteger> plainBigInteger() {
    BigInteger total = wideWeights.stream().reduce(BigInteger.ZERO, BigInteger::add);
    BigInteger[] shares = new BigInteger[consumers];
    BigInteger[] remainders = new BigInteger[consumers];
    BigInteger left = wideUnits;
    for (int i = 0; i < consumers; i++) {
      BigInteger[] parts = wideUnits.multiply(wideWeights.get(i)).divideAndRemainder(total);
      shares[i] = parts[0];
      remainders[i] = parts[1];
      left = left.subtract(parts[0]);
    }
    Integer[] order = new Integer[consumers];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparing((Integer i) -> remainders[i]).reversed());
    for (int i = 0; i < left.intValueExact(); i++) {
      shares[order[i]] = shares[order[i]].add(BigInteger.ONE);
    }
    return Arrays.asList(shares);
  }
}
