package io.costledger.allocation.apportion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PoolMatrixTest {
  private static BigInteger[] units(long... units) {
    return Arrays.stream(units).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new);
  }

  @Test
  void aPoolOfOneSourceGoesOutAsItIs() {
    assertThat(PoolMatrix.split(units(7), units(3, 0, 4)))
        .isDeepEqualTo(new BigInteger[][] {units(3, 0, 4)});
  }

  @Test
  void halvesAreShared() {
    // Every exact cell is 1/2. The first row's unit goes to the first column, which leaves the
    // second column for the second row.
    assertThat(PoolMatrix.split(units(1, 1), units(1, 1)))
        .isDeepEqualTo(new BigInteger[][] {units(1, 0), units(0, 1)});
  }

  @Test
  void wholeQuotientsStayWhole() {
    assertThat(PoolMatrix.split(units(10, 20), units(15, 15)))
        .isDeepEqualTo(new BigInteger[][] {units(5, 5), units(10, 10)});
  }

  @Test
  void marginsOfDifferentSumsAreADefect() {
    assertThatThrownBy(() -> PoolMatrix.split(units(1, 2), units(4)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A pool of 3 units can't go out as 4");
    assertThatThrownBy(() -> MatrixSplit.split(units(3), units(4)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A pool of 3 units can't go out as 4");
  }

  @Property(tries = 2000)
  void bothMarginsAreExactAndEveryCellIsFloorOrCeiling(@ForAll Random random) {
    int bits = random.nextBoolean() ? 3 : 1 + random.nextInt(90);
    BigInteger[] rows = some(random, 1 + random.nextInt(9), bits);
    BigInteger pool = sum(rows);
    BigInteger[] columns = cut(random, pool, 1 + random.nextInt(12));
    requireLaws(rows, columns);
  }

  /** In primitives, up to the largest; one object for all, whatever came before. */
  @Property(tries = 2000)
  void primitivesGiveTheSameCells(@ForAll Random random) {
    MatrixSplit split = new MatrixSplit();
    for (int bits : new int[] {63, 3, 61, 62, 60}) {
      BigInteger pool = new BigInteger(bits, random).max(BigInteger.ONE);
      BigInteger[] rows = cut(random, pool, 1 + random.nextInt(5));
      BigInteger[] columns = cut(random, pool, 1 + random.nextInt(9));
      long[] cells = new long[rows.length * columns.length];
      split.split(narrow(rows), rows.length, narrow(columns), columns.length, cells);
      BigInteger[][] expected = PoolMatrix.split(rows, columns);
      for (int r = 0; r < rows.length; r++) {
        for (int c = 0; c < columns.length; c++) {
          assertThat(cells[c * rows.length + r]).isEqualTo(expected[r][c].longValueExact());
        }
      }
    }
  }

  private static long[] narrow(BigInteger[] units) {
    return Arrays.stream(units).mapToLong(BigInteger::longValueExact).toArray();
  }

  /** Found by a search for columns that leave rows as far behind as can be, four or more rows. */
  @Test
  void whereOnePassWouldGiveARowTooMuchUnitsAreMoved() {
    requireLaws(
        units(125934, 391365, 982753, 83353, 189145),
        units(
            28015, 73015, 99835, 78976, 63437, 18648, 22477, 105661, 102812, 39725, 85805, 41016,
            52905, 85579, 78682, 106930, 26348, 12566, 18032, 52658, 107518, 50527, 106048, 17338,
            16846, 47991, 94931, 45903, 37370, 10973, 5476, 38507));
    requireLaws(
        units(901286, 548718, 836206, 593049),
        units(
            112813, 121274, 87769, 143235, 41805, 95668, 58685, 62120, 141072, 155035, 55956, 96062,
            13522, 153004, 101903, 134573, 80210, 60477, 132008, 7093, 73339, 36796, 91497, 16,
            108859, 58799, 93590, 60537, 117496, 29863, 65154, 42122, 40078, 97522, 100592, 8715));
  }

  /** Both paths; both margins; every cell a floor or a ceiling. */
  private static void requireLaws(BigInteger[] rows, BigInteger[] columns) {
    BigInteger[][] cells = PoolMatrix.split(rows, columns);
    assertThat(MatrixSplit.split(rows, columns)).isDeepEqualTo(cells);
    BigInteger pool = sum(rows);
    for (int r = 0; r < rows.length; r++) {
      assertThat(sum(cells[r])).as("row %s", r).isEqualTo(rows[r]);
      for (int c = 0; c < columns.length; c++) {
        BigInteger[] exact = rows[r].multiply(columns[c]).divideAndRemainder(pool);
        BigInteger ceiling = exact[1].signum() == 0 ? exact[0] : exact[0].add(BigInteger.ONE);
        assertThat(cells[r][c]).as("cell %s, %s", r, c).isBetween(exact[0], ceiling);
      }
    }
    for (int c = 0; c < columns.length; c++) {
      int column = c;
      BigInteger[] down = Arrays.stream(cells).map(row -> row[column]).toArray(BigInteger[]::new);
      assertThat(sum(down)).as("column %s", c).isEqualTo(columns[c]);
    }
  }

  /** At least one of them is above zero. */
  private static BigInteger[] some(Random random, int count, int bits) {
    BigInteger[] some = new BigInteger[count];
    for (int i = 0; i < count; i++) {
      some[i] = new BigInteger(bits, random);
    }
    some[0] = some[0].add(BigInteger.ONE);
    return some;
  }

  /** The pieces of a sum between random cuts, many of them alike or empty. */
  private static BigInteger[] cut(Random random, BigInteger sum, int count) {
    BigInteger[] cuts = new BigInteger[count + 1];
    for (int i = 1; i < count; i++) {
      cuts[i] = new BigInteger(sum.bitLength() + 8, random).mod(sum.add(BigInteger.ONE));
    }
    cuts[0] = BigInteger.ZERO;
    cuts[count] = sum;
    Arrays.sort(cuts);
    BigInteger[] pieces = new BigInteger[count];
    for (int i = 0; i < count; i++) {
      pieces[i] = cuts[i + 1].subtract(cuts[i]);
    }
    return pieces;
  }

  private static BigInteger sum(BigInteger[] parts) {
    return Arrays.stream(parts).reduce(BigInteger.ZERO, BigInteger::add);
  }
}
