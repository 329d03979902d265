package io.costledger.allocation.apportion;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Splits one pool into whole units by where they came from (rows) and where they go (columns): both
 * margins exact, and each cell the floor or the ceiling of row * column / pool. Such a matrix
 * always exists: the exact quotients are a flow with whole margins, so there is a whole flow
 * between their floors and ceilings (M. Bacharach, Matrix rounding problems, 1966).
 *
 * <p>The floors leave some units. Column by column they go to the rows that are most behind their
 * exact sums so far, of equal ones to the first. Where a row would get more so than it lacks, the
 * last of these units find their place by moving others (see {@link LeftUnits}). So the result is a
 * function of the two margins alone. The path without bounds; {@link MatrixSplit} is the other.
 */
final class PoolMatrix {
  private final BigInteger pool;
  private final BigInteger[][] remainders;
  private final LeftUnits left;

  private PoolMatrix(BigInteger[] rows, BigInteger[] columns, BigInteger pool) {
    this.pool = pool;
    this.remainders = new BigInteger[rows.length][columns.length];
    BigInteger[][] cells = new BigInteger[rows.length][columns.length];
    int[][] room = new int[rows.length][columns.length];
    BigInteger[] rowRest = rows.clone();
    BigInteger[] columnRest = columns.clone();
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < columns.length; c++) {
        BigInteger[] parts = rows[r].multiply(columns[c]).divideAndRemainder(pool);
        cells[r][c] = parts[0];
        remainders[r][c] = parts[1];
        room[r][c] = parts[1].signum();
        rowRest[r] = rowRest[r].subtract(parts[0]);
        columnRest[c] = columnRest[c].subtract(parts[0]);
      }
    }
    this.left = new LeftUnits(cells, room, rowRest, columnRest);
  }

  /** The units by row and column; both margins 0 or more, with the same sum above 0. */
  static BigInteger[][] split(BigInteger[] rows, BigInteger[] columns) {
    BigInteger pool = sum(rows);
    if (!pool.equals(sum(columns))) {
      throw new IllegalStateException(
          "A pool of " + pool + " units can't go out as " + sum(columns));
    }
    PoolMatrix matrix = new PoolMatrix(rows, columns, pool);
    matrix.raiseTheMostBehind(columns.length);
    matrix.left.placeAlongPaths();
    if (!matrix.left.isPlaced()) {
      throw new IllegalStateException("A matrix with these margins must exist");
    }
    return matrix.left.cells();
  }

  private static BigInteger sum(BigInteger[] parts) {
    return Arrays.stream(parts).reduce(BigInteger.ZERO, BigInteger::add);
  }

  private void raiseTheMostBehind(int columns) {
    BigInteger[] behind = new BigInteger[remainders.length];
    Arrays.fill(behind, BigInteger.ZERO);
    for (int c = 0; c < columns; c++) {
      for (int r = 0; r < behind.length; r++) {
        behind[r] = behind[r].add(remainders[r][c]);
      }
      boolean[] chosen = new boolean[behind.length];
      for (int units = left.ofColumn(c); units > 0; units--) {
        int most = mostBehind(c, behind, chosen);
        chosen[most] = true;
        behind[most] = behind[most].subtract(pool);
        if (left.ofRow(most) > 0) {
          left.place(most, c);
        }
      }
    }
  }

  private int mostBehind(int column, BigInteger[] behind, boolean[] chosen) {
    int most = -1;
    for (int r = 0; r < behind.length; r++) {
      boolean mayRise = !chosen[r] && remainders[r][column].signum() > 0;
      if (mayRise && (most < 0 || behind[r].compareTo(behind[most]) > 0)) {
        most = r;
      }
    }
    return most;
  }
}
