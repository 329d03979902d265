package io.costledger.allocation.reciprocal;

/**
 * The limbs that one row of whole numbers has at one place, to be multiplied by vectors of digits.
 * Of full rows, half the products are saved: a0 * x0 + a1 * x1 = (a0 + x1) * (a1 + x0) - a0 * a1 -
 * x0 * x1, and the last two are known beforehand. Source: S. Winograd, A new algorithm for inner
 * product, IEEE Trans. Computers C-17 (1968).
 */
final class LimbRow {
  /** Where the limbs stand; of a full row, empty. */
  private final int[] at;

  private final long[] limbs;
  private final Wide pairs;

  private LimbRow(int[] at, long[] limbs, Wide pairs) {
    this.at = at;
    this.limbs = limbs;
    this.pairs = pairs;
  }

  /**
   * Returns a row.
   *
   * @param at the column of each limb
   * @param limbs below 2^60 in size
   * @param columns how many there are
   */
  static LimbRow of(int[] at, long[] limbs, int columns) {
    if (at.length <= columns / 3) {
      return new LimbRow(at, limbs, new Wide());
    }
    long[] full = new long[columns + columns % 2];
    for (int i = 0; i < at.length; i++) {
      full[at[i]] = limbs[i];
    }
    return new LimbRow(new int[0], full, Wide.pairs(full));
  }

  /** The sum of limb times digit. */
  void times(DigitVector x, Wide sum) {
    if (at.length == 0 && limbs.length > 0) {
      full(limbs, x.digits, sum);
      sum.subtract(pairs);
      sum.subtract(x.pairs);
    } else {
      sparse(x.digits, sum);
    }
  }

  private static void full(long[] a, long[] x, Wide sum) {
    long lows = 0;
    long tops = 0;
    long highs = 0;
    for (int i = 0; i < a.length; i += 2) {
      long u = a[i] + x[i + 1];
      long v = a[i + 1] + x[i];
      long product = u * v;
      lows += product;
      tops += product >>> 32;
      highs += Math.multiplyHigh(u, v);
    }
    sum.set(highs + Wide.carry(lows, tops), lows);
  }

  private void sparse(long[] x, Wide sum) {
    long lows = 0;
    long tops = 0;
    long highs = 0;
    for (int i = 0; i < at.length; i++) {
      long digit = x[at[i]];
      long product = limbs[i] * digit;
      lows += product;
      tops += product >>> 32;
      highs += Math.multiplyHigh(limbs[i], digit);
    }
    sum.set(highs + Wide.carry(lows, tops), lows);
  }
}
