package io.costledger.allocation.apportion;

/**
 * The 128-bit path: amount and total weight fit in 63 bits, so a product of the two is two longs
 * and every quotient and remainder is one. Pools that {@link FixedRatio} fits need no division.
 */
final class NarrowSplit {
  private static final long LOW = 0xFFFF_FFFFL;

  private NarrowSplit() {}

  static long[] largestRemainder(long amount, long[] weights, long total) {
    int n = weights.length;
    long[] shares = new long[n];
    long[] remainders = new long[n];
    long left = amount;
    if (FixedRatio.fits(amount, total)) {
      FixedRatio ratio = new FixedRatio(amount, total);
      for (int i = 0; i < n; i++) {
        long share = ratio.quotient(weights[i]);
        shares[i] = share;
        remainders[i] = ratio.remainder(weights[i], share);
        left -= share;
      }
    } else {
      for (int i = 0; i < n; i++) {
        long low = amount * weights[i];
        long share = divide(Math.multiplyHigh(amount, weights[i]), low, total);
        shares[i] = share;
        remainders[i] = low - share * total;
        left -= share;
      }
    }
    if (left > 0) {
      LeftOver.place(shares, remainders, total, Math.toIntExact(left));
    }
    return shares;
  }

  static long[] prefix(long amount, long[] weights, long total) {
    long[] shares = new long[weights.length];
    long prefix = 0;
    long placed = 0;
    boolean fits = FixedRatio.fits(amount, total);
    FixedRatio ratio = fits ? new FixedRatio(amount, total) : new FixedRatio(0, 1);
    for (int i = 0; i < weights.length; i++) {
      prefix += weights[i];
      long upTo = fits
          ? ratio.quotient(prefix)
          : divide(Math.multiplyHigh(amount, prefix), amount * prefix, total);
      shares[i] = upTo - placed;
      placed = upTo;
    }
    return shares;
  }

  /**
   * Returns floor((high * 2^64 + low) / divisor) for a divisor of 1 to 2^63 - 1 and a quotient
   * below 2^63. Long division in two steps of 32 bits: D. E. Knuth, The Art of Computer
   * Programming, vol. 2, 4.3.1, algorithm D.
   */
  static long divide(long high, long low, long divisor) {
    if (high == 0) {
      return Long.divideUnsigned(low, divisor);
    }
    int shift = Long.numberOfLeadingZeros(divisor);
    long d = divisor << shift;
    long dHigh = d >>> 32;
    long dLow = d & LOW;
    long top = high << shift | low >>> (64 - shift);
    long rest = low << shift;
    long q1 = digit(top, rest >>> 32, dHigh, dLow);
    long middle = (top << 32) + (rest >>> 32) - q1 * d;
    long q0 = digit(middle, rest & LOW, dHigh, dLow);
    return (q1 << 32) + q0;
  }

  /**
   * One digit of base 2^32: an estimate by the divisor's high half, mended downward at most twice.
   */
  private static long digit(long top, long next, long dHigh, long dLow) {
    long q = Long.divideUnsigned(top, dHigh);
    long r = top - q * dHigh;
    while (q > LOW || Long.compareUnsigned(q * dLow, (r << 32) + next) > 0) {
      q--;
      r += dHigh;
      if (r > LOW) {
        break;
      }
    }
    return q;
  }
}
