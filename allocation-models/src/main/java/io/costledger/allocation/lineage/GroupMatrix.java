package io.costledger.allocation.lineage;

import io.costledger.allocation.apportion.LeftUnits;
import io.costledger.allocation.reciprocal.GroupSolution;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * Splits what a reciprocal group passed on into whole units by where they came from (rows) and where
 * they go (columns, the solver's sinks); both margins are exact.
 *
 * <p>Proof. Every cell starts at the floor of its exact figure. Rows are whole and are the sums of
 * their exact cells, so no row has less than its floors; a column is the floor or the ceiling of its
 * exact sum, as largest remainder booked it, and floors are whole, so neither has a column. What is
 * left is the same in all rows as in all columns together, and {@link LeftUnits} places as much of
 * it as can be between floors and ceilings. If such a matrix exists, that is all of it.
 *
 * <p>It need not exist, as columns are rounded before: three of a row's units may have two rounded-up
 * columns only to go to. Then every cell with a path may hold one unit above its ceiling, and if need
 * be two, and so on: as no bound is left at last, all is placed where every root reaches every sink.
 * That fails only where members keep all they get, so that a root doesn't reach all sinks, and
 * rounding gave to a sink more than the roots with a path there put in. Such a unit, and only such,
 * comes without a path: no matrix with these margins is without it.
 */
final class GroupMatrix {
  private GroupMatrix() {}

  /**
   * Splits what a group passed on.
   *
   * @param exact of each row the exact outflows by sink; they sum to the whole row
   * @param columns what each sink gets; floors or ceilings of the sums of the exact outflows
   * @return the units by row and column
   */
  static BigInteger[][] split(List<GroupSolution> exact, List<BigInteger> columns) {
    int width = columns.size();
    BigInteger[][] cells = new BigInteger[exact.size()][width];
    int[][] room = new int[exact.size()][width];
    BigInteger[] rowRest = new BigInteger[exact.size()];
    BigInteger[] columnRest = columns.toArray(BigInteger[]::new);
    Arrays.fill(rowRest, BigInteger.ZERO);
    for (int r = 0; r < cells.length; r++) {
      GroupSolution row = exact.get(r);
      BigInteger rests = BigInteger.ZERO;
      for (int c = 0; c < width; c++) {
        BigInteger[] parts = row.outflows().get(c).divideAndRemainder(row.denominator());
        cells[r][c] = parts[0];
        room[r][c] = parts[1].signum();
        rests = rests.add(parts[1]);
        columnRest[c] = columnRest[c].subtract(parts[0]);
      }
      rowRest[r] = rests.divide(row.denominator());
    }
    int most = Arrays.stream(rowRest).mapToInt(BigInteger::intValueExact).sum();
    LeftUnits left = new LeftUnits(cells, room, rowRest, columnRest);
    left.placeAlongPaths();
    for (int widened = 1; widened <= 2 * most && !left.isPlaced(); widened++) {
      for (int r = 0; r < cells.length; r++) {
        for (int c = 0; c < width; c++) {
          boolean hasPath = exact.get(r).outflows().get(c).signum() != 0;
          if (hasPath || widened > most) {
            left.widen(r, c);
          }
        }
      }
      left.placeAlongPaths();
    }
    if (!left.isPlaced()) {
      throw new IllegalStateException("A matrix with these margins must exist");
    }
    return left.cells();
  }
}
