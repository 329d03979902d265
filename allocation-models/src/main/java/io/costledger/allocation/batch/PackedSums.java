package io.costledger.allocation.batch;

import java.util.Arrays;

/**
 * The same as {@link PoolSums#note} for weights and ranks that share a number. As large as the number
 * of consumers; one for each thread.
 */
final class PackedSums {
  /** From one record in so many consumers on, looking at all beats sorting those found. */
  private static final int DENSE = 16;

  private final int weightBits;
  private final int rankBits;
  private final long mask;

  /** By consumer's rank; all zero between pools. */
  private final long[] sums;

  private final int[] found;

  /** Of weights below 2^weightBits and ranks below 2^rankBits. */
  PackedSums(int consumers, int weightBits, int rankBits) {
    this.weightBits = weightBits;
    this.rankBits = rankBits;
    this.mask = (1L << rankBits) - 1;
    this.sums = new long[consumers];
    this.found = new int[consumers];
  }

  /** Adds up a pool's weights and notes those above 0; false if they sum to 2^63 or more. */
  boolean note(long[] packed, int from, int to, ShareBuffer out) {
    return to - from < sums.length / DENSE
        ? noteFew(packed, from, to, out)
        : noteMany(packed, from, to, out);
  }

  private boolean noteMany(long[] packed, int from, int to, ShareBuffer out) {
    int sizeBits = Integer.SIZE - Integer.numberOfLeadingZeros(to - from);
    boolean fits = weightBits + sizeBits < Long.SIZE || fits(packed, from, to);
    int bits = rankBits;
    int low = (int) mask;
    for (int j = from; j < to; j++) {
      sums[(int) packed[j] & low] += packed[j] >>> bits;
    }
    out.ensureRoom(sums.length + 1);
    for (int rank = 0; rank < sums.length; rank++) {
      out.addUnlessZero(rank, sums[rank]);
    }
    Arrays.fill(sums, 0);
    return fits;
  }

  /** Whether the weights sum to less than 2^63. */
  private boolean fits(long[] packed, int from, int to) {
    long total = 0;
    long signs = 0;
    for (int j = from; j < to; j++) {
      total += packed[j] >>> rankBits;
      signs |= total;
    }
    return signs >= 0;
  }

  private boolean noteFew(long[] packed, int from, int to, ShareBuffer out) {
    long total = 0;
    long signs = 0;
    int n = 0;
    for (int j = from; j < to; j++) {
      long weight = packed[j] >>> rankBits;
      int rank = (int) (packed[j] & mask);
      if (sums[rank] == 0 && weight != 0) {
        found[n++] = rank;
      }
      sums[rank] += weight;
      total += weight;
      signs |= total;
    }
    Arrays.sort(found, 0, n);
    for (int k = 0; k < n; k++) {
      out.add(found[k], sums[found[k]]);
      sums[found[k]] = 0;
    }
    return signs >= 0;
  }
}
