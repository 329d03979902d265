package io.costledger.allocation.batch;

import java.util.Arrays;

/** The shares that one thread made, in the order of pools and keys. */
final class ShareBuffer {
  private int[] ranks = new int[64];
  private long[] units = new long[64];
  private int size;

  ShareBuffer emptied() {
    size = 0;
    return this;
  }

  void add(int rank, long share) {
    if (size == units.length) {
      int room = Math.multiplyExact(size, 2);
      ranks = Arrays.copyOf(ranks, room);
      units = Arrays.copyOf(units, room);
    }
    ranks[size] = rank;
    units[size++] = share;
  }

  int size() {
    return size;
  }

  /** Puts what some buffers hold side by side. */
  static void join(ShareBuffer[] buffers, int[] ranks, long[] units) {
    int at = 0;
    for (ShareBuffer buffer : buffers) {
      System.arraycopy(buffer.ranks, 0, ranks, at, buffer.size);
      System.arraycopy(buffer.units, 0, units, at, buffer.size);
      at += buffer.size;
    }
  }
}
