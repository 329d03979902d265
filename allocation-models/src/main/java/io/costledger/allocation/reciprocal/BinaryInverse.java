package io.costledger.allocation.reciprocal;

import io.costledger.core.work.Workers;

/**
 * The inverse of a matrix modulo 2^64. To multiply by it costs as much as to solve with triangular
 * factors, and its rows don't wait for each other, so threads can share them.
 */
final class BinaryInverse {
  /** So many rows are worth a thread: fewer are done sooner than a thread wakes up. */
  static final int LEAST_ROWS = 256;

  private final long[][] rows;

  private BinaryInverse(long[][] rows) {
    this.rows = rows;
  }

  /** Returns the inverse of the matrix that some factors solve. */
  static BinaryInverse of(TriangularSolve factors, Workers workers) {
    int n = factors.size();
    long[][] rows = new long[n][n];
    workers.ranges(n, LEAST_ROWS, (from, to) -> {
      long[] unit = new long[n];
      for (int j = from; j < to; j++) {
        unit[j] = 1;
        long[] column = factors.solve(unit);
        unit[j] = 0;
        for (int i = 0; i < n; i++) {
          rows[i][j] = column[i];
        }
      }
    });
    return new BinaryInverse(rows);
  }

  /** Returns the inverse times a vector: the low digits of what solves the equations, signed. */
  long[] digits(long[] right, int bits, Workers workers) {
    long[] digits = new long[rows.length];
    workers.ranges(rows.length, LEAST_ROWS, (from, to) -> {
      for (int i = from; i < to; i++) {
        digits[i] =
            BinaryFactors.times(rows[i], right, 0, right.length) << (64 - bits) >> (64 - bits);
      }
    });
    return digits;
  }
}
