package io.costledger.allocation.reciprocal;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The digits of every unknown in base 2^bits, lowest first and signed, and what they make. */
final class BinaryDigits {
  /** No factor of a mixed sum is above it. */
  static final int MOST_MIXED = 1 << 16;

  private static final int HALF = 30;

  private final int bits;
  private final List<long[]> digits = new ArrayList<>();

  BinaryDigits(int bits) {
    this.bits = bits;
  }

  int count() {
    return digits.size();
  }

  void add(long[] x) {
    digits.add(x);
  }

  /** What some digits are known modulo is 2 to this power. */
  int modulusBits(int digitCount) {
    return digitCount * bits;
  }

  /** An unknown modulo that power. */
  BigInteger value(int unknown, int digitCount) {
    long[] own = new long[digitCount];
    for (int i = 0; i < digitCount; i++) {
      own[i] = digits.get(i)[unknown];
    }
    return Limbs.whole(own, digitCount, bits);
  }

  /**
   * A sum of all unknowns, each times a factor from a fixed sequence, modulo the power of all
   * digits.
   */
  BigInteger mixed(int mix) {
    long[] lows = new long[count()];
    long[] highs = new long[count()];
    for (int i = 0; i < lows.length; i++) {
      int seed = mix;
      for (long digit : digits.get(i)) {
        seed = seed * 1103515245 + 12345;
        int factor = (seed >>> 16) + 1;
        lows[i] += factor * (digit & ((1L << HALF) - 1));
        highs[i] += factor * (digit >> HALF);
      }
    }
    BigInteger high = Limbs.whole(highs, highs.length, bits).shiftLeft(HALF);
    return modulo(Limbs.whole(lows, lows.length, bits).add(high), modulusBits(count()));
  }

  /** A number modulo a power of 2. */
  static BigInteger modulo(BigInteger number, int power) {
    return number.and(BigInteger.ONE.shiftLeft(power).subtract(BigInteger.ONE));
  }
}
