package io.costledger.allocation.batch;

import static io.costledger.allocation.model.AllocationModels.direct;
import static io.costledger.allocation.model.AllocationModels.proportional;
import static io.costledger.allocation.model.AllocationModels.weighted;
import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.reference.WholeSplit;
import io.costledger.core.account.Account;
import io.costledger.core.account.CodePoints;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.ApportionmentRule;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.policy.Weights;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.work.Workers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import org.joda.money.CurrencyUnit;

/** SPEC 3, 3.6 and 3.8 in columns: every share and every record against BigInteger. */
class BatchAllocationLawsTest {
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(3);
  private static final Instant START = Instant.parse("2026-08-01T00:00:00Z");
  private static final List<String> UNITS = List.of("hours", "gb", "unread");

  /** Whole weights, in units of 1/6: what the models below make of hours and of gb. */
  private static final Map<String, Map<String, Long>> SIXTHS = Map.of(
      "p", Map.of("hours", 6L),
      "q", Map.of("hours", 2L, "gb", 15L),
      "r", Map.of("gb", 6L),
      "s", Map.of("hours", 12L, "gb", 0L));

  /** An additive model that doesn't state its rates: twice the hours. */
  private static final AllocationModel OWN = new AllocationModel() {
    @Override
    public Weights weights(PoolUsage usage) {
      Map<Account, BigDecimal> weights = new HashMap<>();
      usage
          .quantities()
          .keySet()
          .forEach(consumer -> weights.put(
              consumer, usage.quantity(consumer, "hours").multiply(BigDecimal.valueOf(2))));
      return Weights.ofDecimals(weights);
    }

    @Override
    public io.costledger.core.policy.UnitsRead units() {
      return io.costledger.core.policy.UnitsRead.only(java.util.Set.of("hours", "gb"));
    }

    @Override
    public boolean isAdditive() {
      return true;
    }
  };

  @AfterContainer
  static void stop() {
    THREADS.shutdown();
  }

  private static Period day(int day) {
    return Period.of(START.plus(Duration.ofDays(day)), START.plus(Duration.ofDays(day + 1)));
  }

  private static ResolvedPolicy policy(ApportionmentRule rule) {
    return Policy.builder("batch")
        .unit(LedgerUnit.of(CurrencyUnit.USD, 2))
        .basis(Basis.BILLED)
        .apportionment(rule)
        .grain(Grain.of(day(0), day(1), day(2)))
        .costCenters("a", "b", "infra")
        .platform("p", p -> p.owner("infra").model(proportional("hours")))
        .platform(
            "q",
            p -> p.owner("infra")
                .model(weighted(Map.of("hours", Ratio.parse("1/3"), "gb", Ratio.parse("2.5")))))
        .platform("r", p -> p.owner("infra").model(direct(proportional("gb"))))
        .platform("s", p -> p.owner("infra").model(OWN))
        .build()
        .resolve();
  }

  /**
   * What a kind of data has: how wide quantities are, whether they tie, whether ids ascend, whether
   * nearly every record has a consumer of its own, whether those of a pool stand together.
   */
  private record Kind(
      int bits,
      int scales,
      boolean isTied,
      boolean ascends,
      boolean isWide,
      boolean isSparse,
      boolean isGrouped) {}

  private static UsageBatch usage(int n, Kind kind, Random random) {
    List<String> consumers = List.of(
        "cost-center:a",
        "cost-center:b",
        "cost-center:\ud83d\ude00",
        "cost-center:\uffee",
        "platform:p",
        "platform:q",
        "platform:ghost");
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      ids.add(1_000_000 + i);
    }
    if (!kind.ascends()) {
      Collections.shuffle(ids, random);
    }
    List<String> platforms = new ArrayList<>(List.of("p", "q", "r", "s"));
    Collections.shuffle(platforms, random);
    platforms.add("nowhere");
    UsageBatch.Builder batch = UsageBatch.builder();
    for (int i = 0; i < n; i++) {
      String platform = platforms.get(kind.isGrouped() ? i * 4 / n : random.nextInt(5));
      // Now and then one that the model doesn't read, in the middle of its pool.
      List<String> units = kind.isGrouped() && random.nextInt(n) > 0
          ? SIXTHS.get(platform).keySet().stream().sorted().toList()
          : UNITS;
      BigInteger digits = kind.isTied() && random.nextInt(3) > 0
          ? BigInteger.TEN
          : new BigInteger(kind.bits(), random);
      if (kind.isWide() && random.nextInt(20) == 0) {
        digits = digits.shiftLeft(70);
      }
      batch.add(
          "u" + ids.get(i),
          platform,
          kind.isSparse()
              ? Account.costCenter("c" + random.nextInt(1_000_000))
              : Account.parse(consumers.get(random.nextInt(consumers.size()))),
          new BigDecimal(digits, random.nextInt(kind.scales())),
          units.get(random.nextInt(units.size())),
          day(kind.isGrouped() ? i * 12 / n % 3 : random.nextInt(4)),
          random.nextBoolean() ? "d1" : "d2");
    }
    return batch.build();
  }

  private static PoolAmounts amounts(int bits, Random random) {
    PoolAmounts.Builder amounts = PoolAmounts.builder();
    for (int day = 0; day < 3; day++) {
      for (String platform : SIXTHS.keySet()) {
        BigInteger amount = new BigInteger(bits, random);
        if (random.nextInt(6) > 0) {
          amounts.add(day(day), platform, random.nextBoolean() ? amount : amount.negate());
        }
      }
    }
    return amounts.build();
  }

  @Property(tries = 1500)
  void everyShareAndRecordIsThatOfWholeNumbers(
      @ForAll @IntRange(min = 0, max = 300) int n,
      @ForAll boolean isTied,
      @ForAll boolean ascends,
      @ForAll boolean isPrefix,
      @ForAll boolean opensByPrefix,
      @ForAll Random random) {
    Kind kind = new Kind(
        List.of(1, 4, 10, 30, 50, 58, 62).get(random.nextInt(7)),
        List.of(1, 1, 3, 7, 25).get(random.nextInt(5)),
        isTied,
        ascends,
        random.nextInt(10) == 0,
        random.nextInt(3) == 0,
        random.nextInt(3) == 0);
    requireExact(
        usage(n, kind, random),
        amounts(List.of(3, 20, 50, 60, 62, 63, 64, 90).get(random.nextInt(8)), random),
        isPrefix,
        opensByPrefix);
  }

  /** Enough records for ranges of their own on several threads. */
  @Example
  void manyRecordsOnSeveralThreads() {
    for (boolean ascends : new boolean[] {true, false}) {
      Random random = new Random(7);
      Kind kind = new Kind(30, 3, true, ascends, false, false, !ascends);
      requireExact(usage(100_000, kind, random), amounts(50, random), false, false);
    }
  }

  /** So many that there is no table of pools by consumers. */
  @Example
  void manyConsumersOnSeveralThreads() {
    Random random = new Random(7);
    Kind kind = new Kind(30, 3, true, true, false, true, false);
    requireExact(usage(100_000, kind, random), amounts(50, random), false, false);
  }

  private static void requireExact(
      UsageBatch usage, PoolAmounts amounts, boolean isPrefix, boolean opensByPrefix) {
    BatchAllocation batch = BatchAllocation.of(policy(rule(isPrefix)), usage);
    BatchWorkspace workspace = new BatchWorkspace();
    BigInteger[] records = new BigInteger[usage.size()];
    List<String> shares = new ArrayList<>();
    expect(usage, amounts, isPrefix, opensByPrefix, shares, records);
    for (int threads : new int[] {1, 2, 3, 8}) {
      BatchAllocation by = batch.by(Workers.of(threads, THREADS));
      assertThat(lines(by.shares(amounts, workspace))).isEqualTo(shares);
      RecordColumn column = by.records(amounts, rule(opensByPrefix), workspace);
      assertThat(lines(column.shares())).isEqualTo(shares);
      assertThat(column.unopened()).isEmpty();
      for (int i = 0; i < records.length; i++) {
        if (!column.units(i).equals(records[i])) {
          assertThat(column.units(i)).as("record %s of %s", i, threads).isEqualTo(records[i]);
        }
      }
    }
  }

  private static ApportionmentRule rule(boolean isPrefix) {
    return isPrefix ? ApportionmentRule.PREFIX : ApportionmentRule.LARGEST_REMAINDER;
  }

  private static List<String> lines(ShareColumns shares) {
    List<String> lines = new ArrayList<>();
    for (int line = 0; line < shares.size(); line++) {
      lines.add(shares.pool(line) + " " + shares.consumer(line) + " " + shares.units(line));
    }
    shares.unplaced().forEach(pool -> lines.add(pool + " unplaced"));
    return lines;
  }

  /** The weight of a record times 6 * 10^30, or null where it counts in no pool. */
  private static BigInteger weight(UsageBatch usage, int i) {
    Map<String, Long> rates = SIXTHS.getOrDefault(usage.platform(i), Map.of());
    boolean counts = rates.containsKey(usage.unit(i))
        && !usage.consumer(i).equals(Account.platform(usage.platform(i)))
        && !usage.chargePeriod(i).equals(day(3));
    return counts
        ? usage
            .quantity(i)
            .movePointRight(30)
            .toBigIntegerExact()
            .multiply(BigInteger.valueOf(rates.get(usage.unit(i))))
        : null;
  }

  private static void expect(
      UsageBatch usage,
      PoolAmounts amounts,
      boolean isPrefix,
      boolean opensByPrefix,
      List<String> shares,
      BigInteger[] records) {
    Map<Pool, NavigableMap<Account, List<Integer>>> uses = new HashMap<>();
    BigInteger[] weights = new BigInteger[usage.size()];
    for (int i = 0; i < usage.size(); i++) {
      records[i] = BigInteger.ZERO;
      weights[i] = weight(usage, i);
      if (weights[i] != null) {
        uses.computeIfAbsent(
                new Pool(usage.chargePeriod(i), usage.platform(i)), pool -> new TreeMap<>())
            .computeIfAbsent(usage.consumer(i), consumer -> new ArrayList<>())
            .add(i);
      }
    }
    List<String> unplaced = new ArrayList<>();
    amounts.units().forEach((pool, amount) -> {
      NavigableMap<Account, List<Integer>> byConsumer =
          new TreeMap<>(uses.getOrDefault(pool, new TreeMap<>()));
      List<BigInteger> sums = new ArrayList<>();
      byConsumer.values().removeIf(of -> sum(of, weights).signum() == 0);
      byConsumer.values().forEach(of -> sums.add(sum(of, weights)));
      if (amount.signum() != 0 && sums.isEmpty()) {
        unplaced.add(pool + " unplaced");
      } else if (amount.signum() != 0) {
        List<BigInteger> split = WholeSplit.of(amount, sums, isPrefix);
        int k = 0;
        for (Map.Entry<Account, List<Integer>> use : byConsumer.entrySet()) {
          shares.add(pool + " " + use.getKey() + " " + split.get(k));
          List<Integer> of = new ArrayList<>(use.getValue());
          of.sort(Comparator.<Integer, String>comparing(usage::id, CodePoints.ORDER)
              .thenComparing(usage::delivery));
          List<BigInteger> parts = WholeSplit.of(
              split.get(k++), of.stream().map(i -> weights[i]).toList(), opensByPrefix);
          for (int j = 0; j < parts.size(); j++) {
            records[of.get(j)] = parts.get(j);
          }
        }
      }
    });
    shares.addAll(unplaced);
  }

  private static BigInteger sum(List<Integer> of, BigInteger[] weights) {
    return of.stream().map(i -> weights[i]).reduce(BigInteger.ZERO, BigInteger::add);
  }
}
