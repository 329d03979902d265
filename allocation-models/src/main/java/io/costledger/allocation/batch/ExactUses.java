package io.costledger.allocation.batch;

import io.costledger.core.Invalid;
import io.costledger.core.LedgerException;
import io.costledger.core.money.ExactNumber;
import io.costledger.core.usage.UsageBatch;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** Who used which pool, in exact decimals: the weights of the path without bounds. */
final class ExactUses {
  private final Routes routes;
  private final UsageBatch usage;
  private final NavigableMap<Integer, NavigableMap<Integer, Use>> byPool = new TreeMap<>();

  /** One consumer's use of a pool. */
  static final class Use {
    private final NavigableMap<Integer, BigDecimal> byUnit = new TreeMap<>();
    private final List<Integer> records = new ArrayList<>();
    private final List<BigDecimal> weights = new ArrayList<>();

    BigDecimal weight() {
      return weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The records' indices in the batch. */
    List<Integer> records() {
      return records;
    }

    /** What each of the records weighs. */
    List<BigDecimal> weights() {
      return weights;
    }
  }

  /**
   * Collects the uses of some pools.
   *
   * @param routes the batch
   * @param counts which pools count; only such whose records weigh something each
   * @throws LedgerException if a sum in a unit is negative (SPEC 4.3); it carries every one
   */
  ExactUses(Routes routes, IntPredicate counts) {
    this.routes = routes;
    this.usage = routes.usage();
    for (int i = 0; i < usage.size(); i++) {
      int pool = routes.poolOf(i);
      if (pool >= 0 && counts.test(pool)) {
        add(pool, i);
      }
    }
    List<String> offences = new ArrayList<>();
    byPool.forEach((pool, byRank) -> byRank.forEach((rank, use) -> {
      if (routes.isOpen(pool, rank)) {
        use.byUnit.forEach((unit, sum) -> {
          if (sum.signum() < 0) {
            offences.add(Invalid.message(
                "sum of " + usage.units().get(unit),
                ExactNumber.plain(sum),
                "use of platform:" + named(pool, rank) + " must not be negative"));
          }
        });
      }
    }));
    if (!offences.isEmpty()) {
      throw new LedgerException("The usage can't be shared", offences);
    }
  }

  private void add(int pool, int i) {
    Optional<BigDecimal> weight = routes.exactWeight(pool, i);
    if (weight.isPresent()) {
      Use use = byPool
          .computeIfAbsent(pool, p -> new TreeMap<>())
          .computeIfAbsent(routes.rankOf(i), r -> new Use());
      use.byUnit.merge(usage.unitNumber(i), usage.quantity(i), BigDecimal::add);
      use.records.add(i);
      use.weights.add(weight.get());
    }
  }

  /** Those of a pool whose weight is above 0, by rank. */
  NavigableMap<Integer, Use> withWeight(int pool) {
    NavigableMap<Integer, Use> some = new TreeMap<>(byPool.getOrDefault(pool, new TreeMap<>()));
    some.entrySet().removeIf(use -> use.getValue().weight().signum() <= 0);
    return some;
  }

  /** Words for a consumer's use of a pool. */
  String named(int pool, int rank) {
    Pool of = routes.pool(pool);
    return of.platform() + " by " + routes.consumers()[rank] + " in " + of.period();
  }

  /** Decimals times one common power of ten. */
  static List<BigInteger> whole(List<BigDecimal> weights) {
    int scale = weights.stream().mapToInt(BigDecimal::scale).max().orElse(0);
    return weights.stream()
        .map(weight -> weight.setScale(scale).unscaledValue())
        .toList();
  }
}
