package io.costledger.core.policy;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.money.Ratio;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Whole weights of consumers, ascending by key. Made exactly from decimals or ratios by one common
 * factor, which changes no share (SPEC 2.5). Weights of 0 are left out: they change nothing.
 */
public final class Weights {
  private final NavigableMap<Account, BigInteger> byConsumer;

  private Weights(NavigableMap<Account, BigInteger> byConsumer) {
    this.byConsumer = byConsumer;
  }

  /**
   * Returns weights that are whole numbers.
   *
   * @param weights consumer to weight, each 0 or more
   * @return the weights above 0
   * @throws IllegalArgumentException if a weight is negative
   */
  public static Weights ofWhole(Map<Account, BigInteger> weights) {
    NavigableMap<Account, BigInteger> kept = new TreeMap<>();
    kept.putAll(weights);
    kept.forEach((consumer, weight) -> {
      if (weight.signum() < 0) {
        throw Invalid.argument("weight", weight + " of " + consumer, "must be 0 or more");
      }
    });
    kept.values().removeIf(weight -> weight.signum() == 0);
    return new Weights(kept);
  }

  /**
   * Returns weights that are decimals.
   *
   * @param weights consumer to weight, each 0 or more
   * @return the weights above 0, times one common power of ten
   * @throws IllegalArgumentException if a weight is negative
   */
  public static Weights ofDecimals(Map<Account, BigDecimal> weights) {
    int scale = 0;
    for (BigDecimal weight : weights.values()) {
      scale =
          Math.max(scale, weight.signum() == 0 ? 0 : weight.stripTrailingZeros().scale());
    }
    Map<Account, BigInteger> whole = new LinkedHashMap<>();
    for (Map.Entry<Account, BigDecimal> entry : weights.entrySet()) {
      whole.put(entry.getKey(), entry.getValue().setScale(scale).unscaledValue());
    }
    return ofWhole(whole);
  }

  /**
   * Returns weights that are ratios.
   *
   * @param weights consumer to weight, each 0 or more
   * @return the weights above 0, times their least common denominator
   * @throws IllegalArgumentException if a weight is negative
   */
  public static Weights ofRatios(Map<Account, Ratio> weights) {
    BigInteger common = BigInteger.ONE;
    for (Ratio weight : weights.values()) {
      common = common.divide(common.gcd(weight.denominator())).multiply(weight.denominator());
    }
    Map<Account, BigInteger> whole = new LinkedHashMap<>();
    for (Map.Entry<Account, Ratio> entry : weights.entrySet()) {
      Ratio weight = entry.getValue();
      whole.put(entry.getKey(), weight.numerator().multiply(common.divide(weight.denominator())));
    }
    return ofWhole(whole);
  }

  /**
   * Returns the weights of some consumers only.
   *
   * @param kept which consumers to keep
   * @return their weights
   */
  public Weights only(Predicate<Account> kept) {
    if (byConsumer.keySet().stream().allMatch(kept)) {
      return this;
    }
    NavigableMap<Account, BigInteger> some = new TreeMap<>(byConsumer);
    some.keySet().removeIf(kept.negate());
    return new Weights(some);
  }

  /**
   * Returns the weights by consumer, ascending by key.
   *
   * @return an unmodifiable map; every weight is above 0
   */
  public NavigableMap<Account, BigInteger> byConsumer() {
    return Collections.unmodifiableNavigableMap(byConsumer);
  }

  /**
   * Returns whether there is no weight above 0.
   *
   * @return true if nobody has weight
   */
  public boolean isEmpty() {
    return byConsumer.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Weights weights && byConsumer.equals(weights.byConsumer);
  }

  @Override
  public int hashCode() {
    return byConsumer.hashCode();
  }

  @Override
  public String toString() {
    return byConsumer.toString();
  }
}
