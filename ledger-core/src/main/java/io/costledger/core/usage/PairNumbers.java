package io.costledger.core.usage;

import java.util.Arrays;

/** Gives each pair of a platform and a charge period a number, in the order in which they come. */
final class PairNumbers {
  /** By number: the platform's number above the charge period's. */
  private long[] pairs = new long[32];

  private int size;

  /** Open addressing: a pair's number plus 1; 0: free. At most half full. */
  private int[] slots = new int[64];

  /** The number of the pair of a platform's and a charge period's number. */
  int number(int platform, int chargePeriod) {
    long pair = (long) platform << Integer.SIZE | chargePeriod;
    int mask = slots.length - 1;
    int at = slot(pair, mask);
    while (slots[at] != 0) {
      if (pairs[slots[at] - 1] == pair) {
        return slots[at] - 1;
      }
      at = (at + 1) & mask;
    }
    if (size == pairs.length) {
      grow();
    }
    pairs[size] = pair;
    place(size);
    return size++;
  }

  private void grow() {
    pairs = Arrays.copyOf(pairs, Math.multiplyExact(size, 2));
    slots = new int[Math.multiplyExact(slots.length, 2)];
    for (int number = 0; number < size; number++) {
      place(number);
    }
  }

  private void place(int number) {
    int mask = slots.length - 1;
    int at = slot(pairs[number], mask);
    while (slots[at] != 0) {
      at = (at + 1) & mask;
    }
    slots[at] = number + 1;
  }

  /** A factor spreads numbers, which are small and dense. */
  private static int slot(long pair, int mask) {
    long hash = pair * 0x9E3779B97F4A7C15L;
    return (int) (hash >>> Integer.SIZE) & mask;
  }

  /** By number of a pair. */
  int[] platforms() {
    return Arrays.stream(pairs, 0, size)
        .mapToInt(pair -> (int) (pair >>> Integer.SIZE))
        .toArray();
  }

  /** By number of a pair. */
  int[] chargePeriods() {
    return Arrays.stream(pairs, 0, size).mapToInt(pair -> (int) pair).toArray();
  }
}
