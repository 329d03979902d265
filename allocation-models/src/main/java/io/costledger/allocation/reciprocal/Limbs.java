package io.costledger.allocation.reciprocal;

import java.math.BigInteger;

/** Whole numbers from and to limbs of up to 60 bits, lowest first. */
final class Limbs {
  private static final BigInteger WORD = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private Limbs() {}

  /** A word as a number that is 0 or more. */
  static BigInteger unsigned(long word) {
    return BigInteger.valueOf(word).and(WORD);
  }

  /**
   * The sum of limb * 2^(bits * place), modulo 2^(bits * count). A limb may have any sign and be
   * larger than its place.
   */
  static BigInteger whole(long[] limbs, int count, int bits) {
    long mask = (1L << bits) - 1;
    long[] words = new long[(int) (((long) count * bits + 63) / 64)];
    long carry = 0;
    for (int i = 0; i < count; i++) {
      // Split first: limb plus carry might not fit a word.
      long low = (limbs[i] & mask) + (carry & mask);
      carry = (limbs[i] >> bits) + (carry >> bits) + (low >>> bits);
      put(words, (long) i * bits, low & mask, bits);
    }
    return whole(words);
  }

  private static void put(long[] words, long at, long digit, int bits) {
    int word = (int) (at >>> 6);
    int shift = (int) (at & 63);
    words[word] |= digit << shift;
    if (shift + bits > 64) {
      words[word + 1] |= digit >>> (64 - shift);
    }
  }

  private static BigInteger whole(long[] words) {
    byte[] bytes = new byte[words.length * 8];
    for (int w = 0; w < words.length; w++) {
      for (int b = 0; b < 8; b++) {
        bytes[bytes.length - 1 - 8 * w - b] = (byte) (words[w] >>> (8 * b));
      }
    }
    return new BigInteger(1, bytes);
  }

  /** The limbs of a number that is 0 or more, as many as it needs. */
  static long[] of(BigInteger number, int bits) {
    byte[] bytes = number.toByteArray();
    long[] words = new long[bytes.length / 8 + 2];
    for (int b = 0; b < bytes.length; b++) {
      words[b / 8] |= (bytes[bytes.length - 1 - b] & 0xffL) << (b % 8 * 8);
    }
    long[] limbs = new long[(number.bitLength() + bits - 1) / bits];
    for (int i = 0; i < limbs.length; i++) {
      long at = (long) i * bits;
      int word = (int) (at >>> 6);
      int shift = (int) (at & 63);
      long limb = words[word] >>> shift;
      if (shift + bits > 64) {
        limb |= words[word + 1] << (64 - shift);
      }
      limbs[i] = limb & ((1L << bits) - 1);
    }
    return limbs;
  }
}
