package io.costledger.benchmarks;

import io.costledger.core.account.Account;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageSummary;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a partition does with a million records: their sums by key, and the same with a map of keys
 * as somebody would write it. Both give the same sums; {@link #check} fails the run otherwise.
 *
 * <p>Run: {@code ./costledger-bench UsageSummary}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class UsageSummaryBenchmark {
  private static final int RECORDS = 1_000_000;
  private static final int PLATFORMS = 12;
  private static final int DAYS = 30;

  /** How many cost centers used the platforms; with 2,000 there are hardly two records to a key. */
  @Param({"50", "2000"})
  public int consumers;

  private UsageBatch usage = UsageBatch.empty();

  /** Makes the records, from a fixed seed, and checks that both contenders agree on them. */
  @Setup
  public void check() {
    SplittableRandom random = new SplittableRandom(20260901);
    Instant start = Instant.parse("2026-08-01T00:00:00Z");
    UsageBatch.Builder batch = UsageBatch.builder();
    for (int i = 0; i < RECORDS; i++) {
      int platform = random.nextInt(PLATFORMS);
      Instant day = start.plus(Duration.ofDays(random.nextInt(DAYS)));
      batch.add(
          "u" + i,
          "platform-" + platform,
          Account.costCenter("center-" + random.nextInt(consumers)),
          BigDecimal.valueOf(random.nextLong(1_000_000_000L), 6),
          "unit-" + platform,
          Period.of(day, day.plus(Duration.ofDays(1))),
          "delivery-" + platform);
    }
    usage = batch.build();
    Map<UsageSummary.Key, BigDecimal> sums = new HashMap<>();
    summary().sums().forEach(sum -> sums.put(sum.key(), sum.quantity()));
    Map<UsageSummary.Key, BigDecimal> expected = plainMap();
    expected.replaceAll((key, sum) -> sum.stripTrailingZeros());
    if (!sums.equals(expected)) {
      throw new IllegalStateException("The sums differ");
    }
  }

  /**
   * The sums by the numbers that the batch gave the parts of keys, sorted.
   *
   * @return the summary
   */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public UsageSummary summary() {
    return UsageSummary.of(usage);
  }

  /**
   * The sums in a map, without order or number of records.
   *
   * @return the sums
   */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public Map<UsageSummary.Key, BigDecimal> plainMap() {
    Map<UsageSummary.Key, BigDecimal> sums = new HashMap<>();
    for (int i = 0; i < usage.size(); i++) {
      UsageSummary.Key key = new UsageSummary.Key(
          usage.delivery(i),
          usage.platform(i),
          usage.consumer(i),
          usage.unit(i),
          usage.chargePeriod(i));
      sums.merge(key, usage.quantity(i), BigDecimal::add);
    }
    return sums;
  }
}
