package io.costledger.allocation.reciprocal;

import io.costledger.core.work.Workers;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Exact sums of weight times value, for many rows of weights and long values. */
final class RowProducts {
  /** So many limbs of all values stay near while the rows go by. */
  private static final int BLOCK = 16;

  private RowProducts() {}

  /** Of each row its product with values that are 0 or more. */
  static List<BigInteger> of(IntegerRows rows, List<BigInteger> values, Workers workers) {
    int bits = DigitVector.bits(rows.columns());
    List<DigitVector> limbs = limbs(values, bits);
    RowSums sums = new RowSums(rows, bits, 0);
    int more = sums.wordCount() * 64 / bits + 1;
    BigInteger[] products = new BigInteger[rows.size()];
    workers.ranges(
        products.length,
        BinaryInverse.LEAST_ROWS,
        (from, to) -> products(sums, limbs, bits, limbs.size() + more, from, to, products));
    return List.of(products);
  }

  private static void products(
      RowSums sums,
      List<DigitVector> limbs,
      int bits,
      int count,
      int fromRow,
      int toRow,
      BigInteger[] products) {
    long[][] digits = new long[toRow - fromRow][count];
    Wide scratch = new Wide();
    for (int from = 0; from < limbs.size(); from += BLOCK) {
      int to = Math.min(from + BLOCK, limbs.size());
      for (int row = fromRow; row < toRow; row++) {
        for (int i = from; i < to; i++) {
          sums.addTimes(row, limbs.get(i), scratch);
          digits[row - fromRow][i] = sums.takeDigit(row);
        }
      }
    }
    for (int row = fromRow; row < toRow; row++) {
      long[] own = digits[row - fromRow];
      for (int i = limbs.size(); i < count; i++) {
        own[i] = sums.takeDigit(row);
      }
      BigInteger whole = Limbs.whole(own, count, bits);
      products[row] =
          sums.isNegative(row) ? whole.subtract(BigInteger.ONE.shiftLeft(bits * count)) : whole;
    }
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
