package io.costledger.benchmarks.comparison;

import io.costledger.allocation.batch.BatchAllocation;
import io.costledger.allocation.batch.BatchWorkspace;
import io.costledger.allocation.batch.PoolAmounts;
import io.costledger.allocation.batch.RecordColumn;
import io.costledger.allocation.batch.ShareColumns;
import io.costledger.core.policy.ApportionmentRule;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.usage.UsageBatch;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
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
 * The batch door on a month of generated usage, one thread: pools over consumers, and on over the
 * records, in any order of records. Beside them a loop that only adds up the weights into a table,
 * to read the machine by. Every share and record is compared with BigInteger first.
 *
 * <p>Run: {@code ./costledger-bench EngineBenchmark -prof gc}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EngineBenchmark {
  /** How many records. */
  @Param({"100000", "1000000"})
  public int records;

  private Work work = Work.of(0);
  private ResolvedPolicy policy = work.policy().resolve();
  private UsageBatch usage = UsageBatch.empty();
  private PoolAmounts amounts = PoolAmounts.builder().build();
  private final BatchWorkspace workspace = new BatchWorkspace();
  private final long[] table = new long[Work.PLATFORMS * Work.DAYS * Work.CENTERS];

  /** Makes the month, and fails unless every unit is right. */
  @Setup
  public void check() {
    work = Work.of(records);
    policy = work.policy().resolve();
    usage = work.inputs().usage();
    PoolAmounts.Builder all = PoolAmounts.builder();
    for (int pool = 0; pool < work.pools.length; pool++) {
      all.add(
          Work.day(pool % Work.DAYS),
          Work.platform(pool / Work.DAYS),
          BigInteger.valueOf(passedOn(pool)));
    }
    amounts = all.build();
    RecordColumn column = largestRemainder();
    long[] expected = new long[records];
    TreeMap<Integer, TreeMap<Integer, List<Integer>>> uses = new TreeMap<>();
    for (int i = 0; i < records; i++) {
      uses.computeIfAbsent(work.platforms[i] * Work.DAYS + work.days[i], p -> new TreeMap<>())
          .computeIfAbsent((int) work.centers[i], c -> new ArrayList<>())
          .add(i);
    }
    uses.forEach((pool, byCenter) -> {
      List<Long> sums = new ArrayList<>();
      byCenter
          .values()
          .forEach(of -> sums.add(of.stream().mapToLong(this::weight).sum()));
      long[] shares = slow(passedOn(pool), sums);
      int k = 0;
      for (List<Integer> of : byCenter.values()) {
        long[] parts = slow(shares[k++], of.stream().map(this::weight).toList());
        for (int j = 0; j < parts.length; j++) {
          expected[of.get(j)] = parts[j];
        }
      }
    });
    for (int i = 0; i < records; i++) {
      if (column.longUnits(i) != expected[i]) {
        throw new IllegalStateException("record " + i + " is not that of whole numbers");
      }
    }
  }

  private long passedOn(int pool) {
    BigInteger amount = BigInteger.valueOf(work.pools[pool]);
    return amount
        .subtract(amount.multiply(BigInteger.valueOf(15)).divide(BigInteger.valueOf(100)))
        .longValueExact();
  }

  private long weight(int i) {
    return Work.rate(work.skus[i]) * work.micros[i];
  }

  /** Largest remainder as one would write it. */
  private static long[] slow(long amount, List<Long> weights) {
    BigInteger total =
        weights.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
    long[] shares = new long[weights.size()];
    List<BigInteger> remainders = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    long left = amount;
    for (int i = 0; i < shares.length; i++) {
      BigInteger[] parts = BigInteger.valueOf(amount)
          .multiply(BigInteger.valueOf(weights.get(i)))
          .divideAndRemainder(total);
      shares[i] = parts[0].longValueExact();
      remainders.add(parts[1]);
      order.add(i);
      left -= shares[i];
    }
    order.sort(Comparator.comparing((Integer i) -> remainders.get(i)).reversed());
    order.subList(0, (int) left).forEach(i -> shares[i]++);
    return shares;
  }

  /**
   * Only the sums of the weights, from columns of bytes into a table of pools by consumers.
   *
   * @return the table
   */
  @Benchmark
  public long[] sumsAlone() {
    Arrays.fill(table, 0);
    for (int i = 0; i < records; i++) {
      int pool = work.platforms[i] * Work.DAYS + work.days[i];
      table[pool * Work.CENTERS + work.centers[i]] += weight(i);
    }
    return table;
  }

  /**
   * Pools over consumers.
   *
   * @return the shares
   */
  @Benchmark
  public ShareColumns shares() {
    return BatchAllocation.of(policy, usage).shares(amounts, workspace);
  }

  /**
   * Pools over consumers, and shares over records by largest remainder.
   *
   * @return the records' column
   */
  @Benchmark
  public RecordColumn largestRemainder() {
    return BatchAllocation.of(policy, usage)
        .records(amounts, ApportionmentRule.LARGEST_REMAINDER, workspace);
  }

  /**
   * Pools over consumers, and shares over records by prefix rounding.
   *
   * @return the records' column
   */
  @Benchmark
  public RecordColumn prefix() {
    return BatchAllocation.of(policy, usage).records(amounts, ApportionmentRule.PREFIX, workspace);
  }
}
