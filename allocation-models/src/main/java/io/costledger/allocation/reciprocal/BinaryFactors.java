package io.costledger.allocation.reciprocal;

import java.math.BigInteger;

/**
 * Triangular factors of a matrix modulo 2^64, whose arithmetic is that of a long. Pivots are odd;
 * where a column has none, it is halved, so that they are factors of an {@link OddMatrix}.
 */
final class BinaryFactors {
  private final OddMatrix matrix;
  private final long[][] rows;
  private final int[] order;
  private final long[] inversePivots;

  private BinaryFactors(OddMatrix matrix, long[][] rows) {
    this.matrix = matrix;
    this.rows = rows;
    this.order = new int[rows.length];
    this.inversePivots = new long[rows.length];
  }

  /** Returns what solves the equations of the odd matrix, whose columns it halves as needed. */
  static TriangularSolve of(PriceMatrix matrix, OddMatrix odd) {
    int n = matrix.size();
    long[][] rows = new long[n][n];
    for (int p = 0; p < n; p++) {
      rows[p][p] = -matrix.total(p).longValue();
      int[] charging = matrix.charging(p);
      for (int i = 0; i < charging.length; i++) {
        rows[p][charging[i]] = matrix.weights(p)[i].longValue();
      }
    }
    BinaryFactors factors = new BinaryFactors(odd, rows);
    factors.factorise();
    return new TriangularSolve(rows, factors.order, factors.inversePivots);
  }

  /** Column by column, so that every inner loop is a product of two rows of memory. */
  private void factorise() {
    int n = rows.length;
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    long[] column = new long[n];
    for (int j = 0; j < n; j++) {
      eliminate(j, column);
      int pivot = pivot(j, column);
      while (pivot == n) {
        halve(j, column);
        eliminate(j, column);
        pivot = pivot(j, column);
      }
      exchange(j, pivot, column);
      inversePivots[j] = inverse(column[j]);
      for (int i = 0; i < n; i++) {
        rows[i][j] = i <= j ? column[i] : column[i] * inversePivots[j];
      }
    }
  }

  private void eliminate(int j, long[] column) {
    for (int i = 0; i < rows.length; i++) {
      column[i] = rows[i][j] - times(rows[i], column, 0, Math.min(i, j));
    }
  }

  private static int pivot(int j, long[] column) {
    int pivot = j;
    while (pivot < column.length && column[pivot] % 2 == 0) {
      pivot++;
    }
    return pivot;
  }

  /**
   * The rest of the column is a multiple of a power of 2. So with what eliminated it, modulo that
   * power, columns sum to a multiple of it.
   */
  private void halve(int j, long[] column) {
    int power = DigitVector.bits(rows.length) - 1;
    for (int i = j; i < rows.length; i++) {
      power = Math.min(power, Long.numberOfTrailingZeros(column[i]));
    }
    long[] multiples = new long[rows.length];
    multiples[j] = 1;
    for (int i = j - 1; i >= 0; i--) {
      long multiple = (-column[i] - times(rows[i], multiples, i + 1, j)) * inversePivots[i];
      multiples[i] = multiple << (64 - power) >> (64 - power);
    }
    BigInteger[] halved = matrix.halve(j, multiples, power);
    for (int i = 0; i < rows.length; i++) {
      rows[i][j] = halved[order[i]].longValue();
    }
  }

  private void exchange(int a, int b, long[] column) {
    long[] row = rows[a];
    rows[a] = rows[b];
    rows[b] = row;
    int place = order[a];
    order[a] = order[b];
    order[b] = place;
    long value = column[a];
    column[a] = column[b];
    column[b] = value;
  }

  /** Newton's iteration doubles the correct low bits; a number is its own inverse modulo 8. */
  static long inverse(long odd) {
    long inverse = odd;
    for (int i = 0; i < 5; i++) {
      inverse *= 2 - odd * inverse;
    }
    return inverse;
  }

  /** The product of two vectors from one place to before another, modulo 2^64. */
  static long times(long[] a, long[] b, int from, int to) {
    long even = 0;
    long odd = 0;
    int i = from;
    for (; i + 1 < to; i += 2) {
      even += a[i] * b[i];
      odd += a[i + 1] * b[i + 1];
    }
    return i < to ? even + odd + a[i] * b[i] : even + odd;
  }
}
