package io.costledger.allocation.apportion;

import java.util.Arrays;

/**
 * Who gets the units left over: those with the largest remainders, of equal ones those with the
 * smaller keys (SPEC 3.1). No full sort: the remainders are counted by their eight leading bits, and
 * only those that share the last winner's bits are put in order.
 */
final class LeftOver {
  private static final int BUCKET_BITS = 8;

  private LeftOver() {}

  /**
   * Adds one unit each to {@code left} of the shares.
   *
   * @param shares the shares in key order
   * @param remainders their remainders, each 0 or more and below the total
   * @param total the total weight
   * @param left at least 1 and at most the number of remainders above 0
   */
  static void place(long[] shares, long[] remainders, long total, int left) {
    int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(total) - BUCKET_BITS);
    int[] counts = new int[1 << BUCKET_BITS];
    for (long remainder : remainders) {
      counts[(int) (remainder >>> shift)]++;
    }
    int last = counts.length - 1;
    int above = 0;
    while (above + counts[last] < left) {
      above += counts[last--];
    }
    long[] contested = new long[counts[last]];
    int n = 0;
    for (long remainder : remainders) {
      if (remainder >>> shift == last) {
        contested[n++] = remainder;
      }
    }
    Arrays.sort(contested);
    long threshold = contested[contested.length - (left - above)];
    int ties = left - above;
    for (int i = contested.length - 1; i >= 0 && contested[i] > threshold; i--) {
      ties--;
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
}
