package io.costledger.allocation.reciprocal;

import java.math.BigInteger;
import java.util.Optional;

/**
 * Triangular factors of the price matrix modulo a prime below 2^29, with rows exchanged where a
 * pivot is 0. Each product of residues is below 2^58, so 32 of them fit a long and one remainder
 * serves them all.
 */
final class ModularFactors {
  private static final int BLOCK = 32;

  private final int prime;
  private final int[][] rows;
  private final int[] order;
  private final int[] inversePivots;

  private ModularFactors(int prime, int[][] rows) {
    this.prime = prime;
    this.rows = rows;
    this.order = new int[rows.length];
    this.inversePivots = new int[rows.length];
  }

  /** Returns the factors; empty if the prime divides the determinant. */
  static Optional<ModularFactors> of(PriceMatrix matrix, int prime) {
    BigInteger modulus = BigInteger.valueOf(prime);
    int n = matrix.size();
    int[][] rows = new int[n][n];
    for (int p = 0; p < n; p++) {
      int[] row = rows[p];
      row[p] = matrix.total(p).mod(modulus).intValue();
      matrix
          .chargedBy(p)
          .forEach((q, weight) -> row[q] = weight.negate().mod(modulus).intValue());
    }
    ModularFactors factors = new ModularFactors(prime, rows);
    return factors.factorise() ? Optional.of(factors) : Optional.empty();
  }

  /** Column by column, so that every inner loop is a product of two rows of memory. */
  private boolean factorise() {
    int n = rows.length;
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    int[] column = new int[n];
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        column[i] = less(rows[i][j], dot(rows[i], column, 0, Math.min(i, j)));
      }
      int pivot = j;
      while (pivot < n && column[pivot] == 0) {
        pivot++;
      }
      if (pivot == n) {
        return false;
      }
      exchange(j, pivot, column);
      inversePivots[j] =
          BigInteger.valueOf(column[j]).modInverse(BigInteger.valueOf(prime)).intValue();
      for (int i = 0; i < n; i++) {
        rows[i][j] = i <= j ? column[i] : times(column[i], inversePivots[j]);
      }
    }
    return true;
  }

  private void exchange(int a, int b, int[] column) {
    int[] row = rows[a];
    rows[a] = rows[b];
    rows[b] = row;
    int place = order[a];
    order[a] = order[b];
    order[b] = place;
    int value = column[a];
    column[a] = column[b];
    column[b] = value;
  }

  /** Returns the solution of the equations modulo the prime, of a right-hand side of residues. */
  int[] solve(int[] right) {
    int n = rows.length;
    int[] x = new int[n];
    for (int i = 0; i < n; i++) {
      x[i] = less(right[order[i]], dot(rows[i], x, 0, i));
    }
    for (int i = n - 1; i >= 0; i--) {
      x[i] = times(less(x[i], dot(rows[i], x, i + 1, n)), inversePivots[i]);
    }
    return x;
  }

  private int dot(int[] a, int[] b, int from, int to) {
    long sum = 0;
    int i = from;
    while (i < to) {
      int end = Math.min(i + BLOCK, to);
      long part = 0;
      for (; i < end; i++) {
        part += (long) a[i] * b[i];
      }
      sum += part % prime;
    }
    return (int) (sum % prime);
  }

  private int less(int a, int b) {
    return a >= b ? a - b : a - b + prime;
  }

  private int times(int a, int b) {
    return (int) ((long) a * b % prime);
  }
}
