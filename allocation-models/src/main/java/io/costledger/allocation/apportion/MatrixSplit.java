package io.costledger.allocation.apportion;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Splits pools by where their units came from (rows) and where they go (columns): both margins are
 * exact, and every cell is the floor or the ceiling of row * column / pool (SPEC section 8). What
 * the floors leave goes, column by column, to the rows most behind their exact sums so far, of
 * equal ones to the first.
 *
 * <p>Two arithmetic paths with the same cells: primitives for pools below 2^61, else BigInteger.
 * The first is one pass over the columns, and is right where it leaves no row behind; seldom it
 * does, and then the second, which moves units between rows, makes the matrix. What it reuses makes
 * it unfit to be shared between threads.
 *
 * <p>Example: the rows 7500, 1000 and the columns 2408, 1275, 4817 give 2125, 1125, 4250 and 283,
 * 150, 567.
 */
public final class MatrixSplit {
  private static final int POOL_BITS = 61;

  private long[] multipliers = {};
  private long[] behind = {};
  private long[] rests = {};

  /** Starts splits. */
  public MatrixSplit() {}

  /**
   * Splits a pool.
   *
   * @param rows what came in, by source, each 0 or more
   * @param columns what goes out, by destination, each 0 or more, with the same sum above 0
   * @return the units by row and column
   */
  public static BigInteger[][] split(BigInteger[] rows, BigInteger[] columns) {
    if (!areNarrow(rows) || !areNarrow(columns)) {
      return PoolMatrix.split(rows, columns);
    }
    long[] cells = new long[Math.multiplyExact(rows.length, columns.length)];
    new MatrixSplit().split(narrowed(rows), rows.length, narrowed(columns), columns.length, cells);
    BigInteger[][] split = new BigInteger[rows.length][columns.length];
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < columns.length; c++) {
        split[r][c] = BigInteger.valueOf(cells[c * rows.length + r]);
      }
    }
    return split;
  }

  /** Whether all of them, and their sum, are below 2^61. */
  private static boolean areNarrow(BigInteger[] units) {
    return Arrays.stream(units).reduce(BigInteger.ZERO, BigInteger::add).bitLength() <= POOL_BITS;
  }

  private static long[] narrowed(BigInteger[] units) {
    return Arrays.stream(units).mapToLong(BigInteger::longValueExact).toArray();
  }

  /**
   * Splits a pool in primitives.
   *
   * @param rows what came in, by source, each 0 or more
   * @param rowCount how many of the rows count
   * @param columns what goes out, by destination, each 0 or more, with the same sum above 0
   * @param columnCount how many of the columns count
   * @param cells where the units are put: those of a column side by side, row by row
   */
  public void split(long[] rows, int rowCount, long[] columns, int columnCount, long[] cells) {
    if (rowCount == 1 && rows[0] == sum(columns, columnCount)) {
      System.arraycopy(columns, 0, cells, 0, columnCount);
    } else if (!isSplit(rows, rowCount, columns, columnCount, cells)) {
      BigInteger[][] wide =
          PoolMatrix.split(widened(rows, rowCount), widened(columns, columnCount));
      for (int c = 0; c < columnCount; c++) {
        for (int r = 0; r < rowCount; r++) {
          cells[c * rowCount + r] = wide[r][c].longValueExact();
        }
      }
    }
  }

  private static BigInteger[] widened(long[] units, int count) {
    return Arrays.stream(units, 0, count).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new);
  }

  /** Whether one pass was enough. */
  private boolean isSplit(
      long[] rows, int rowCount, long[] columns, int columnCount, long[] cells) {
    long pool = sum(rows, rowCount);
    if (pool >>> POOL_BITS != 0 || pool != sum(columns, columnCount)) {
      return false;
    }
    int shift = turnTo(rows, rowCount, pool);
    long[] multiplier = multipliers;
    long[] lag = behind;
    long[] rest = rests;
    long beyond = 0;
    for (int c = 0; c < columnCount; c++) {
      int at = c * rowCount;
      long column = columns[c];
      long left = column;
      for (int r = 0; r < rowCount; r++) {
        long units = Math.multiplyHigh(column << shift, multiplier[r]);
        long over = rows[r] * column - units * pool;
        long one = (pool - 1 - over) >>> 63; // by FixedRatio, the estimate may be one too small
        units += one;
        over -= pool & -one;
        cells[at + r] = units;
        rest[r] = over;
        lag[r] += over;
        left -= units;
        beyond |= lag[r] ^ lag[r] << 1;
      }
      for (; left > 0; left--) {
        int most = mostBehind(lag, rest, rowCount);
        cells[at + most]++;
        rest[most] = 0;
        lag[most] -= pool;
        beyond |= lag[most] ^ lag[most] << 1;
      }
    }
    // A step is below 2^61, so what would pass 2^63 was seen at 2^62: there the two top bits
    // differ.
    return beyond >= 0 && Arrays.stream(behind, 0, rowCount).allMatch(units -> units == 0);
  }

  /** A negative number if the sum is 2^63 or more. */
  private static long sum(long[] units, int count) {
    long sum = 0;
    long signs = 0;
    for (int i = 0; i < count; i++) {
      sum += units[i];
      signs |= sum;
    }
    return signs < 0 ? -1 : sum;
  }

  /** Makes the rows' ratios; returns the shift that they have in common. */
  private int turnTo(long[] rows, int rowCount, long pool) {
    if (multipliers.length < rowCount) {
      multipliers = new long[rowCount];
      behind = new long[rowCount];
      rests = new long[rowCount];
    }
    Arrays.fill(behind, 0, rowCount, 0);
    int shift = 0;
    for (int r = 0; r < rowCount; r++) {
      FixedRatio ratio = new FixedRatio(rows[r], pool);
      multipliers[r] = ratio.multiplier();
      shift = ratio.shift();
    }
    return shift;
  }

  private static int mostBehind(long[] behind, long[] rests, int rowCount) {
    int most = -1;
    for (int r = 0; r < rowCount; r++) {
      if (rests[r] > 0 && (most < 0 || behind[r] > behind[most])) {
        most = r;
      }
    }
    return most;
  }
}
