package io.costledger.allocation.batch;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.account.CodePoints;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.RateModel;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.time.Period;
import io.costledger.core.usage.QuantityRange;
import io.costledger.core.usage.UsageBatch;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * Which pool each record of a batch belongs to and what it weighs there, found out once for each
 * number that the batch gave a period, platform, consumer or unit. Pools are numbered by period,
 * then platform; consumers by their keys.
 */
final class Routes {
  private static final int MOST_DIGITS = 18; // of ten, within 63 bits

  private final UsageBatch usage;

  /** By the batch's pair of platform and charge period; -1 for one that counts in no pool. */
  private final int[] poolOfPair;

  private final int[] consumerRank;
  private final Account[] consumers;
  private final int firstPlatform;
  private final Pool[] pools;
  private final PeriodPolicy[] policies;
  private final int[] rows;
  private final List<BigInteger[]> rates = new ArrayList<>();

  /** The rates of {@link #rows}, one row after the other; -1: the model doesn't read the unit. */
  private long[] narrowRates = {};

  private long[] factors = {};
  private int weightBits = Long.SIZE;
  private final int leastScale;

  Routes(ResolvedPolicy policy, UsageBatch usage) {
    this.usage = usage;
    this.leastScale = usage.quantities().leastScale();
    this.consumers = new Account[usage.consumers().size()];
    this.consumerRank = new int[consumers.length];
    for (int consumer = 0; consumer < consumers.length; consumer++) {
      consumerRank[consumer] = usage.consumerRank(consumer);
      consumers[consumerRank[consumer]] = usage.consumers().get(consumer);
    }
    this.firstPlatform = (int) Arrays.stream(consumers)
        .filter(consumer -> consumer.kind() != AccountKind.PLATFORM)
        .count();
    Integer[] byId = order(usage.platforms(), CodePoints.ORDER);
    String[] platforms = Arrays.stream(byId).map(usage.platforms()::get).toArray(String[]::new);
    int[] platformRank = ranks(byId);
    int[] grain = new int[usage.chargePeriods().size()];
    TreeSet<Integer> inUse = new TreeSet<>();
    for (int number = 0; number < grain.length; number++) {
      OptionalInt index =
          policy.declared().grain().indexContaining(usage.chargePeriods().get(number));
      grain[number] = index.orElse(-1);
      index.ifPresent(inUse::add);
    }
    List<Integer> slots = List.copyOf(inUse);
    this.poolOfPair = new int[usage.pairCount()];
    for (int pair = 0; pair < poolOfPair.length; pair++) {
      int slot = Collections.binarySearch(slots, grain[usage.chargePeriodOfPair(pair)]);
      poolOfPair[pair] = slot < 0
          ? -1
          : Math.multiplyExact(slot, platforms.length) + platformRank[usage.platformOfPair(pair)];
    }
    int n = Math.multiplyExact(slots.size(), platforms.length);
    this.pools = new Pool[n];
    this.policies = new PeriodPolicy[n];
    this.rows = new int[n];
    Arrays.fill(rows, -1);
    IdentityHashMap<AllocationModel, Integer> known = new IdentityHashMap<>();
    for (int at = 0; at < slots.size(); at++) {
      PeriodPolicy in = policy.periods().get(slots.get(at));
      for (int rank = 0; rank < platforms.length; rank++) {
        int pool = at * platforms.length + rank;
        policies[pool] = in;
        pools[pool] = new Pool(in.period(), platforms[rank]);
        Optional.ofNullable(in.platforms().get(platforms[rank]))
            .filter(Routes::weighsRecords)
            .ifPresent(terms -> rows[pool] = row(terms, in.period(), known));
      }
    }
    narrow();
  }

  /** Whether a platform's shares are sums over records, between no bounds (SPEC 3.8, 4.2). */
  static boolean weighsRecords(PeriodPolicy.Terms terms) {
    return terms.model().filter(AllocationModel::isAdditive).isPresent()
        && !(terms.model().get() instanceof RateModel)
        && terms.bounds().isNone();
  }

  /** The numbers of some values, in the order of the values. */
  private static <T> Integer[] order(List<T> byNumber, Comparator<? super T> order) {
    Integer[] numbers = new Integer[byNumber.size()];
    Arrays.setAll(numbers, number -> number);
    Arrays.sort(numbers, Comparator.comparing(byNumber::get, order));
    return numbers;
  }

  private static int[] ranks(Integer[] order) {
    int[] ranks = new int[order.length];
    for (int rank = 0; rank < order.length; rank++) {
      ranks[order[rank]] = rank;
    }
    return ranks;
  }

  /** The row of a model's rates by unit number; asked again for each pool unless it has rates. */
  private int row(
      PeriodPolicy.Terms terms, Period period, IdentityHashMap<AllocationModel, Integer> known) {
    AllocationModel model = terms.model().orElseThrow();
    Integer row = known.get(model);
    if (row == null) {
      row = rates.size();
      Optional<NavigableMap<String, BigInteger>> stated = model.unitWeights();
      rates.add(rates(model, stated.orElseGet(() -> asked(model, terms.platform(), period))));
      if (stated.isPresent()) {
        known.put(model, row);
      }
    }
    return row;
  }

  private BigInteger[] rates(AllocationModel model, Map<String, BigInteger> byUnit) {
    BigInteger[] row = new BigInteger[usage.units().size()];
    for (int number = 0; number < row.length; number++) {
      String unit = usage.units().get(number);
      row[number] = model.units().reads(unit)
          ? byUnit.getOrDefault(unit, BigInteger.ZERO)
          : BigInteger.ONE.negate();
    }
    return row;
  }

  /** What one of each unit weighs: an additive model is linear in quantities of 0 or more. */
  private NavigableMap<String, BigInteger> asked(
      AllocationModel model, String platform, Period period) {
    NavigableMap<Account, NavigableMap<String, BigDecimal>> alone = new TreeMap<>();
    for (String unit : usage.units()) {
      if (model.units().reads(unit)) {
        alone.put(Account.costCenter(unit), new TreeMap<>(Map.of(unit, BigDecimal.ONE)));
      }
    }
    NavigableMap<String, BigInteger> byUnit = new TreeMap<>();
    model
        .weights(new PoolUsage(platform, period, alone, new TreeMap<>()))
        .byConsumer()
        .forEach((standIn, weight) -> byUnit.put(standIn.id(), weight));
    return byUnit;
  }

  /** Makes rates and powers of ten primitive, if no weight can be beyond 63 bits. */
  private void narrow() {
    QuantityRange range = usage.quantities();
    BigInteger most = BigInteger.ZERO;
    for (BigInteger[] row : rates) {
      for (BigInteger rate : row) {
        most = most.max(rate);
      }
    }
    int spread = range.mostScale() - range.leastScale();
    if (!range.hasWide() && !range.hasReturns() && spread <= MOST_DIGITS) {
      weightBits = BigInteger.valueOf(range.mostUnscaled())
          .multiply(BigInteger.TEN.pow(spread))
          .multiply(most)
          .max(most)
          .bitLength();
    }
    if (isNarrow()) {
      int units = usage.units().size();
      narrowRates = new long[Math.multiplyExact(rates.size(), units)];
      for (int row = 0; row < rates.size(); row++) {
        for (int unit = 0; unit < units; unit++) {
          narrowRates[row * units + unit] = rates.get(row)[unit].longValueExact();
        }
      }
      factors = new long[spread + 1];
      for (int i = 0; i <= spread; i++) {
        factors[i] = BigInteger.TEN.pow(spread - i).longValueExact();
      }
    }
  }

  /** Whether every model reads every unit of the batch, if {@link #isNarrow}. */
  boolean readsAllUnits() {
    return Arrays.stream(narrowRates).noneMatch(rate -> rate < 0);
  }

  /** Whether every weight fits 63 bits, and none is negative. */
  boolean isNarrow() {
    return weightBits < Long.SIZE;
  }

  /** The bits of the largest weight that there may be, if {@link #isNarrow}. */
  int weightBits() {
    return weightBits;
  }

  UsageBatch usage() {
    return usage;
  }

  /** Consumers by rank, ascending by key. */
  Account[] consumers() {
    return consumers;
  }

  /** The pool of a number; those without records are there, too. */
  Pool pool(int number) {
    return pools[number];
  }

  int poolCount() {
    return pools.length;
  }

  /** Whether records of the pool weigh something each. */
  boolean isAdditive(int pool) {
    return rows[pool] >= 0;
  }

  /** Where platforms start among the consumers; cost centers come before. */
  int firstPlatform() {
    return firstPlatform;
  }

  /** Whether the pool's platform may pass cost on to a consumer; cost centers are always open. */
  boolean isOpen(int pool, int rank) {
    return rank < firstPlatform
        || policies[pool].mayCharge(pools[pool].platform(), consumers[rank]);
  }

  /** Where the rates of each pool's records start; -1 for a pool that doesn't count. */
  int[] rowStarts(IntPredicate counts) {
    int units = usage.units().size();
    int[] starts = new int[pools.length];
    for (int pool = 0; pool < starts.length; pool++) {
      starts[pool] = counts.test(pool) ? rows[pool] * units : -1;
    }
    return starts;
  }

  /** The pool in which a record counts; -1 if in none. */
  int poolOf(int i) {
    return poolOfPair[usage.pairNumber(i)];
  }

  int rankOf(int i) {
    return consumerRank[usage.consumerNumber(i)];
  }

  /** What one of a record's unit weighs, of a pool's row; -1 if the model doesn't read the unit. */
  long rate(int rowStart, int i) {
    return narrowRates[rowStart + usage.unitNumber(i)];
  }

  /** A record's quantity at the one scale of all. */
  long digits(int i) {
    return factors.length == 1
        ? usage.unscaled(i)
        : usage.unscaled(i) * factors[usage.scale(i) - leastScale];
  }

  /** What one of each unit weighs in an additive pool, by the units that its model reads. */
  Map<String, BigInteger> unitWeights(int pool) {
    BigInteger[] row = rates.get(rows[pool]);
    Map<String, BigInteger> weights = new HashMap<>();
    for (int number = 0; number < row.length; number++) {
      if (row[number].signum() >= 0) {
        weights.put(usage.units().get(number), row[number]);
      }
    }
    return weights;
  }

  /** A record's exact weight; empty if the model doesn't read its unit. */
  Optional<BigDecimal> exactWeight(int pool, int i) {
    BigInteger rate = rates.get(rows[pool])[usage.unitNumber(i)];
    return rate.signum() < 0
        ? Optional.empty()
        : Optional.of(usage.quantity(i).multiply(new BigDecimal(rate)));
  }
}
