package io.costledger.lawkit.laws;

import io.costledger.core.account.Account;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.Weights;
import io.costledger.lawkit.laws.ModelCase.Use;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeSet;

/** Laws of the weights, and of the shares that follow. Weights are compared exactly, as ratios. */
final class WeightLaws {
  private static final List<BigDecimal> FACTORS =
      List.of(new BigDecimal("3"), new BigDecimal("0.125"), new BigDecimal("1E+3"));

  private WeightLaws() {}

  /** Whom the model gives no weight gets nothing. */
  static void zeroWeight(Engine engine, ModelCase given, Breaches breaches) {
    Outcome outcome = engine.run(given);
    if (outcome.isRefused()) {
      return;
    }
    Set<Account> weighed = engine.weights(given).byConsumer().keySet();
    for (Measure measure : Measure.values()) {
      outcome.shares(measure).forEach((consumer, units) -> {
        if (!weighed.contains(consumer)) {
          breaches.add(measure + " of " + consumer + ", who has no weight: " + units);
        }
      });
    }
  }

  /** Who used nothing has no weight. */
  static void zeroUse(Engine engine, ModelCase given, Breaches breaches) {
    if (engine.run(given).isRefused()) {
      return;
    }
    AllocationModel model = engine.model();
    PoolUsage usage = engine.usage(given);
    engine.weights(usage).byConsumer().forEach((consumer, weight) -> {
      boolean used = usage.quantities().containsKey(consumer)
          && usage.quantities().get(consumer).entrySet().stream()
              .anyMatch(
                  unit -> model.units().reads(unit.getKey()) && unit.getValue().signum() != 0);
      if (!used) {
        breaches.add("weight of " + consumer + ", who used nothing: " + weight);
      }
    });
  }

  /** All quantities times a factor: the same weights but for a factor, and the same shares. */
  static void scale(Engine engine, ModelCase given, Breaches breaches) {
    Outcome outcome = engine.run(given);
    if (outcome.isRefused()) {
      return;
    }
    NavigableMap<Account, BigInteger> weights = engine.weights(given).byConsumer();
    for (BigDecimal factor : FACTORS) {
      ModelCase scaled = given.mapQuantities(quantity -> quantity.multiply(factor));
      Outcome other = engine.run(scaled);
      String what = "with quantities times " + factor.toPlainString();
      if (!breaches.sameRefusal(outcome, other)) {
        for (Measure measure : Measure.values()) {
          breaches.requireEqual(
              measure + " shares " + what, other.shares(measure), outcome.shares(measure));
        }
        requireRatio(what, engine.weights(scaled).byConsumer(), weights, breaches);
      }
    }
  }

  /** Without one consumer, the weights of the others stand to each other as before. */
  static void consumersApart(Engine engine, ModelCase given, Breaches breaches) {
    if (engine.run(given).isRefused()) {
      return;
    }
    Weights weights = engine.weights(given);
    Set<Account> users = new TreeSet<>();
    given.uses().forEach(use -> users.add(use.consumer()));
    for (Account left : users) {
      ModelCase without = given.withUses(
          given.uses().stream().filter(use -> !use.consumer().equals(left)).toList());
      requireRatio(
          "without " + left,
          engine.weights(without).only(c -> !c.equals(left)).byConsumer(),
          weights.only(c -> !c.equals(left)).byConsumer(),
          breaches);
    }
  }

  /**
   * More use, all else equal: neither the weight against any other nor the share gets less.
   *
   * <p>The share is monotone by both rules. Let q be the exact quotients, s the shares, k the one
   * whose weight grows, so that its q grows and those of all others shrink. Largest remainder: for
   * any i and j, (s_i - q_i) - (s_j - q_j) is 1 at the most, or a unit would have gone elsewhere.
   * If s_k fell, some s_j rose, and so (s_k - q_k) - (s_j - q_j) was more than 1 before. Prefix: the
   * prefix quotient before k shrinks and the one after it grows, so the difference of their floors
   * does not get less.
   */
  static void monotoneUse(Engine engine, ModelCase given, Breaches breaches) {
    Outcome before = engine.run(given);
    if (before.isRefused()) {
      return;
    }
    NavigableMap<Account, BigInteger> weights = engine.weights(given).byConsumer();
    for (int i = 0; i < given.uses().size(); i++) {
      Use use = given.uses().get(i);
      List<Use> uses = new ArrayList<>(given.uses());
      uses.set(i, use.with(use.quantity().add(BigDecimal.ONE)));
      ModelCase grown = given.withUses(uses);
      Outcome after = engine.run(grown);
      if (after.isRefused() || use.consumer().equals(ModelCase.PLATFORM)) {
        continue;
      }
      requireNotLess(use.consumer(), engine.weights(grown).byConsumer(), weights, breaches);
      for (Measure measure : Measure.values()) {
        BigInteger is = after.share(measure, use.consumer());
        BigInteger was = before.share(measure, use.consumer());
        int more = is.compareTo(was);
        if (measure == Measure.CHARGE ? more < 0 : more > 0) {
          breaches.add(measure + " of " + use.consumer() + ", who used 1 more: " + is + " (was "
              + was + ")");
        }
      }
    }
  }

  private static void requireNotLess(
      Account consumer,
      NavigableMap<Account, BigInteger> is,
      NavigableMap<Account, BigInteger> was,
      Breaches breaches) {
    Set<Account> others = new TreeSet<>(is.keySet());
    others.addAll(was.keySet());
    for (Account other : others) {
      if (of(is, consumer)
              .multiply(of(was, other))
              .compareTo(of(was, consumer).multiply(of(is, other)))
          < 0) {
        breaches.add("weight of " + consumer + ", who used 1 more, against " + other + ": "
            + of(is, consumer) + " : " + of(is, other) + " (was " + of(was, consumer) + " : "
            + of(was, other) + ")");
      }
    }
  }

  private static void requireRatio(
      String what,
      NavigableMap<Account, BigInteger> is,
      NavigableMap<Account, BigInteger> was,
      Breaches breaches) {
    boolean same = is.keySet().equals(was.keySet());
    if (same && !is.isEmpty()) {
      BigInteger one = is.firstEntry().getValue();
      BigInteger other = was.firstEntry().getValue();
      same = is.keySet().stream()
          .allMatch(c -> of(is, c).multiply(other).equals(of(was, c).multiply(one)));
    }
    if (!same) {
      breaches.add("weights " + what + ": " + is + " (must be in the ratios of " + was + ")");
    }
  }

  private static BigInteger of(NavigableMap<Account, BigInteger> weights, Account consumer) {
    return weights.getOrDefault(consumer, BigInteger.ZERO);
  }
}
