package io.costledger.allocation.reciprocal;

import java.math.BigInteger;

/**
 * One number for each row, to which the row times one vector of digits after another is added; in
 * between, its lowest digit is taken off. Numbers are two's complement words of a fixed count.
 */
final class RowSums {
  private final IntegerRows rows;
  private final int bits;
  private final long[][] words;

  /**
   * Begins with a number of zero in each row.
   *
   * @param bits of a digit
   * @param mostBits of any number that a row begins with
   */
  RowSums(IntegerRows rows, int bits, int mostBits) {
    this.rows = rows;
    this.bits = bits;
    int most = Math.max(mostBits, rows.sumBits() + bits) + 2;
    this.words = new long[rows.size()][most / 64 + 1];
  }

  void begin(int row, BigInteger number) {
    for (int w = 0; w < words[row].length; w++) {
      words[row][w] = number.shiftRight(64 * w).longValue();
    }
  }

  /** The lowest 64 bits of the number. */
  long low(int row) {
    return words[row][0];
  }

  /** The number. */
  BigInteger number(int row) {
    BigInteger number = BigInteger.valueOf(words[row][words[row].length - 1]);
    for (int w = words[row].length - 2; w >= 0; w--) {
      number = number.shiftLeft(64).or(Limbs.unsigned(words[row][w]));
    }
    return number;
  }

  /** Adds the row times a vector; rows may be added to by threads that have a scratch each. */
  void addTimes(int row, DigitVector x, Wide scratch) {
    rows.addTimes(row, x, words[row], scratch);
  }

  /** Takes the lowest digit off, 0 or more. */
  long takeDigit(int row) {
    long[] number = words[row];
    long digit = number[0] & ((1L << bits) - 1);
    int last = number.length - 1;
    for (int w = 0; w < last; w++) {
      number[w] = number[w] >>> bits | number[w + 1] << (64 - bits);
    }
    number[last] >>= bits;
    return digit;
  }

  boolean isNegative(int row) {
    return words[row][words[row].length - 1] < 0;
  }

  int wordCount() {
    return words.length == 0 ? 0 : words[0].length;
  }
}
