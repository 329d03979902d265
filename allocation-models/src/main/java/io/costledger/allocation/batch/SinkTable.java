package io.costledger.allocation.batch;

/**
 * What those who pass nothing on bear of each root, of one period and measure after the other. Only
 * what was touched is looked at. One for each thread.
 */
final class SinkTable {
  private final int accounts;

  /** A bit for each account, 64 a word. */
  private final long[] touched;

  private long[] cells = {};
  private int roots;

  SinkTable(int accounts) {
    this.accounts = accounts;
    this.touched = new long[(accounts >> 6) + 1];
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
    touched[account >> 6] |= 1L << account;
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
    for (int word = 0; word < touched.length; word++) {
      for (long bits = touched[word]; bits != 0; bits &= bits - 1) {
        drain((word << 6) + Long.numberOfTrailingZeros(bits), taker);
      }
      touched[word] = 0;
    }
  }

  private void drain(int account, Taker taker) {
    int at = account * roots;
    for (int root = 0; root < roots; root++) {
      if (cells[at + root] != 0) {
        taker.take(account, root, cells[at + root]);
        cells[at + root] = 0;
      }
    }
  }
}
