package io.costledger.allocation.reciprocal;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Exact sums of weight times value, for many rows of weights and long values. */
final class RowProducts {
  /** So many limbs of all values stay near while the rows go by. */
  private static final int BLOCK = 16;

  private RowProducts() {}

  /** Of each row its product with values that are 0 or more. */
  static List<BigInteger> of(IntegerRows rows, List<BigInteger> values) {
    int bits = DigitVector.bits(rows.columns());
    List<DigitVector> limbs = limbs(values, bits);
    RowSums sums = new RowSums(rows, bits, 0);
    int more = sums.wordCount() * 64 / bits + 1;
    long[][] digits = new long[rows.size()][limbs.size() + more];
    for (int from = 0; from < limbs.size(); from += BLOCK) {
      int to = Math.min(from + BLOCK, limbs.size());
      for (int row = 0; row < digits.length; row++) {
        for (int i = from; i < to; i++) {
          sums.addTimes(row, limbs.get(i));
          digits[row][i] = sums.takeDigit(row);
        }
      }
    }
    List<BigInteger> products = new ArrayList<>();
    for (int row = 0; row < digits.length; row++) {
      for (int i = limbs.size(); i < digits[row].length; i++) {
        digits[row][i] = sums.takeDigit(row);
      }
      BigInteger whole = Limbs.whole(digits[row], digits[row].length, bits);
      products.add(
          sums.isNegative(row)
              ? whole.subtract(BigInteger.ONE.shiftLeft(bits * digits[row].length))
              : whole);
    }
    return products;
  }

  private static List<DigitVector> limbs(List<BigInteger> values, int bits) {
    List<long[]> limbs = new ArrayList<>();
    for (int q = 0; q < values.size(); q++) {
      long[] of = Limbs.of(values.get(q), bits);
      while (limbs.size() < of.length) {
        limbs.add(new long[values.size()]);
      }
      for (int i = 0; i < of.length; i++) {
        limbs.get(i)[q] = of[i];
      }
    }
    return limbs.stream().map(DigitVector::of).toList();
  }
}
