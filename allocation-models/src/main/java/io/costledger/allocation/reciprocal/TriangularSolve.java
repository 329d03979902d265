package io.costledger.allocation.reciprocal;

/**
 * Solves with triangular factors modulo 2^64: above the diagonal and on it those of one, below it
 * those of the other, which has ones on the diagonal. Half the products are saved as in {@link
 * LimbRow}; so numbers with even and odd places are kept apart.
 */
final class TriangularSolve {
  private final int size;
  private final int[] order;
  private final long[][] evens;
  private final long[][] odds;
  private final long[] inversePivots;

  /** Of each row the sum of the products of pairs that lie before, or after, its diagonal. */
  private final long[] before;

  private final long[] after;

  /** Of factors whose rows stand in another order than the equations. */
  TriangularSolve(long[][] factors, int[] order, long[] inversePivots) {
    this.size = factors.length;
    this.order = order;
    this.inversePivots = inversePivots;
    int half = (size + 1) / 2;
    this.evens = new long[size][half];
    this.odds = new long[size][half];
    this.before = new long[size];
    this.after = new long[size];
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < half; k++) {
        evens[i][k] = factors[i][2 * k];
        odds[i][k] = 2 * k + 1 < size ? factors[i][2 * k + 1] : 0;
        long product = evens[i][k] * odds[i][k];
        before[i] += k < i / 2 ? product : 0;
        after[i] += k >= i / 2 + 1 ? product : 0;
      }
    }
  }

  int size() {
    return size;
  }

  /** Returns the solution of the equations modulo 2^64. */
  long[] solve(long[] right) {
    int half = (size + 1) / 2;
    long[] even = new long[half];
    long[] odd = new long[half];
    long pairs = 0;
    for (int i = 0; i < size; i++) {
      int k = i / 2;
      long rest = right[order[i]] + before[i] + pairs - times(evens[i], odds[i], even, odd, 0, k);
      if (i % 2 == 0) {
        even[k] = rest;
      } else {
        odd[k] = rest - evens[i][k] * even[k];
        pairs += even[k] * odd[k];
      }
    }
    pairs = 0;
    for (int i = size - 1; i >= 0; i--) {
      int k = i / 2;
      long sum = times(evens[i], odds[i], even, odd, k + 1, half) - after[i] - pairs;
      if (i % 2 == 0) {
        even[k] = (even[k] - sum - odds[i][k] * odd[k]) * inversePivots[i];
        pairs += even[k] * odd[k];
      } else {
        odd[k] = (odd[k] - sum) * inversePivots[i];
      }
    }
    long[] x = new long[size];
    for (int i = 0; i < size; i++) {
      x[i] = i % 2 == 0 ? even[i / 2] : odd[i / 2];
    }
    return x;
  }

  private static long times(long[] evens, long[] odds, long[] even, long[] odd, int from, int to) {
    long sum = 0;
    for (int k = from; k < to; k++) {
      sum += (evens[k] + odd[k]) * (odds[k] + even[k]);
    }
    return sum;
  }
}
