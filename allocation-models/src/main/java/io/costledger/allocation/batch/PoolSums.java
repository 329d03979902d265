package io.costledger.allocation.batch;

import java.util.Arrays;

/**
 * The weights of one pool after the other, summed by consumer. As large as the number of consumers;
 * one for each thread.
 */
final class PoolSums {
  /** From one in so many consumers on, looking at all beats sorting those found. */
  private static final int DENSE = 32;

  /** By consumer's rank; all zero between pools. */
  private final long[] sums;

  /** By consumer's rank: how many records; all zero between pools. */
  private final int[] counts;

  /** Those found in a pool, ascending; one place more, so that writing needs no branch. */
  private final int[] ranks;

  private int found;

  PoolSums(int consumers) {
    this.sums = new long[consumers];
    this.counts = new int[consumers];
    this.ranks = new int[consumers + 1];
  }

  /**
   * Adds up the weights of a pool.
   *
   * @param values the weights, each 0 or more
   * @param keys the consumers' ranks, in the low halves
   * @param from where the pool starts
   * @param to where it ends
   * @return false if the weights sum to 2^63 or more; then the sums are void
   */
  boolean add(long[] values, long[] keys, int from, int to) {
    long total = 0;
    long signs = 0;
    int n = 0;
    for (int j = from; j < to; j++) {
      int rank = (int) keys[j];
      ranks[n] = rank;
      n += counts[rank]++ == 0 ? 1 : 0;
      sums[rank] += values[j];
      total += values[j];
      signs |= total;
    }
    found = n;
    sortRanks();
    return signs >= 0;
  }

  /** Adds up a pool's weights and notes those above 0; false if they sum to 2^63 or more. */
  boolean note(long[] values, long[] keys, int from, int to, ShareBuffer out) {
    boolean fits = add(values, keys, from, to);
    for (int k = 0; k < found; k++) {
      if (sums[ranks[k]] > 0) {
        out.add(ranks[k], sums[ranks[k]]);
      }
    }
    clear();
    return fits;
  }

  private void sortRanks() {
    if (found < counts.length / DENSE) {
      Arrays.sort(ranks, 0, found);
      return;
    }
    int n = 0;
    for (int rank = 0; rank < counts.length; rank++) {
      ranks[n] = rank;
      n += counts[rank] > 0 ? 1 : 0;
    }
  }

  /** How many consumers have records, be their weight 0. */
  int found() {
    return found;
  }

  /** The rank of one of those found, 0 to {@link #found} - 1; ascending. */
  int rank(int k) {
    return ranks[k];
  }

  /** What a consumer's weights sum to. */
  long of(int rank) {
    return sums[rank];
  }

  /** Makes of each count where the consumer's records start, were they side by side. */
  int[] startsForCounts() {
    int start = 0;
    for (int k = 0; k < found; k++) {
      int size = counts[ranks[k]];
      counts[ranks[k]] = start;
      start += size;
    }
    return counts;
  }

  /** Forgets the pool. */
  void clear() {
    for (int k = 0; k < found; k++) {
      sums[ranks[k]] = 0;
      counts[ranks[k]] = 0;
    }
    found = 0;
  }
}
