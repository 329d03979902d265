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
    ensureRoom(1);
    ranks[size] = rank;
    units[size++] = share;
  }

  /** Makes room for some more. */
  void ensureRoom(int more) {
    int needed = Math.addExact(size, more);
    if (needed > units.length) {
      int room = Math.max(needed, Math.multiplyExact(units.length, 2));
      ranks = Arrays.copyOf(ranks, room);
      units = Arrays.copyOf(units, room);
    }
  }

  /** Adds what is not 0, where there is room: without a branch that would often be guessed wrong. */
  void addUnlessZero(int rank, long share) {
    ranks[size] = rank;
    units[size] = share;
    size += share == 0 ? 0 : 1;
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
