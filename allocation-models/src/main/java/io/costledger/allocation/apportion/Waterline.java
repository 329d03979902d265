package io.costledger.allocation.apportion;

import io.costledger.allocation.apportion.BoundedApportionment.Limits;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The x with which shares between bounds sum to an amount, as a fraction; found by one walk over
 * the sorted breakpoints.
 */
final class Waterline {
  private final List<BigInteger> weights;
  private final List<Limits> limits;
  private final BigInteger numerator;
  private final BigInteger denominator;

  private Waterline(
      List<BigInteger> weights, List<Limits> limits, BigInteger numerator, BigInteger denominator) {
    this.weights = weights;
    this.limits = limits;
    this.numerator = numerator;
    this.denominator = denominator;
  }

  /**
   * Where the sum of shares bends: at x = bound / weight.
   *
   * @param enters whether the key leaves its minimum there, or else reaches its maximum
   */
  private record Breakpoint(BigInteger bound, BigInteger weight, boolean enters)
      implements Comparable<Breakpoint> {
    @Override
    public int compareTo(Breakpoint other) {
      return bound.multiply(other.weight).compareTo(other.bound.multiply(weight));
    }
  }

  /** The amount must lie between the sums of the bounds. */
  static Waterline of(BigInteger units, List<BigInteger> weights, List<Limits> limits) {
    List<Breakpoint> breakpoints = new ArrayList<>();
    BigInteger atBounds = BigInteger.ZERO;
    for (int i = 0; i < weights.size(); i++) {
      BigInteger weight = weights.get(i);
      Limits limit = limits.get(i);
      if (weight.signum() > 0) {
        atBounds = atBounds.add(limit.minimum());
        breakpoints.add(new Breakpoint(limit.minimum(), weight, true));
        limit.maximum().ifPresent(max -> breakpoints.add(new Breakpoint(max, weight, false)));
      }
    }
    breakpoints.sort(null);
    BigInteger between = BigInteger.ZERO;
    for (Breakpoint at : breakpoints) {
      BigInteger sumTimesWeight = atBounds.multiply(at.weight()).add(between.multiply(at.bound()));
      if (sumTimesWeight.compareTo(units.multiply(at.weight())) >= 0) {
        break;
      }
      atBounds = at.enters() ? atBounds.subtract(at.bound()) : atBounds.add(at.bound());
      between = at.enters() ? between.add(at.weight()) : between.subtract(at.weight());
    }
    // Nobody between bounds: only where the amount is the sum of the minimums, which x = 0 gives.
    return between.signum() == 0
        ? new Waterline(weights, limits, BigInteger.ZERO, BigInteger.ONE)
        : new Waterline(weights, limits, units.subtract(atBounds), between);
  }

  /** The exact shares, all times one common factor: the denominator of x. */
  List<BigInteger> exactShares() {
    List<BigInteger> shares = new ArrayList<>(weights.size());
    for (int i = 0; i < weights.size(); i++) {
      shares.add(
          weights.get(i).signum() == 0
              ? BigInteger.ZERO
              : clamp(numerator.multiply(weights.get(i)), limits.get(i)));
    }
    return shares;
  }

  /** min(max, max(min, x * w)), times the denominator of x. */
  private BigInteger clamp(BigInteger share, Limits limit) {
    BigInteger atLeast = share.max(limit.minimum().multiply(denominator));
    return limit.maximum().map(max -> atLeast.min(max.multiply(denominator))).orElse(atLeast);
  }
}
