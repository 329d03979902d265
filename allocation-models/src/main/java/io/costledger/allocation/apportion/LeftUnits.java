package io.costledger.allocation.apportion;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Places the units that are left in rows and columns of a matrix after its cells were cut to whole
 * ones: a flow from rows to columns through the room of the cells (L. R. Ford and D. R. Fulkerson,
 * Maximal flow through a network, 1956). As many as can be are placed: a row whose unit finds no
 * path, over cells with room to columns and over raised cells back to rows, never finds one later.
 */
public final class LeftUnits {
  private final BigInteger[][] cells;
  private final int[][] room;
  private final int[][] raised;
  private final int[] rowLeft;
  private final int[] columnLeft;

  /**
   * Units that are left.
   *
   * @param cells the whole units of each cell so far
   * @param room how many more each may take
   * @param rowRest what each row lacks
   * @param columnRest what each column lacks, with the same sum
   */
  public LeftUnits(
      BigInteger[][] cells, int[][] room, BigInteger[] rowRest, BigInteger[] columnRest) {
    this.cells = cells;
    this.room = room;
    this.raised = new int[rowRest.length][columnRest.length];
    this.rowLeft = Arrays.stream(rowRest).mapToInt(BigInteger::intValueExact).toArray();
    this.columnLeft =
        Arrays.stream(columnRest).mapToInt(BigInteger::intValueExact).toArray();
  }

  int ofRow(int row) {
    return rowLeft[row];
  }

  int ofColumn(int column) {
    return columnLeft[column];
  }

  void place(int row, int column) {
    raised[row][column]++;
    rowLeft[row]--;
    columnLeft[column]--;
  }

  /**
   * Lets a cell take one unit more.
   *
   * @param row the cell's row
   * @param column the cell's column
   */
  public void widen(int row, int column) {
    room[row][column]++;
  }

  /**
   * Returns whether nothing is left.
   *
   * @return true if rows and columns have all they lacked
   */
  public boolean isPlaced() {
    return Arrays.stream(rowLeft).allMatch(left -> left == 0);
  }

  /**
   * Returns the cells with what was placed in them.
   *
   * @return the units by row and column
   */
  public BigInteger[][] cells() {
    BigInteger[][] sums = new BigInteger[rowLeft.length][columnLeft.length];
    for (int r = 0; r < sums.length; r++) {
      for (int c = 0; c < columnLeft.length; c++) {
        sums[r][c] = cells[r][c].add(BigInteger.valueOf(raised[r][c]));
      }
    }
    return sums;
  }

  /** Row by row, each unit along a shortest path, of equal ones the first. */
  public void placeAlongPaths() {
    for (int r = 0; r < rowLeft.length; r++) {
      boolean isFound = true;
      while (rowLeft[r] > 0 && isFound) {
        isFound = placeAlongAPath(r);
      }
    }
  }

  private boolean placeAlongAPath(int start) {
    int[] columnFrom = new int[columnLeft.length];
    int[] rowFrom = new int[rowLeft.length];
    Arrays.fill(columnFrom, -1);
    Arrays.fill(rowFrom, -1);
    Deque<Integer> rows = new ArrayDeque<>();
    rows.add(start);
    while (!rows.isEmpty()) {
      int row = rows.remove();
      for (int c = 0; c < columnLeft.length; c++) {
        if (columnFrom[c] >= 0 || raised[row][c] >= room[row][c]) {
          continue;
        }
        columnFrom[c] = row;
        if (columnLeft[c] > 0) {
          flip(start, c, columnFrom, rowFrom);
          return true;
        }
        for (int next = 0; next < rowLeft.length; next++) {
          if (raised[next][c] > 0 && next != start && rowFrom[next] < 0) {
            rowFrom[next] = c;
            rows.add(next);
          }
        }
      }
    }
    return false;
  }

  private void flip(int start, int end, int[] columnFrom, int[] rowFrom) {
    rowLeft[start]--;
    columnLeft[end]--;
    int column = end;
    while (true) {
      int row = columnFrom[column];
      raised[row][column]++;
      if (row == start) {
        return;
      }
      column = rowFrom[row];
      raised[row][column]--;
    }
  }
}
