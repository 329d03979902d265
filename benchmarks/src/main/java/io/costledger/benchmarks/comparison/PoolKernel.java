package io.costledger.benchmarks.comparison;

import java.util.Arrays;

/**
 * One pool at a time in integers, with arrays that are used again for the next: sums per consumer,
 * their shares, and each share over its own records. A record is one long: its weight above, its
 * consumer in the low bits.
 */
final class PoolKernel {
  static final int CONSUMER_BITS = 12;
  private static final int CONSUMER = (1 << CONSUMER_BITS) - 1;

  private final boolean byPrefix;
  private final long[] sums;
  private final int[] ends;
  private final long[] shares;
  private final long[] rests;
  private final long[] running;
  private final long[] given;
  private final LargestRests largest = new LargestRests();
  private long[] sorted = new long[0];
  private int[] sortedAt = new int[0];
  private long[] cellUnits = new long[0];
  private long[] cellRests = new long[0];
  private int[] used;
  private int usedCount;
  private long total;
  private long[] records = {};
  private int from;
  private int to;

  PoolKernel(int consumers, boolean byPrefix) {
    this.byPrefix = byPrefix;
    sums = new long[consumers];
    ends = new int[consumers + 1];
    shares = new long[consumers];
    rests = new long[consumers];
    running = new long[consumers];
    given = new long[consumers];
    used = new int[consumers];
  }

  static long packed(long weight, int consumer) {
    return weight << CONSUMER_BITS | consumer;
  }

  /** Sums a pool's records per consumer. */
  void load(long[] packed, int start, int end) {
    records = packed;
    from = start;
    to = end;
    Arrays.fill(sums, 0);
    for (int i = start; i < end; i++) {
      long record = packed[i];
      sums[(int) record & CONSUMER] += record >>> CONSUMER_BITS;
    }
    usedCount = 0;
    total = 0;
    for (int consumer = 0; consumer < sums.length; consumer++) {
      long sum = sums[consumer];
      used[usedCount] = consumer;
      usedCount += sum == 0 ? 0 : 1;
      total += sum;
    }
  }

  /** Splits the amount over the consumers; those who used nothing are left out. */
  void share(long amount) {
    FixedRatio ratio = new FixedRatio(amount, total);
    long prefix = 0;
    long before = 0;
    long left = amount;
    for (int k = 0; k < usedCount; k++) {
      long sum = sums[used[k]];
      if (byPrefix) {
        prefix += sum;
        long upTo = ratio.floor(prefix);
        shares[k] = upTo - before;
        before = upTo;
      } else {
        long quotient = ratio.floor(sum);
        shares[k] = quotient;
        rests[k] = amount * sum - quotient * total;
        left -= quotient;
      }
    }
    if (!byPrefix) {
      largest.give(rests, shares, usedCount, (int) left, total);
    }
  }

  int usedCount() {
    return usedCount;
  }

  int consumer(int k) {
    return used[k];
  }

  long shareOf(int k) {
    return shares[k];
  }

  /**
   * Splits each share over its consumer's records.
   *
   * @param amount the pool's amount
   * @param out where each record's units go
   * @param at the place there of each record of the pool, or empty: they stand there in a row
   * @param first the place of the first, where they do
   */
  void records(long amount, long[] out, int[] at, int first) {
    if (byPrefix) {
      recordsByPrefix(amount, out, at, first);
    } else {
      recordsByRest(amount, out, at, first);
    }
  }

  private void recordsByPrefix(long amount, long[] out, int[] at, int first) {
    FixedRatio ratio = new FixedRatio(amount, total);
    for (int k = 0; k < usedCount; k++) {
      int consumer = used[k];
      running[consumer] = 0;
      given[consumer] = 0;
      rests[consumer] = shares[k];
    }
    for (int i = from; i < to; i++) {
      long record = records[i];
      int consumer = (int) record & CONSUMER;
      long prefix = running[consumer] + (record >>> CONSUMER_BITS);
      long upTo = quotient(ratio, rests[consumer], prefix, sums[consumer]);
      out[at.length == 0 ? first + i - from : at[i]] = upTo - given[consumer];
      running[consumer] = prefix;
      given[consumer] = upTo;
    }
  }

  private void recordsByRest(long amount, long[] out, int[] at, int first) {
    sortByConsumer(at, first);
    FixedRatio ratio = new FixedRatio(amount, total);
    int start = 0;
    for (int k = 0; k < usedCount; k++) {
      int end = ends[used[k]];
      long share = shares[k];
      long sum = sums[used[k]];
      int size = end - start;
      if (size == 1) {
        out[sortedAt[start]] = share;
      } else {
        long left = share;
        for (int j = 0; j < size; j++) {
          long weight = sorted[start + j];
          long units = quotient(ratio, share, weight, sum);
          cellUnits[j] = units;
          cellRests[j] = share * weight - units * sum;
          left -= units;
        }
        largest.give(cellRests, cellUnits, size, (int) left, sum);
        for (int j = 0; j < size; j++) {
          out[sortedAt[start + j]] = cellUnits[j];
        }
      }
      start = end;
    }
  }

  /**
   * floor(share * x / sum). The pool's own ratio guesses it, since share and sum have nearly the
   * pool's: the guess is off by two at most, so its remainder fits a long.
   */
  private static long quotient(FixedRatio ratio, long share, long x, long sum) {
    long quotient = ratio.guess(x);
    long rest = share * x - quotient * sum;
    while (rest < 0) {
      quotient--;
      rest += sum;
    }
    while (rest >= sum) {
      quotient++;
      rest -= sum;
    }
    return quotient;
  }

  private void sortByConsumer(int[] at, int first) {
    int size = to - from;
    if (sorted.length < size) {
      sorted = new long[size + size / 4];
      sortedAt = new int[sorted.length];
      cellUnits = new long[sorted.length];
      cellRests = new long[sorted.length];
    }
    Arrays.fill(ends, 0);
    for (int i = from; i < to; i++) {
      ends[((int) records[i] & CONSUMER) + 1]++;
    }
    for (int consumer = 1; consumer < ends.length; consumer++) {
      ends[consumer] += ends[consumer - 1];
    }
    for (int i = from; i < to; i++) {
      int place = ends[(int) records[i] & CONSUMER]++;
      sorted[place] = records[i] >>> CONSUMER_BITS;
      sortedAt[place] = at.length == 0 ? first + i - from : at[i];
    }
  }
}
