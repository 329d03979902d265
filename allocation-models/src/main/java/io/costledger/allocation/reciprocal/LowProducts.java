package io.costledger.allocation.reciprocal;

import java.math.BigInteger;

/**
 * Products of many numbers with the same one, all 0 or more, modulo a power of 2: only limbs below
 * it are computed, and half their products are saved as in {@link LimbRow}.
 */
final class LowProducts {
  /** 2^15 products of such limbs sum to less than 2^127. */
  static final int BITS = 56;

  private final int power;
  private final int count;

  /** The limbs of the fixed number from the highest to the lowest, then zeros. */
  private final long[] reversed;

  /** Of each limb l the sum of limb l - 2k times limb l - 2k - 1, over all k with both. */
  private final Wide[] pairs;

  LowProducts(BigInteger fixed, int power) {
    this.power = power;
    this.count = (power + BITS - 1) / BITS;
    if (count > 1 << 15) {
      throw new IllegalStateException("Prices of " + power + " bits are too large to be computed");
    }
    long[] limbs = limbs(fixed);
    this.reversed = new long[count + 2];
    this.pairs = new Wide[count];
    for (int l = 0; l < count; l++) {
      reversed[count - 1 - l] = limbs[l];
      pairs[l] = new Wide();
      if (l > 0) {
        pairs[l].setSum(
            l > 1 ? pairs[l - 2] : new Wide(),
            Math.multiplyHigh(limbs[l], limbs[l - 1]),
            limbs[l] * limbs[l - 1]);
      }
    }
  }

  private long[] limbs(BigInteger number) {
    return java.util.Arrays.copyOf(Limbs.of(number, BITS), count);
  }

  /** The fixed number times another, modulo the power of 2. */
  BigInteger times(BigInteger value) {
    long[] limbs = limbs(value);
    long[] products = new long[count];
    Wide before = new Wide();
    Wide carried = new Wide();
    Wide sum = new Wide();
    for (int l = 0; l < count; l++) {
      int even = (l + 1) & ~1;
      pairSum(limbs, count - 1 - l, even, sum);
      if (l % 2 == 1) {
        before.setSum(before, Math.multiplyHigh(limbs[l], limbs[l - 1]), limbs[l] * limbs[l - 1]);
        sum.subtract(pairs[l]);
      } else {
        // The last limb has no partner: it meets the lowest of the fixed number.
        long lowest = reversed[count - 1];
        sum.setSum(sum, Math.multiplyHigh(lowest, limbs[l]), lowest * limbs[l]);
        sum.subtract(pairs[l]);
      }
      sum.subtract(before);
      sum.setSum(sum, carried.high, carried.low);
      products[l] = sum.low & ((1L << BITS) - 1);
      carried.set(sum.high >> BITS, sum.low >>> BITS | sum.high << (64 - BITS));
    }
    return BinaryDigits.modulo(Limbs.whole(products, count, BITS), power);
  }

  private void pairSum(long[] x, int from, int to, Wide sum) {
    long lows = 0;
    long tops = 0;
    long highs = 0;
    for (int m = 0; m < to; m += 2) {
      long u = reversed[from + m] + x[m + 1];
      long v = reversed[from + m + 1] + x[m];
      long product = u * v;
      lows += product;
      tops += product >>> 32;
      highs += Math.multiplyHigh(u, v);
    }
    sum.set(highs + Wide.carry(lows, tops), lows);
  }
}
