package io.costledger.allocation.lineage;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Splits one pool into whole units by where they came from (rows) and where they go (columns): both
 * margins exact, and each cell the floor or the ceiling of row * column / pool. Such a matrix
 * always exists: the exact quotients are a flow with whole margins, so there is a whole flow
 * between their floors and ceilings (M. Bacharach, Matrix rounding problems, 1966).
 *
 * <p>The floors leave some units. Row by row they go to the columns that are most behind their
 * exact sums so far, of equal ones to the first; a unit that finds no place that way moves others
 * (see {@link LeftUnits}). So the result is a function of the two margins alone.
 */
final class PoolMatrix {
  private final BigInteger pool;
  private final BigInteger[][] cells;
  private final BigInteger[][] remainders;
  private final LeftUnits left;

  private PoolMatrix(BigInteger[] rows, BigInteger[] columns, BigInteger pool) {
    this.pool = pool;
    this.cells = new BigInteger[rows.length][columns.length];
    this.remainders = new BigInteger[rows.length][columns.length];
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

  /**
   * Splits a pool.
   *
   * @param rows what came in, by source, each 0 or more
   * @param columns what goes out, by destination, each 0 or more, with the same sum above 0
   * @return the units by row and column
   */
  static BigInteger[][] split(BigInteger[] rows, BigInteger[] columns) {
    BigInteger pool = sum(rows);
    if (!pool.equals(sum(columns))) {
      throw new IllegalStateException(
          "A pool of " + pool + " units can't go out as " + sum(columns));
    }
    PoolMatrix matrix = new PoolMatrix(rows, columns, pool);
    matrix.raiseTheMostBehind();
    matrix.left.placeAlongPaths();
    if (!matrix.left.isPlaced()) {
      throw new IllegalStateException("A matrix with these margins must exist");
    }
    return matrix.left.cells();
  }

  private static BigInteger sum(BigInteger[] parts) {
    return Arrays.stream(parts).reduce(BigInteger.ZERO, BigInteger::add);
  }

  private void raiseTheMostBehind() {
    int columns = remainders[0].length;
    BigInteger[] behind = new BigInteger[columns];
    Arrays.fill(behind, BigInteger.ZERO);
    for (int r = 0; r < remainders.length; r++) {
      for (int c = 0; c < behind.length; c++) {
        behind[c] = behind[c].add(remainders[r][c]);
      }
      if (left.ofRow(r) == 0) {
        continue;
      }
      int row = r;
      int[] chosen = IntStream.range(0, behind.length)
          .filter(c -> left.fits(row, c))
          .boxed()
          .sorted(Comparator.comparing((Integer c) -> behind[c]).reversed())
          .limit(left.ofRow(r))
          .mapToInt(Integer::intValue)
          .toArray();
      for (int c : chosen) {
        left.place(r, c);
        behind[c] = behind[c].subtract(pool);
      }
    }
  }
}
