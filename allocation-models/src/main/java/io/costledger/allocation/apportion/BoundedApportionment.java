package io.costledger.allocation.apportion;

import io.costledger.core.Invalid;
import io.costledger.core.LedgerException;
import io.costledger.core.policy.ApportionmentRule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits whole units by whole weights between a minimum and a maximum for each key (SPEC 4.2): the
 * exact share of key k is min(max_k, max(min_k, x * w_k)) for the x with which the shares sum to
 * the amount C. A key without weight has no share, and its limits don't count.
 *
 * <p>x in closed form: the sum of the shares is a function of x that rises in straight pieces and
 * bends only where a key leaves its minimum (x = min_k / w_k) or reaches its maximum (x = max_k /
 * w_k). With these breakpoints in ascending order, the piece on which the sum reaches C gives x =
 * (C - F) / W, where F is what the keys at a bound have and W the weight of those between. Source:
 * P. Brucker, An O(n) algorithm for quadratic knapsack problems, Operations Research Letters 3
 * (1984): the same breakpoints.
 *
 * <p>Rounding: once, by the run's rule, of C over the exact shares s_k as weights; as these sum to
 * C, the exact quotient of key k is s_k itself. No share passes a bound: both rules give floor(s_k)
 * or ceil(s_k), as 3.1 adds one unit to floor(s_k) only where there is a remainder, and 3.2 gives
 * floor(a + s_k) - floor(a) for the sum a of the keys before. As min_k is a whole
 * number not above s_k, it is not above floor(s_k); as max_k is a whole number not below s_k, it is
 * not below ceil(s_k). A key that sits at a bound has no remainder
 * and gets exactly the bound. Where no bound binds, s_k = C * w_k / T and the result is that of
 * {@link Apportionment}.
 *
 * <p>Example: 100 units by the weights 1, 1, 8 with a minimum of 30 for the first and a maximum of
 * 50 for the last are 30, 20, 50.
 */
public final class BoundedApportionment {
  private final Apportionment rounding;

  private BoundedApportionment(Apportionment rounding) {
    this.rounding = rounding;
  }

  /**
   * The least and the most that a key gets.
   *
   * @param minimum 0 or more, in whole units
   * @param maximum the minimum or more; empty: no cap
   */
  public record Limits(BigInteger minimum, Optional<BigInteger> maximum) {
    /** From 0, without a cap. */
    public static final Limits NONE = new Limits(BigInteger.ZERO, Optional.empty());

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if the minimum is negative, or the maximum is below it
     */
    public Limits {
      if (minimum.signum() < 0) {
        throw Invalid.argument("minimum", minimum, "must be 0 or more");
      }
      if (maximum.isPresent() && maximum.get().compareTo(minimum) < 0) {
        throw Invalid.argument("maximum", maximum.get(), "must be the minimum or more, " + minimum);
      }
    }
  }

  /**
   * Returns the bounded apportionment that rounds by a rule.
   *
   * @param rule the run's rule
   * @return the apportionment
   */
  public static BoundedApportionment of(ApportionmentRule rule) {
    return of(Apportionment.of(rule));
  }

  /**
   * Returns the bounded apportionment that rounds as another does.
   *
   * @param rounding how the exact shares become whole
   * @return the apportionment
   */
  public static BoundedApportionment of(Apportionment rounding) {
    return new BoundedApportionment(rounding);
  }

  /**
   * Returns the sum of the minimums of the keys that have weight: an amount below it can't be split.
   *
   * @param weightsInKeyOrder the weights, each 0 or more, ascending by their keys
   * @param limits the limits in the same order
   * @return 0 or more
   * @throws IllegalArgumentException if a weight is negative, or the lists differ in length
   */
  public static BigInteger least(List<BigInteger> weightsInKeyOrder, List<Limits> limits) {
    requireFit(weightsInKeyOrder, limits);
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < limits.size(); i++) {
      if (weightsInKeyOrder.get(i).signum() > 0) {
        sum = sum.add(limits.get(i).minimum());
      }
    }
    return sum;
  }

  /**
   * Returns the sum of the maximums of the keys that have weight: an amount above it can't be split.
   *
   * @param weightsInKeyOrder the weights, each 0 or more, ascending by their keys
   * @param limits the limits in the same order
   * @return 0 or more; empty if one of them has no maximum
   * @throws IllegalArgumentException if a weight is negative, or the lists differ in length
   */
  public static Optional<BigInteger> most(List<BigInteger> weightsInKeyOrder, List<Limits> limits) {
    requireFit(weightsInKeyOrder, limits);
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < limits.size(); i++) {
      if (weightsInKeyOrder.get(i).signum() > 0) {
        Optional<BigInteger> maximum = limits.get(i).maximum();
        if (maximum.isEmpty()) {
          return Optional.empty();
        }
        sum = sum.add(maximum.get());
      }
    }
    return Optional.of(sum);
  }

  /**
   * Returns the shares of an amount.
   *
   * @param units the amount C in whole units, 0 or more: bounds act on charges only
   * @param weightsInKeyOrder the weights, each 0 or more, ascending by their keys
   * @param limits the limits in the same order
   * @return the shares in the same order; they sum to the amount exactly
   * @throws IllegalArgumentException if the amount or a weight is negative, or the lists differ in
   *     length
   * @throws LedgerException if the minimums sum to more than the amount, or the maximums to less
   */
  public List<BigInteger> split(
      BigInteger units, List<BigInteger> weightsInKeyOrder, List<Limits> limits) {
    if (units.signum() < 0) {
      throw Invalid.argument("units", units, "must be 0 or more where shares are bounded");
    }
    BigInteger least = least(weightsInKeyOrder, limits);
    Optional<BigInteger> most = most(weightsInKeyOrder, limits);
    List<String> offences = new ArrayList<>();
    if (least.compareTo(units) > 0) {
      offences.add(
          Invalid.message("sum of minimums", least, "must be at most the amount, " + units));
    }
    if (most.isPresent() && most.get().compareTo(units) < 0) {
      offences.add(
          Invalid.message("sum of maximums", most.get(), "must be at least the amount, " + units));
    }
    if (!offences.isEmpty()) {
      throw new LedgerException("Bounds don't fit the amount", offences);
    }
    return rounding.split(units, Waterline.of(units, weightsInKeyOrder, limits).exactShares());
  }

  private static void requireFit(List<BigInteger> weights, List<Limits> limits) {
    if (weights.size() != limits.size()) {
      throw Invalid.argument(
          "limits", limits.size(), "must be as many as weights, " + weights.size());
    }
    for (BigInteger weight : weights) {
      if (weight.signum() < 0) {
        throw Invalid.argument("weight", weight, "must be 0 or more");
      }
    }
  }

  @Override
  public String toString() {
    return rounding + " between bounds";
  }
}
