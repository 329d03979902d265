package io.costledger.allocation.batch;

import java.util.BitSet;

/**
 * What those who pass nothing on bear of each root, of one period and measure after the other. Only
 * what was touched is looked at. One for each thread.
 */
final class SinkTable {
  private final int accounts;
  private final BitSet touched;
  private long[] cells = {};
  private int roots;

  SinkTable(int accounts) {
    this.accounts = accounts;
    this.touched = new BitSet(accounts);
  }

  /** Turns to a period with so many roots; the table is empty. */
  void turnTo(int rootCount) {
    roots = rootCount;
    int size = Math.multiplyExact(accounts, rootCount);
    if (cells.length < size) {
      cells = new long[size];
    }
  }

  /**
   * Adds what an account gets of some roots.
   *
   * @param of the roots
   * @param count how many of them count
   * @param units what it gets of each, side by side
   * @param from where those stand
   */
  void add(int account, int[] of, int count, long[] units, int from) {
    touched.set(account);
    int at = account * roots;
    for (int r = 0; r < count; r++) {
      cells[at + of[r]] += units[from + r];
    }
  }

  /** Takes a cell that isn't 0. */
  @FunctionalInterface
  interface Taker {
    void take(int account, int root, long units);
  }

  /** Hands out the cells by account, then root, and empties the table. */
  void drain(Taker taker) {
    for (int account = touched.nextSetBit(0);
        account >= 0;
        account = touched.nextSetBit(account + 1)) {
      int at = account * roots;
      for (int root = 0; root < roots; root++) {
        if (cells[at + root] != 0) {
          taker.take(account, root, cells[at + root]);
          cells[at + root] = 0;
        }
      }
    }
    touched.clear();
  }
}
