package io.costledger.invariants;

import io.costledger.core.money.Ratio;
import io.costledger.core.policy.ApportionmentRule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The rules of rounding, slow and obvious (SPEC 3.1, 3.2, 4.2): what the engine's fast paths are
 * checked against in every run. Weights stand in the order of their keys.
 */
final class Quotas {
  private Quotas() {}

  /** The shares of an amount; there is a weight above 0. */
  static List<BigInteger> split(
      BigInteger units, List<BigInteger> weights, ApportionmentRule rule) {
    List<BigInteger> shares =
        rule == ApportionmentRule.PREFIX ? prefix(units.abs(), weights) : largest(units, weights);
    return units.signum() < 0 ? shares.stream().map(BigInteger::negate).toList() : shares;
  }

  /** 3.1: every floor, and one more for the largest remainders; of equal ones the first. */
  private static List<BigInteger> largest(BigInteger units, List<BigInteger> weights) {
    BigInteger total = sum(weights);
    BigInteger size = units.abs();
    List<BigInteger> shares = new ArrayList<>(weights.size());
    List<BigInteger> remainders = new ArrayList<>(weights.size());
    for (BigInteger weight : weights) {
      BigInteger[] quotient = size.multiply(weight).divideAndRemainder(total);
      shares.add(quotient[0]);
      remainders.add(quotient[1]);
    }
    int left = size.subtract(sum(shares)).intValueExact();
    if (left == 0) {
      return shares;
    }
    // Of the remainders that get one more the smallest, and how many of that size get one.
    List<BigInteger> descending = new ArrayList<>(remainders);
    descending.sort(Comparator.reverseOrder());
    BigInteger least = descending.get(left - 1);
    int larger = 0;
    while (descending.get(larger).compareTo(least) > 0) {
      larger++;
    }
    int ofLeast = left - larger;
    for (int i = 0; i < shares.size(); i++) {
      int compared = remainders.get(i).compareTo(least);
      if (compared > 0 || (compared == 0 && ofLeast-- > 0)) {
        shares.set(i, shares.get(i).add(BigInteger.ONE));
      }
    }
    return shares;
  }

  /** 3.2: the differences of the rounded-down prefix sums. */
  private static List<BigInteger> prefix(BigInteger units, List<BigInteger> weights) {
    BigInteger total = sum(weights);
    List<BigInteger> shares = new ArrayList<>();
    BigInteger weightSoFar = BigInteger.ZERO;
    BigInteger unitsSoFar = BigInteger.ZERO;
    for (BigInteger weight : weights) {
      weightSoFar = weightSoFar.add(weight);
      BigInteger reached = units.multiply(weightSoFar).divide(total);
      shares.add(reached.subtract(unitsSoFar));
      unitsSoFar = reached;
    }
    return shares;
  }

  /** One key's least and most, in whole units. */
  record Limits(BigInteger least, Optional<BigInteger> most) {
    boolean contains(BigInteger units) {
      return units.compareTo(least) >= 0
          && most.map(limit -> units.compareTo(limit) <= 0).orElse(true);
    }

    private Ratio clamp(Ratio share) {
      Ratio raised = share.compareTo(Ratio.of(least)) < 0 ? Ratio.of(least) : share;
      return most.map(Ratio::of).filter(cap -> raised.compareTo(cap) > 0).orElse(raised);
    }
  }

  /**
   * 4.2: the exact shares min(max_k, max(min_k, x * w_k)) that sum to the amount, times one common
   * factor; empty if the limits don't fit it. x lies on the piece of the rising sum that begins at
   * the last bend which is not beyond the amount.
   */
  static Optional<List<BigInteger>> bounded(
      BigInteger units, List<BigInteger> weights, List<Limits> limits) {
    TreeSet<Ratio> bends = new TreeSet<>();
    bends.add(Ratio.ZERO);
    for (int i = 0; i < weights.size(); i++) {
      BigInteger weight = weights.get(i);
      bends.add(new Ratio(limits.get(i).least(), weight));
      limits.get(i).most().ifPresent(most -> bends.add(new Ratio(most, weight)));
    }
    Ratio amount = Ratio.of(units);
    List<Ratio> below = bends.stream()
        .filter(x -> sumAt(x, weights, limits).compareTo(amount) <= 0)
        .toList();
    if (below.isEmpty()) {
      return Optional.empty();
    }
    Ratio start = below.get(below.size() - 1);
    BigInteger free = BigInteger.ZERO;
    for (int i = 0; i < weights.size(); i++) {
      Ratio share = start.times(Ratio.of(weights.get(i)));
      boolean capped =
          limits.get(i).most().map(m -> share.compareTo(Ratio.of(m)) >= 0).orElse(false);
      boolean raised = share.compareTo(Ratio.of(limits.get(i).least())) < 0;
      free = free.add(capped || raised ? BigInteger.ZERO : weights.get(i));
    }
    Ratio missing = amount.minus(sumAt(start, weights, limits));
    if (free.signum() == 0 && missing.signum() != 0) {
      return Optional.empty();
    }
    Ratio x =
        free.signum() == 0 ? start : start.plus(missing.times(new Ratio(BigInteger.ONE, free)));
    List<BigInteger> exact = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      // A share's denominator divides that of x, and a limit is whole.
      Ratio share = limits.get(i).clamp(x.times(Ratio.of(weights.get(i))));
      exact.add(share.times(Ratio.of(x.denominator())).numerator());
    }
    return Optional.of(exact);
  }

  private static Ratio sumAt(Ratio x, List<BigInteger> weights, List<Limits> limits) {
    Ratio sum = Ratio.ZERO;
    for (int i = 0; i < weights.size(); i++) {
      sum = sum.plus(limits.get(i).clamp(x.times(Ratio.of(weights.get(i)))));
    }
    return sum;
  }

  /** Rounds a ratio of 0 or more to the nearest whole number, a half to the even one. */
  static BigInteger halfEven(Ratio ratio) {
    BigInteger twice = ratio.denominator().shiftLeft(1);
    BigInteger[] up =
        ratio.numerator().shiftLeft(1).add(ratio.denominator()).divideAndRemainder(twice);
    boolean isHalf = up[1].signum() == 0;
    return isHalf && up[0].testBit(0) ? up[0].subtract(BigInteger.ONE) : up[0];
  }

  static BigInteger sum(List<BigInteger> numbers) {
    return numbers.stream().reduce(BigInteger.ZERO, BigInteger::add);
  }
}
