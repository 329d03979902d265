package io.costledger.allocation.reciprocal;

import io.costledger.core.work.Workers;
import java.math.BigInteger;
import java.util.List;

/**
 * What the digits found so far leave of the right-hand side: r becomes (r + M * x) / 2^bits with
 * each vector x of digits, without remainder, where M is the matrix with all signs reversed.
 */
final class BinaryResidual {
  private final RowSums sums;
  private final int size;

  BinaryResidual(IntegerRows reversed, int bits, List<BigInteger> right) {
    int most = 0;
    for (BigInteger number : right) {
      most = Math.max(most, number.bitLength());
    }
    this.size = right.size();
    this.sums = new RowSums(reversed, bits, most);
    for (int p = 0; p < size; p++) {
      sums.begin(p, right.get(p));
    }
  }

  /** The residual's low words with their signs reversed: M * x is to be that. */
  long[] negatedLow() {
    long[] low = new long[size];
    for (int p = 0; p < size; p++) {
      low[p] = -sums.low(p);
    }
    return low;
  }

  /** Goes on to (r + M * x) / 2^bits. */
  void advance(long[] x, Workers workers) {
    DigitVector digits = DigitVector.of(x);
    workers.ranges(size, BinaryInverse.LEAST_ROWS, (from, to) -> advance(digits, from, to));
  }

  private void advance(DigitVector digits, int from, int to) {
    Wide scratch = new Wide();
    for (int p = from; p < to; p++) {
      sums.addTimes(p, digits, scratch);
      if (sums.takeDigit(p) != 0) {
        throw new IllegalStateException(
            "The digits of a reciprocal group are wrong: a defect of this library");
      }
    }
  }
}
