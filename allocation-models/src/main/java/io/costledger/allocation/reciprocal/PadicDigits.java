package io.costledger.allocation.reciprocal;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The digits of every price in base p, lowest first, and what they are as whole numbers. */
final class PadicDigits {
  /** No factor of a mixed sum is above it. */
  static final int MOST_MIXED = 1 << 16;

  private final int prime;
  private final int[][] digits;
  private int count;

  /** p to the power 1, 2, 4, ... as far as was needed. */
  private final List<BigInteger> powers = new ArrayList<>();

  PadicDigits(int prime, int size) {
    this.prime = prime;
    this.digits = new int[size][16];
    powers.add(BigInteger.valueOf(prime));
  }

  int count() {
    return count;
  }

  void add(int[] x) {
    for (int p = 0; p < x.length; p++) {
      if (digits[p].length == count) {
        digits[p] = java.util.Arrays.copyOf(digits[p], count * 2);
      }
      digits[p][count] = x[p];
    }
    count++;
  }

  /** The power of the prime that some digits are residues of. */
  BigInteger modulus(int digitCount) {
    return BigInteger.valueOf(prime).pow(digitCount);
  }

  /** A price modulo that power. */
  BigInteger value(int price, int digitCount) {
    return value(digits[price], 0, digitCount);
  }

  /**
   * A sum of all prices, each times a factor from a fixed sequence, modulo the power of all digits.
   */
  BigInteger mixed(int mix) {
    long[] sums = new long[count];
    int seed = mix;
    for (int[] price : digits) {
      seed = seed * 1103515245 + 12345;
      int factor = (seed >>> 16) + 1;
      for (int i = 0; i < count; i++) {
        sums[i] += (long) factor * price[i];
      }
    }
    return valueOf(sums, 0, count).mod(modulus(count));
  }

  private BigInteger valueOf(long[] of, int from, int length) {
    if (length == 1) {
      return BigInteger.valueOf(of[from]);
    }
    int level = 31 - Integer.numberOfLeadingZeros(length - 1);
    int low = 1 << level;
    return valueOf(of, from + low, length - low).multiply(power(level)).add(valueOf(of, from, low));
  }

  private BigInteger value(int[] of, int from, int length) {
    if (length <= 2) {
      long value = of[from] + (length == 2 ? (long) of[from + 1] * prime : 0);
      return BigInteger.valueOf(value);
    }
    int level = 31 - Integer.numberOfLeadingZeros(length - 1);
    int low = 1 << level;
    return value(of, from + low, length - low).multiply(power(level)).add(value(of, from, low));
  }

  private BigInteger power(int level) {
    while (powers.size() <= level) {
      BigInteger last = powers.get(powers.size() - 1);
      powers.add(last.multiply(last));
    }
    return powers.get(level);
  }
}
