package io.costledger.allocation.reciprocal;

/** A whole number in two's complement of 128 bits that changes; sums and products wrap around. */
final class Wide {
  long high;
  long low;

  void set(long newHigh, long newLow) {
    high = newHigh;
    low = newLow;
  }

  /** Becomes another number plus one that is given by its words. */
  void setSum(Wide other, long addedHigh, long addedLow) {
    long sum = other.low + addedLow;
    high = other.high + addedHigh + (Long.compareUnsigned(sum, addedLow) < 0 ? 1 : 0);
    low = sum;
  }

  void subtract(Wide other) {
    long before = low;
    low -= other.low;
    high -= other.high + (Long.compareUnsigned(before, other.low) < 0 ? 1 : 0);
  }

  /** The sum of a[i] * a[i + 1] over all even i. */
  static Wide pairs(long[] a) {
    long lows = 0;
    long tops = 0;
    long highs = 0;
    for (int i = 0; i < a.length; i += 2) {
      long product = a[i] * a[i + 1];
      lows += product;
      tops += product >>> 32;
      highs += Math.multiplyHigh(a[i], a[i + 1]);
    }
    Wide sum = new Wide();
    sum.set(highs + carry(lows, tops), lows);
    return sum;
  }

  /**
   * What a sum of unsigned words has above 64 bits, from its low word and the exact sum of the
   * words' upper halves: their lower halves alone sum to less than 2^64, so the low word tells them.
   */
  static long carry(long lows, long tops) {
    return (tops + ((lows - (tops << 32)) >>> 32)) >>> 32;
  }
}
