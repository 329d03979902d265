package io.costledger.allocation.reciprocal;

import java.util.Arrays;

/** A vector of digits, padded to an even length, with the sum of the products of its pairs. */
final class DigitVector {
  /** A digit is at most 2^60 in size, and a limb of a row is below it. */
  static final int LIMB_BITS = 60;

  final long[] digits;
  final Wide pairs;

  private DigitVector(long[] digits) {
    this.digits = digits;
    this.pairs = Wide.pairs(digits);
  }

  static DigitVector of(long[] digits) {
    return new DigitVector(padded(digits));
  }

  static long[] padded(long[] numbers) {
    return numbers.length % 2 == 0 ? numbers : Arrays.copyOf(numbers, numbers.length + 1);
  }

  /** How many bits digits have, so that a sum of limb times digit stays below 2^127 in size. */
  static int bits(int length) {
    return Math.min(LIMB_BITS, 126 - LIMB_BITS - (32 - Integer.numberOfLeadingZeros(length)));
  }
}
