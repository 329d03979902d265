package io.costledger.allocation.lineage;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.stream.IntStream;

/**
 * Splits one pool into whole units by where they came from (rows) and where they go (columns): both
 * margins exact, and each cell the floor or the ceiling of row * column / pool. Such a matrix
 * always exists: the exact quotients are a flow with whole margins, so there is a whole flow
 * between their floors and ceilings (M. Bacharach, Matrix rounding problems, 1966).
 *
 * <p>The floors leave some units. Row by row they go to the columns that are most behind their
 * exact sums so far, of equal ones to the first; a unit that finds no place that way moves others
 * along a shortest path of alternate cells, of equal paths the first. So the result is a function
 * of the two margins alone.
 */
final class PoolMatrix {
  private final BigInteger pool;
  private final BigInteger[][] cells;
  private final BigInteger[][] remainders;
  private final boolean[][] raised;
  private final int[] rowLeft;
  private final int[] columnLeft;

  private PoolMatrix(BigInteger[] rows, BigInteger[] columns, BigInteger pool) {
    this.pool = pool;
    this.cells = new BigInteger[rows.length][columns.length];
    this.remainders = new BigInteger[rows.length][columns.length];
    this.raised = new boolean[rows.length][columns.length];
    BigInteger[] rowRest = rows.clone();
    BigInteger[] columnRest = columns.clone();
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < columns.length; c++) {
        BigInteger[] parts = rows[r].multiply(columns[c]).divideAndRemainder(pool);
        cells[r][c] = parts[0];
        remainders[r][c] = parts[1];
        rowRest[r] = rowRest[r].subtract(parts[0]);
        columnRest[c] = columnRest[c].subtract(parts[0]);
      }
    }
    this.rowLeft = Arrays.stream(rowRest).mapToInt(BigInteger::intValueExact).toArray();
    this.columnLeft =
        Arrays.stream(columnRest).mapToInt(BigInteger::intValueExact).toArray();
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
    for (int r = 0; r < rows.length; r++) {
      while (matrix.rowLeft[r] > 0) {
        matrix.raiseAlongAPath(r);
      }
    }
    return matrix.cells();
  }

  private static BigInteger sum(BigInteger[] parts) {
    return Arrays.stream(parts).reduce(BigInteger.ZERO, BigInteger::add);
  }

  private BigInteger[][] cells() {
    for (int r = 0; r < cells.length; r++) {
      for (int c = 0; c < cells[r].length; c++) {
        if (raised[r][c]) {
          cells[r][c] = cells[r][c].add(BigInteger.ONE);
        }
      }
    }
    return cells;
  }

  private void raiseTheMostBehind() {
    BigInteger[] behind = new BigInteger[columnLeft.length];
    Arrays.fill(behind, BigInteger.ZERO);
    for (int r = 0; r < rowLeft.length; r++) {
      for (int c = 0; c < behind.length; c++) {
        behind[c] = behind[c].add(remainders[r][c]);
      }
      if (rowLeft[r] == 0) {
        continue;
      }
      int row = r;
      int[] chosen = IntStream.range(0, behind.length)
          .filter(c -> columnLeft[c] > 0 && remainders[row][c].signum() > 0)
          .boxed()
          .sorted(Comparator.comparing((Integer c) -> behind[c]).reversed())
          .limit(rowLeft[r])
          .mapToInt(Integer::intValue)
          .toArray();
      for (int c : chosen) {
        raised[r][c] = true;
        rowLeft[r]--;
        columnLeft[c]--;
        behind[c] = behind[c].subtract(pool);
      }
    }
  }

  /**
   * Raises one more cell of a row: breadth first from the row over cells that may be raised to
   * columns, and from a full column over its raised cells to other rows.
   */
  private void raiseAlongAPath(int start) {
    int[] columnFrom = new int[columnLeft.length];
    int[] rowFrom = new int[rowLeft.length];
    Arrays.fill(columnFrom, -1);
    Arrays.fill(rowFrom, -1);
    Deque<Integer> rows = new ArrayDeque<>();
    rows.add(start);
    while (!rows.isEmpty()) {
      int row = rows.remove();
      for (int c = 0; c < columnLeft.length; c++) {
        if (columnFrom[c] >= 0 || raised[row][c] || remainders[row][c].signum() == 0) {
          continue;
        }
        columnFrom[c] = row;
        if (columnLeft[c] > 0) {
          flip(start, c, columnFrom, rowFrom);
          return;
        }
        for (int next = 0; next < rowLeft.length; next++) {
          if (raised[next][c] && next != start && rowFrom[next] < 0) {
            rowFrom[next] = c;
            rows.add(next);
          }
        }
      }
    }
    throw new IllegalStateException("A matrix with these margins must exist");
  }

  private void flip(int start, int end, int[] columnFrom, int[] rowFrom) {
    rowLeft[start]--;
    columnLeft[end]--;
    int column = end;
    while (true) {
      int row = columnFrom[column];
      raised[row][column] = true;
      if (row == start) {
        return;
      }
      column = rowFrom[row];
      raised[row][column] = false;
    }
  }
}
