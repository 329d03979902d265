package io.costledger.allocation.reciprocal;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of whole numbers of any sign and size, cut into limbs of 60 bits: the left of products. */
final class IntegerRows {
  private static final long MASK = (1L << DigitVector.LIMB_BITS) - 1;

  private final int columns;

  /** Of each row the limbs by place, lowest first. */
  private final List<LimbRow[]> rows = new ArrayList<>();

  /** Above the size of any row's sum, in bits. */
  private int sumBits = 1;

  IntegerRows(int columns) {
    this.columns = columns;
  }

  int size() {
    return rows.size();
  }

  int columns() {
    return columns;
  }

  /** The sum of a row's sizes is below 2 to this power. */
  int sumBits() {
    return sumBits;
  }

  /** Adds a row of numbers, each with its column; columns ascend. */
  void add(int[] at, BigInteger[] numbers) {
    int longest = 0;
    for (BigInteger number : numbers) {
      longest = Math.max(longest, number.abs().bitLength());
    }
    sumBits =
        Math.max(sumBits, longest + Integer.SIZE - Integer.numberOfLeadingZeros(numbers.length));
    LimbRow[] places = new LimbRow[(longest + DigitVector.LIMB_BITS - 1) / DigitVector.LIMB_BITS];
    for (int place = 0; place < places.length; place++) {
      places[place] = place(at, numbers, place);
    }
    rows.add(places);
  }

  private LimbRow place(int[] at, BigInteger[] numbers, int place) {
    int[] where = new int[at.length];
    long[] limbs = new long[at.length];
    int count = 0;
    for (int i = 0; i < at.length; i++) {
      long limb = limb(numbers[i], place);
      if (limb != 0) {
        where[count] = at[i];
        limbs[count++] = limb;
      }
    }
    return LimbRow.of(Arrays.copyOf(where, count), Arrays.copyOf(limbs, count), columns);
  }

  /** Of the size, with the number's sign. */
  private static long limb(BigInteger number, int place) {
    long limb;
    if (number.bitLength() < Long.SIZE) {
      // A shift by 60, not by 120 modulo 64.
      long size = Math.abs(number.longValue());
      limb = place == 0 ? size & MASK : place == 1 ? size >>> DigitVector.LIMB_BITS : 0;
    } else {
      limb = number.abs().shiftRight(place * DigitVector.LIMB_BITS).longValue() & MASK;
    }
    return number.signum() < 0 ? -limb : limb;
  }

  /** Adds a row times a vector to a number in two's complement words, lowest first. */
  void addTimes(int row, DigitVector x, long[] words, Wide scratch) {
    LimbRow[] places = rows.get(row);
    for (int place = 0; place < places.length; place++) {
      places[place].times(x, scratch);
      addShifted(words, scratch, place * DigitVector.LIMB_BITS);
    }
  }

  private static void addShifted(long[] words, Wide sum, int shift) {
    int word = shift >>> 6;
    int bits = shift & 63;
    long sign = sum.high >> 63;
    long first = sum.low << bits;
    long second = bits == 0 ? sum.high : sum.high << bits | sum.low >>> (64 - bits);
    long third = bits == 0 ? sign : sum.high >> (64 - bits);
    int carry = 0;
    for (int w = word; w < words.length; w++) {
      long piece = w == word ? first : w == word + 1 ? second : w == word + 2 ? third : sign;
      long partly = words[w] + piece;
      long total = partly + carry;
      carry = (Long.compareUnsigned(partly, piece) < 0 ? 1 : 0)
          + (Long.compareUnsigned(total, partly) < 0 ? 1 : 0);
      words[w] = total;
    }
  }
}
