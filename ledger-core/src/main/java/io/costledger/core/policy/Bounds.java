package io.costledger.core.policy;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.money.ExactNumber;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The least and the most that consumers pay of a platform's pool, per grain period, of charges only
 * (SPEC 4.2). A bound counts for a consumer that has weight.
 *
 * <p>Example: {@code Bounds.of(Map.of(search, Bounds.Bound.between("1.00", "5.00")))} lets search
 * pay 1.00 to 5.00 of each period's pool.
 *
 * @param others what holds for each consumer that isn't named, known or not
 * @param byConsumer what holds for named consumers, ascending by key
 */
public record Bounds(Bound others, NavigableMap<Account, Bound> byConsumer) {
  /** No bounds. */
  public static final Bounds NONE = of(Map.of());

  /**
   * One consumer's bounds.
   *
   * @param minimum the least, 0 or more, in the ledger's currency
   * @param maximum the most, the minimum or more; empty: no cap
   */
  public record Bound(BigDecimal minimum, Optional<BigDecimal> maximum) {
    /** From 0, without a cap. */
    public static final Bound NONE = new Bound(BigDecimal.ZERO, Optional.empty());

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if the minimum is negative, or the maximum is below it
     */
    public Bound {
      if (minimum.signum() < 0) {
        throw Invalid.argument("minimum", minimum.toPlainString(), "must be 0 or more");
      }
      if (maximum.isPresent() && maximum.get().compareTo(minimum) < 0) {
        throw Invalid.argument(
            "maximum",
            maximum.get().toPlainString(),
            "must be the minimum or more, " + minimum.toPlainString());
      }
    }

    /**
     * Returns a bound on one side.
     *
     * @param minimum a number as text, such as {@code "1.00"}
     * @return that much or more
     * @throws IllegalArgumentException if it is no number of 0 or more
     */
    public static Bound atLeast(String minimum) {
      return new Bound(ExactNumber.parse(minimum), Optional.empty());
    }

    /**
     * Returns a bound on one side.
     *
     * @param maximum a number as text, such as {@code "5.00"}
     * @return that much or less
     * @throws IllegalArgumentException if it is no number of 0 or more
     */
    public static Bound atMost(String maximum) {
      return new Bound(BigDecimal.ZERO, Optional.of(ExactNumber.parse(maximum)));
    }

    /**
     * Returns a bound on both sides.
     *
     * @param minimum a number as text, 0 or more
     * @param maximum a number as text, the minimum or more
     * @return the bound
     * @throws IllegalArgumentException if they are not
     */
    public static Bound between(String minimum, String maximum) {
      return new Bound(ExactNumber.parse(minimum), Optional.of(ExactNumber.parse(maximum)));
    }
  }

  /**
   * Copies the map.
   *
   * @throws IllegalArgumentException if a bound is for something that can't be a consumer
   */
  public Bounds {
    byConsumer = Collections.unmodifiableNavigableMap(new TreeMap<>(byConsumer));
    for (Account consumer : byConsumer.keySet()) {
      if (!consumer.isConsumer()) {
        throw Invalid.argument("consumer", consumer, "must be a cost center or a platform");
      }
    }
  }

  /**
   * Returns bounds of named consumers only.
   *
   * @param byConsumer consumer to bound
   * @return the bounds; all others have none
   * @throws IllegalArgumentException if one is for something that can't be a consumer
   */
  public static Bounds of(Map<Account, Bound> byConsumer) {
    return of(Bound.NONE, byConsumer);
  }

  /**
   * Returns bounds of every consumer.
   *
   * @param others what holds for each consumer that isn't named
   * @param byConsumer consumer to bound
   * @return the bounds
   * @throws IllegalArgumentException if one is for something that can't be a consumer
   */
  public static Bounds of(Bound others, Map<Account, Bound> byConsumer) {
    return new Bounds(others, new TreeMap<>(byConsumer));
  }

  /**
   * Returns one consumer's bounds.
   *
   * @param consumer a platform or a cost center, declared or not
   * @return its own, or those of all others
   */
  public Bound of(Account consumer) {
    return byConsumer.getOrDefault(consumer, others);
  }

  /**
   * Returns whether nothing is bounded.
   *
   * @return true for {@link #NONE}
   */
  public boolean isNone() {
    return equals(NONE);
  }
}
