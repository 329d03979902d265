package io.costledger.allocation.apportion;

import java.util.Arrays;

/**
 * The 128-bit path: amount and total weight fit in 63 bits, so a product of the two is two longs
 * and every quotient and remainder is one.
 */
final class NarrowSplit {
  private static final long LOW = 0xFFFF_FFFFL;

  private NarrowSplit() {}

  static long[] largestRemainder(long amount, long[] weights, long total) {
    int n = weights.length;
    long[] shares = new long[n];
    long[] remainders = new long[n];
    long left = amount;
    for (int i = 0; i < n; i++) {
      long high = Math.multiplyHigh(amount, weights[i]);
      long low = amount * weights[i];
      long share = divide(high, low, total);
      shares[i] = share;
      remainders[i] = low - share * total;
      left -= share;
    }
    if (left > 0) {
      placeLeftOver(shares, remainders, Math.toIntExact(left));
    }
    return shares;
  }

  /** One unit each to the {@code left} largest remainders; of equal ones, to the first. */
  private static void placeLeftOver(long[] shares, long[] remainders, int left) {
    long[] sorted = remainders.clone();
    Arrays.sort(sorted);
    long threshold = sorted[sorted.length - left];
    int ties = left;
    for (long remainder : remainders) {
      if (remainder > threshold) {
        ties--;
      }
    }
    for (int i = 0; i < shares.length; i++) {
      if (remainders[i] > threshold) {
        shares[i]++;
      } else if (remainders[i] == threshold && ties > 0) {
        shares[i]++;
        ties--;
      }
    }
  }

  static long[] prefix(long amount, long[] weights, long total) {
    long[] shares = new long[weights.length];
    long prefix = 0;
    long placed = 0;
    for (int i = 0; i < weights.length; i++) {
      prefix += weights[i];
      long upTo = divide(Math.multiplyHigh(amount, prefix), amount * prefix, total);
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
