package io.costledger.allocation.batch;

import io.costledger.allocation.apportion.Apportionment;
import io.costledger.core.Invalid;
import io.costledger.core.LedgerException;
import io.costledger.core.money.ExactNumber;
import io.costledger.core.policy.ApportionmentRule;
import io.costledger.core.usage.UsageBatch;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The same as {@link PoolSort} and {@link PoolStage} without their bounds: for batches with
 * returns, with quantities beyond 63 bits, or with weights or amounts that sum to more.
 */
final class ExactAllocation {
  private final Routes routes;
  private final UsageBatch usage;
  private final BigInteger[] amounts;
  private final List<BigInteger> units = new ArrayList<>();
  private final int[] sizes;
  private final List<Integer> ranks = new ArrayList<>();
  private final List<String> unopened = new ArrayList<>();
  private final List<String> offences = new ArrayList<>();
  private final BigInteger @Nullable [] byRecord;

  /** One consumer's use of a pool. */
  private static final class Use {
    private final NavigableMap<Integer, BigDecimal> byUnit = new TreeMap<>();
    private final List<Integer> records = new ArrayList<>();
    private final List<BigDecimal> weights = new ArrayList<>();

    BigDecimal weight() {
      return weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
  }

  /** Whether records are to bear something is said by the rule of opening, if there is one. */
  ExactAllocation(
      Routes routes,
      BigInteger[] amounts,
      ApportionmentRule ofPools,
      Optional<ApportionmentRule> ofShares) {
    this.routes = routes;
    this.usage = routes.usage();
    this.amounts = amounts;
    this.sizes = new int[amounts.length];
    BigInteger[] zeros = new BigInteger[ofShares.isPresent() ? usage.size() : 0];
    Arrays.fill(zeros, BigInteger.ZERO);
    this.byRecord = ofShares.isPresent() ? zeros : null;
    NavigableMap<Integer, NavigableMap<Integer, Use>> uses = uses();
    for (int pool = 0; pool < amounts.length; pool++) {
      if (amounts[pool].signum() != 0) {
        split(pool, uses.getOrDefault(pool, new TreeMap<>()), ofPools, ofShares);
      }
    }
    if (!offences.isEmpty()) {
      throw new LedgerException("The usage can't be shared", offences);
    }
  }

  ShareColumns shares() {
    return new ShareColumns(
        routes,
        ShareColumns.starts(sizes),
        ranks.stream().mapToInt(rank -> rank).toArray(),
        new long[0],
        units.toArray(BigInteger[]::new));
  }

  RecordColumn records(PoolAmounts of) {
    return new RecordColumn(
        shares().withUnplaced(of), usage.size(), new long[0], byRecord, unopened);
  }

  private NavigableMap<Integer, NavigableMap<Integer, Use>> uses() {
    NavigableMap<Integer, NavigableMap<Integer, Use>> uses = new TreeMap<>();
    for (int i = 0; i < usage.size(); i++) {
      int pool = routes.poolOf(i);
      int rank = routes.rankOf(i);
      if (pool >= 0 && amounts[pool].signum() != 0 && routes.isOpen(pool, rank)) {
        Optional<BigDecimal> weight = routes.exactWeight(pool, i);
        if (weight.isPresent()) {
          Use use = uses.computeIfAbsent(pool, p -> new TreeMap<>())
              .computeIfAbsent(rank, r -> new Use());
          use.byUnit.merge(usage.unitNumber(i), usage.quantity(i), BigDecimal::add);
          use.records.add(i);
          use.weights.add(weight.get());
        }
      }
    }
    return uses;
  }

  private void split(
      int pool,
      NavigableMap<Integer, Use> byRank,
      ApportionmentRule ofPools,
      Optional<ApportionmentRule> ofShares) {
    byRank.forEach((rank, use) -> requireSums(pool, rank, use));
    byRank.values().removeIf(use -> use.weight().signum() <= 0);
    if (byRank.isEmpty()) {
      return;
    }
    List<BigInteger> shares = Apportionment.of(ofPools)
        .split(amounts[pool], whole(byRank.values().stream().map(Use::weight).toList()));
    int k = 0;
    for (Map.Entry<Integer, Use> use : byRank.entrySet()) {
      BigInteger share = shares.get(k++);
      sizes[pool]++;
      ranks.add(use.getKey());
      units.add(share);
      if (ofShares.isPresent() && byRecord != null) {
        Apportionment rule = Apportionment.of(ofShares.get());
        open(pool, use.getKey(), use.getValue(), share, rule, byRecord);
      }
    }
  }

  /** SPEC 4.3: a negative sum is an error. */
  private void requireSums(int pool, int rank, Use use) {
    use.byUnit.forEach((unit, sum) -> {
      if (sum.signum() < 0) {
        offences.add(Invalid.message(
            "sum of " + usage.units().get(unit),
            ExactNumber.plain(sum),
            "use of platform:" + use(pool, rank) + " must not be negative"));
      }
    });
  }

  private void open(
      int pool, int rank, Use use, BigInteger share, Apportionment rule, BigInteger[] units) {
    List<Integer> order = new ArrayList<>();
    for (int k = 0; k < use.records.size(); k++) {
      order.add(k);
    }
    order.sort(
        (a, b) -> RecordOrder.ofRecords(usage).compare(use.records.get(a), use.records.get(b)));
    boolean hasReturns = false;
    for (int k : order) {
      int i = use.records.get(k);
      if (usage.quantity(i).signum() < 0) {
        hasReturns = true;
        unopened.add(Invalid.message(
            "quantity of usage record '" + usage.id(i) + "'",
            ExactNumber.plain(usage.quantity(i)),
            "a share with a return in it can't be split over records; platform:"
                + use(pool, rank)));
      }
    }
    if (!hasReturns) {
      List<BigInteger> parts =
          rule.split(share, whole(order.stream().map(use.weights::get).toList()));
      for (int k = 0; k < parts.size(); k++) {
        units[use.records.get(order.get(k))] = parts.get(k);
      }
    }
  }

  private String use(int pool, int rank) {
    Pool of = routes.pool(pool);
    return of.platform() + " by " + routes.consumers()[rank] + " in " + of.period();
  }

  /** Decimals times one common power of ten. */
  private static List<BigInteger> whole(List<BigDecimal> weights) {
    int scale = weights.stream().mapToInt(BigDecimal::scale).max().orElse(0);
    return weights.stream()
        .map(weight -> weight.setScale(scale).unscaledValue())
        .toList();
  }
}
