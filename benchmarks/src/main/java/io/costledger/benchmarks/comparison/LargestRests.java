package io.costledger.benchmarks.comparison;

import java.util.Arrays;

/**
 * Gives one unit more to the keys with the largest remainders, equal ones to the smaller key. A
 * histogram finds the bucket in which the line falls; only that one is put in order.
 */
final class LargestRests {
  private static final int BUCKETS = 256;
  private static final int BUCKET_BITS = 8;

  /** Up to this many it is quicker to put all in order. */
  private static final int FEW = 24;

  private final int[] counts = new int[BUCKETS];
  private int[] tied = new int[64];

  /**
   * Adds one to the units of {@code spare} keys.
   *
   * @param rests the remainders, each below {@code total}
   * @param units what each has
   * @param size how many keys
   * @param spare how many units are left over, below {@code size}
   * @param total what the remainders are of
   */
  void give(long[] rests, long[] units, int size, int spare, long total) {
    if (spare == 0) {
      return;
    }
    if (size <= FEW) {
      for (int k = 0; k < size; k++) {
        collect(k, k);
      }
      giveFirst(rests, units, size, spare);
      return;
    }
    int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(total) - BUCKET_BITS);
    Arrays.fill(counts, 0);
    for (int k = 0; k < size; k++) {
      counts[(int) (rests[k] >>> shift)]++;
    }
    int bar = BUCKETS - 1;
    int left = spare;
    while (counts[bar] < left) {
      left -= counts[bar--];
    }
    int at = 0;
    for (int k = 0; k < size; k++) {
      int bucket = (int) (rests[k] >>> shift);
      if (bucket > bar) {
        units[k]++;
      } else if (bucket == bar) {
        collect(at++, k);
      }
    }
    giveFirst(rests, units, at, left);
  }

  private void collect(int at, int key) {
    if (at == tied.length) {
      tied = Arrays.copyOf(tied, 2 * at);
    }
    tied[at] = key;
  }

  /** Of the collected keys, by insertion, or by heap where they are many. */
  private void giveFirst(long[] rests, long[] units, int size, int spare) {
    if (size > spare) {
      if (size > 4 * FEW) {
        sortMany(rests, size);
      } else {
        sortFew(rests, size);
      }
    }
    for (int at = 0; at < spare; at++) {
      units[tied[at]]++;
    }
  }

  private void sortFew(long[] rests, int size) {
    for (int i = 1; i < size; i++) {
      int key = tied[i];
      long rest = rests[key];
      int at = i;
      while (at > 0 && rests[tied[at - 1]] < rest) {
        tied[at] = tied[at - 1];
        at--;
      }
      tied[at] = key;
    }
  }

  private void sortMany(long[] rests, int size) {
    Integer[] boxed = new Integer[size];
    Arrays.setAll(boxed, at -> tied[at]);
    Arrays.sort(boxed, (a, b) -> Long.compare(rests[b], rests[a]));
    Arrays.setAll(tied, at -> at < size ? boxed[at] : tied[at]);
  }
}
