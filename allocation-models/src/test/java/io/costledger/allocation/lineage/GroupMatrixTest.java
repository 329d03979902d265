package io.costledger.allocation.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.apportion.Apportionment;
import io.costledger.allocation.reciprocal.GroupSolution;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GroupMatrixTest {
  private static List<BigInteger> whole(long... values) {
    return Arrays.stream(values).mapToObj(BigInteger::valueOf).toList();
  }

  private static GroupSolution row(long denominator, long... outflows) {
    return new GroupSolution(List.of(), whole(outflows), BigInteger.valueOf(denominator));
  }

  private static String cells(BigInteger[][] cells) {
    return Arrays.deepToString(cells);
  }

  @Test
  void aCellBetweenFloorAndCeilingOfItsOwnFigure() {
    // Exactly 3/2, 1/2 and 1/4, 3/4: the columns sum to 7/4 and 5/4, booked as 2 and 1.
    assertThat(cells(GroupMatrix.split(List.of(row(2, 3, 1), row(4, 1, 3)), whole(2, 1))))
        .isEqualTo("[[2, 0], [0, 1]]");
  }

  @Test
  void aUnitThatFindsNoPlaceMovesAnother() {
    // The first row takes the first column; the second row can go nowhere else.
    assertThat(cells(GroupMatrix.split(List.of(row(2, 1, 1), row(2, 1, 1)), whole(1, 1))))
        .isEqualTo("[[1, 0], [0, 1]]");
    assertThat(cells(GroupMatrix.split(List.of(row(2, 1, 1, 0), row(2, 1, 0, 1)), whole(1, 1, 0))))
        .isEqualTo("[[0, 1, 0], [1, 0, 0]]");
  }

  @Test
  void aCellIsAUnitAboveItsCeilingWhereNoOtherMatrixExists() {
    // The first row has three units for cells of 3/4, the columns are booked as 2, 2, 0 and 0. One
    // unit each goes to the first two columns, the second row's to the first; only the second
    // column has a place for what is left.
    BigInteger[][] cells =
        GroupMatrix.split(List.of(row(4, 3, 3, 3, 3), row(4, 1, 1, 1, 1)), whole(2, 2, 0, 0));
    assertThat(cells(cells)).isEqualTo("[[1, 2, 0, 0], [1, 0, 0, 0]]");
  }

  @Test
  void aUnitComesWithoutAPathWhereTheColumnsLeaveNoOtherPlace() {
    // Each row goes to its own two columns by halves; rounding gave both units to the first row's.
    assertThat(cells(
            GroupMatrix.split(List.of(row(2, 1, 1, 0, 0), row(2, 0, 0, 1, 1)), whole(1, 1, 0, 0))))
        .isEqualTo("[[1, 0, 0, 0], [0, 1, 0, 0]]");
  }

  /** With columns as a group books them. Some cells are 0, where there is no path. */
  @Property(tries = 3000)
  void bothMarginsAreExactAndTheBoundsAreTheLeast(@ForAll Random random) {
    int width = 1 + random.nextInt(6);
    List<GroupSolution> exact = new ArrayList<>();
    BigInteger[] sums = new BigInteger[width];
    Arrays.fill(sums, BigInteger.ZERO);
    BigInteger denominator = BigInteger.valueOf(1 + random.nextInt(12));
    for (int r = 0; r <= random.nextInt(5); r++) {
      List<BigInteger> weights = new ArrayList<>(Collections.nCopies(width, BigInteger.ZERO));
      weights.replaceAll(w -> BigInteger.valueOf(Math.max(0, random.nextInt(8) - 2)));
      weights.set(random.nextInt(width), BigInteger.ONE);
      BigInteger units = BigInteger.valueOf(random.nextInt(12)).multiply(denominator);
      List<BigInteger> outflows = Apportionment.LARGEST_REMAINDER.split(units, weights);
      exact.add(new GroupSolution(List.of(), outflows, denominator));
      for (int c = 0; c < width; c++) {
        sums[c] = sums[c].add(outflows.get(c));
      }
    }
    BigInteger total = Arrays.stream(sums).reduce(BigInteger.ZERO, BigInteger::add);
    if (total.signum() == 0) {
      return;
    }
    List<BigInteger> columns =
        Apportionment.LARGEST_REMAINDER.split(total.divide(denominator), List.of(sums));
    BigInteger[][] cells = GroupMatrix.split(exact, columns);
    BigInteger[] down = new BigInteger[width];
    Arrays.fill(down, BigInteger.ZERO);
    int above = 0;
    boolean withoutPath = false;
    for (int r = 0; r < cells.length; r++) {
      BigInteger across = BigInteger.ZERO;
      for (int c = 0; c < width; c++) {
        BigInteger[] parts = exact.get(r).outflows().get(c).divideAndRemainder(denominator);
        BigInteger ceiling = parts[0].add(BigInteger.valueOf(parts[1].signum()));
        assertThat(cells[r][c]).isGreaterThanOrEqualTo(parts[0]);
        above = Math.max(above, cells[r][c].subtract(ceiling).intValueExact());
        withoutPath |= ceiling.signum() == 0 && cells[r][c].signum() != 0;
        across = across.add(cells[r][c]);
        down[c] = down[c].add(cells[r][c]);
      }
      assertThat(across.multiply(denominator))
          .isEqualTo(exact.get(r).outflows().stream().reduce(BigInteger.ZERO, BigInteger::add));
    }
    assertThat(List.of(down)).isEqualTo(columns);
    if (withoutPath) {
      assertThat(fits(exact, columns, 1000)).isFalse();
    } else if (above > 0) {
      assertThat(fits(exact, columns, above - 1)).isFalse();
      assertThat(fits(exact, columns, above)).isTrue();
    }
  }

  /**
   * Whether a matrix exists whose cells with a path are at most so much above their ceilings: for
   * every set of rows and of columns, what the rows have for these columns alone fits into them (A.
   * J. Hoffman's theorem on circulations).
   */
  private static boolean fits(List<GroupSolution> exact, List<BigInteger> columns, int above) {
    int width = columns.size();
    for (int rows = 0; rows < 1 << exact.size(); rows++) {
      for (int in = 0; in < 1 << width; in++) {
        // The rows' units, less all room outside the columns, must fit: columns less others'
        // floors.
        BigInteger need = BigInteger.ZERO;
        for (int r = 0; r < exact.size(); r++) {
          boolean isRow = (rows >> r & 1) == 1;
          for (int c = 0; c < width; c++) {
            BigInteger out = exact.get(r).outflows().get(c);
            BigInteger[] parts = out.divideAndRemainder(exact.get(r).denominator());
            boolean isIn = (in >> c & 1) == 1;
            BigInteger most = parts[0]
                .add(BigInteger.valueOf(parts[1].signum()))
                .add(BigInteger.valueOf(out.signum() == 0 ? 0 : above));
            if (isRow && !isIn) {
              need = need.subtract(most);
            } else if (!isRow && isIn) {
              need = need.add(parts[0]);
            }
          }
          if (isRow) {
            need = need.add(exact.get(r).outflows().stream()
                .reduce(BigInteger.ZERO, BigInteger::add)
                .divide(exact.get(r).denominator()));
          }
        }
        for (int c = 0; c < width; c++) {
          need = (in >> c & 1) == 1 ? need.subtract(columns.get(c)) : need;
        }
        if (need.signum() > 0) {
          return false;
        }
      }
    }
    return true;
  }
}
