package io.costledger.allocation;

import io.costledger.allocation.apportion.Apportionment;
import io.costledger.allocation.apportion.BoundedApportionment;
import io.costledger.allocation.apportion.BoundedApportionment.Limits;
import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.Bounds;
import io.costledger.core.time.Period;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Splits the pools of one grain period between the bounds that their platforms declare (SPEC 4.2).
 * A pool that its bounds don't fit is named and stops the run; pools that it charges, near or far,
 * are not judged, since what comes into them isn't known.
 */
final class BoundedPools {
  private final LedgerUnit unit;
  private final Apportionment apportionment;
  private final Period period;
  private final List<String> failures;
  private final Set<String> unsure = new HashSet<>();

  BoundedPools(LedgerUnit unit, Apportionment apportionment, Period period, List<String> failures) {
    this.unit = unit;
    this.apportionment = apportionment;
    this.period = period;
    this.failures = failures;
  }

  /** Names what doesn't fit; comes before the split, and also where there is nothing to split. */
  void check(PoolPlan plan, Measure measure, BigInteger units) {
    if (measure != Measure.CHARGE) {
      return;
    }
    if (!isUnsure(plan) && !plan.terms().bounds().isNone()) {
      List<BigInteger> weights = weights(plan);
      BigInteger least = BoundedApportionment.least(weights, limits(plan));
      Optional<BigInteger> most = BoundedApportionment.most(weights, limits(plan));
      if (least.compareTo(units) > 0) {
        fail(plan, "minimums", least, "must sum to the pool at the most, " + shown(units));
      }
      if (!weights.isEmpty() && most.isPresent() && most.get().compareTo(units) < 0) {
        fail(plan, "maximums", most.get(), "must sum to the pool at least, " + shown(units));
      }
    }
    if (isUnsure(plan)) {
      unsure.addAll(plan.chargedPlatforms());
    }
  }

  /** The shares in the order of keys. Credits have no bounds. */
  List<BigInteger> split(PoolPlan plan, Measure measure, BigInteger units) {
    boolean free = measure != Measure.CHARGE || plan.terms().bounds().isNone() || isUnsure(plan);
    return free
        ? apportionment.split(units, weights(plan))
        : BoundedApportionment.of(apportionment).split(units, weights(plan), limits(plan));
  }

  private boolean isUnsure(PoolPlan plan) {
    return unsure.contains(plan.terms().platform());
  }

  private void fail(PoolPlan plan, String what, BigInteger sum, String rule) {
    List<String> bounded = new ArrayList<>();
    for (Account consumer : plan.weights().byConsumer().keySet()) {
      if (!plan.terms().bounds().of(consumer).equals(Bounds.Bound.NONE)) {
        bounded.add(consumer.toString());
      }
    }
    failures.add(Invalid.message(
        what + " of " + plan.terms().account() + " in " + period,
        shown(sum),
        rule + "; those of " + String.join(", ", bounded)));
    unsure.add(plan.terms().platform());
  }

  private static List<BigInteger> weights(PoolPlan plan) {
    return List.copyOf(plan.weights().byConsumer().values());
  }

  private List<Limits> limits(PoolPlan plan) {
    List<Limits> limits = new ArrayList<>();
    for (Account consumer : plan.weights().byConsumer().keySet()) {
      Bounds.Bound bound = plan.terms().bounds().of(consumer);
      limits.add(new Limits(unit.unitsOf(bound.minimum()), bound.maximum().map(unit::unitsOf)));
    }
    return limits;
  }

  private String shown(BigInteger units) {
    return unit.decimalOf(units).toPlainString() + " " + unit.currency();
  }
}
