package io.costledger.allocation.apportion;

import io.costledger.core.Invalid;
import io.costledger.core.policy.ApportionmentRule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Splits whole units by whole weights so that no unit is lost (SPEC section 3). Weights stand in
 * the ascending order of their keys; the result depends on units and weights alone.
 *
 * <p>Two arithmetic paths with the same result: 128 bits in two longs where both the amount and the
 * total weight fit in 63 bits, else BigInteger.
 *
 * <p>Example: 100 units by the weights 1, 1, 1 are 34, 33, 33.
 */
public final class Apportionment {
  /**
   * Largest remainder, Hamilton's method (SPEC 3.1): share k is floor(C * w_k / T); the units left
   * over go one each to the largest remainders C * w_k mod T, equal remainders to the smaller key.
   * A key without remainder gets no extra unit. Source: M. L. Balinski and H. P. Young, Fair
   * Representation (1982), appendix A.
   */
  public static final Apportionment LARGEST_REMAINDER =
      new Apportionment(ApportionmentRule.LARGEST_REMAINDER);

  /**
   * Prefix rounding (SPEC 3.2): with W_k the sum of the weights up to k, share k is floor(C * W_k /
   * T) - floor(C * W_(k-1) / T). Contiguous groups of keys roll up exactly. Source: M. L. Balinski
   * and S. T. Rachev, Rounding proportions: methods of rounding (1997), cumulative rounding.
   */
  public static final Apportionment PREFIX = new Apportionment(ApportionmentRule.PREFIX);

  private final ApportionmentRule rule;

  private Apportionment(ApportionmentRule rule) {
    this.rule = rule;
  }

  /**
   * Returns the apportionment of a policy's rule.
   *
   * @param rule the rule
   * @return the constant that follows it
   */
  public static Apportionment of(ApportionmentRule rule) {
    return switch (rule) {
      case LARGEST_REMAINDER -> LARGEST_REMAINDER;
      case PREFIX -> PREFIX;
    };
  }

  /**
   * Returns the shares of an amount.
   *
   * @param units the amount C in whole units; a negative amount is split as |C| and negated
   * @param weightsInKeyOrder the weights, each 0 or more, ascending by their keys
   * @return the shares in the same order; they sum to the amount exactly
   * @throws IllegalArgumentException if a weight is negative, or all are 0 and the amount is not
   */
  public List<BigInteger> split(BigInteger units, List<BigInteger> weightsInKeyOrder) {
    BigInteger total = BigInteger.ZERO;
    for (BigInteger weight : weightsInKeyOrder) {
      if (weight.signum() < 0) {
        throw Invalid.argument("weight", weight, "must be 0 or more");
      }
      total = total.add(weight);
    }
    if (units.signum() == 0) {
      BigInteger[] zeros = new BigInteger[weightsInKeyOrder.size()];
      Arrays.fill(zeros, BigInteger.ZERO);
      return List.of(zeros);
    }
    if (total.signum() == 0) {
      throw Invalid.argument("weights", weightsInKeyOrder, "must not all be 0");
    }
    boolean negative = units.signum() < 0;
    BigInteger amount = units.abs();
    BigInteger[] weights = weightsInKeyOrder.toArray(BigInteger[]::new);
    List<BigInteger> shares = new ArrayList<>(weights.length);
    if (amount.bitLength() <= 63 && total.bitLength() <= 63) {
      long[] narrow = new long[weights.length];
      for (int i = 0; i < narrow.length; i++) {
        narrow[i] = weights[i].longValueExact();
      }
      long c = negative ? -amount.longValueExact() : amount.longValueExact();
      for (long share : split(c, narrow)) {
        shares.add(BigInteger.valueOf(share));
      }
    } else {
      for (BigInteger share : wide(amount, weights, total)) {
        shares.add(negative ? share.negate() : share);
      }
    }
    return List.copyOf(shares);
  }

  /**
   * Returns the shares of an amount that fits 63 bits, by weights whose sum does.
   *
   * @param units the amount in whole units, any but {@link Long#MIN_VALUE}
   * @param weightsInKeyOrder the weights, each 0 or more, ascending by their keys
   * @return the shares in the same order; they sum to the amount exactly
   * @throws IllegalArgumentException if a weight is negative, all are 0 and the amount is not, or
   *     the amount is {@link Long#MIN_VALUE}
   * @throws ArithmeticException if the weights sum to 2^63 or more
   */
  public long[] split(long units, long[] weightsInKeyOrder) {
    long total = 0;
    for (long weight : weightsInKeyOrder) {
      if (weight < 0) {
        throw Invalid.argument("weight", weight, "must be 0 or more");
      }
      total = Math.addExact(total, weight);
    }
    if (units == Long.MIN_VALUE) {
      throw Invalid.argument("units", units, "must be above -2^63");
    }
    if (units == 0) {
      return new long[weightsInKeyOrder.length];
    }
    if (total == 0) {
      throw Invalid.argument("weights", Arrays.toString(weightsInKeyOrder), "must not all be 0");
    }
    long amount = Math.abs(units);
    long[] shares = switch (rule) {
      case LARGEST_REMAINDER -> NarrowSplit.largestRemainder(amount, weightsInKeyOrder, total);
      case PREFIX -> NarrowSplit.prefix(amount, weightsInKeyOrder, total);
    };
    if (units < 0) {
      for (int i = 0; i < shares.length; i++) {
        shares[i] = -shares[i];
      }
    }
    return shares;
  }

  private BigInteger[] wide(BigInteger amount, BigInteger[] weights, BigInteger total) {
    return switch (rule) {
      case LARGEST_REMAINDER -> WideSplit.largestRemainder(amount, weights, total);
      case PREFIX -> WideSplit.prefix(amount, weights, total);
    };
  }

  @Override
  public String toString() {
    return rule.toString();
  }
}
