package io.costledger.benchmarks.comparison;

import java.math.BigInteger;

/**
 * floor(units * x / total) for x from 0 to total by one high multiplication: the ratio is held as a
 * whole number of 2^-64, so the guess is at most one below. Takes units below 2^59 and a total below
 * 2^61.
 */
final class FixedRatio {
  private final long units;
  private final long total;
  private final long multiplier;
  private final int shift;

  FixedRatio(long units, long total) {
    if (units < 0 || units >= 1L << 59 || total <= 0 || total >= 1L << 61) {
      throw new IllegalArgumentException(
          "Invalid ratio: " + units + "/" + total + " (must be below 2^59 and 2^61)");
    }
    this.units = units;
    this.total = total;
    this.shift = Long.numberOfLeadingZeros(total) - 2;
    this.multiplier = BigInteger.valueOf(units)
        .shiftLeft(Long.SIZE - shift)
        .divide(BigInteger.valueOf(total))
        .longValueExact();
  }

  /** At most one below the exact quotient. */
  long guess(long x) {
    return Math.multiplyHigh(x << shift, multiplier);
  }

  /** The exact quotient. The remainder of a guess fits a long, so that its arithmetic may wrap. */
  long floor(long x) {
    long quotient = guess(x);
    return units * x - quotient * total >= total ? quotient + 1 : quotient;
  }
}
