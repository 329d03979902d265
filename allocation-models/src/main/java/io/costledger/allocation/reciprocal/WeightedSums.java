package io.costledger.allocation.reciprocal;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * Exact sums of weight times value, over and over with the same long values. They are cut once into
 * limbs of 28 bits, so that 64 products of limbs fit a long before a carry is due.
 */
final class WeightedSums {
  private static final int BITS = 28;
  private static final int MASK = (1 << BITS) - 1;
  private static final int BEFORE_CARRY = 64;

  private final int[][] limbs;
  private final int longest;

  private WeightedSums(int[][] limbs, int longest) {
    this.limbs = limbs;
    this.longest = longest;
  }

  /** Of values that are 0 or more. */
  static WeightedSums of(List<BigInteger> values) {
    int[][] limbs = new int[values.size()][];
    int longest = 0;
    for (int i = 0; i < limbs.length; i++) {
      limbs[i] = limbsOf(values.get(i));
      longest = Math.max(longest, limbs[i].length);
    }
    return new WeightedSums(limbs, longest);
  }

  /** The sum of value times weight, by the index of the value; weights are 0 or more. */
  BigInteger sum(Map<Integer, BigInteger> weights) {
    int most = 0;
    for (BigInteger weight : weights.values()) {
      most = Math.max(most, weight.bitLength());
    }
    long[] sums = new long[longest + most / BITS + 4];
    int products = 0;
    for (Map.Entry<Integer, BigInteger> entry : weights.entrySet()) {
      int[] value = limbs[entry.getKey()];
      int[] weight = limbsOf(entry.getValue());
      for (int w = 0; w < weight.length; w++) {
        if (products++ == BEFORE_CARRY) {
          carry(sums);
          products = 1;
        }
        add(sums, w, value, weight[w]);
      }
    }
    carry(sums);
    return whole(sums);
  }

  private static void add(long[] sums, int shift, int[] value, long weight) {
    for (int i = 0; i < value.length; i++) {
      sums[shift + i] += value[i] * weight;
    }
  }

  private static void carry(long[] sums) {
    long carry = 0;
    for (int i = 0; i < sums.length; i++) {
      long sum = sums[i] + carry;
      sums[i] = sum & MASK;
      carry = sum >>> BITS;
    }
  }

  private static int[] limbsOf(BigInteger value) {
    byte[] bytes = value.toByteArray();
    int[] limbs = new int[(value.bitLength() + BITS - 1) / BITS];
    for (int i = 0; i < limbs.length; i++) {
      int bit = i * BITS;
      long word = 0;
      for (int b = 4; b >= 0; b--) {
        int at = bytes.length - 1 - bit / 8 - b;
        word = (word << 8) | (at < 0 ? 0 : bytes[at] & 0xff);
      }
      limbs[i] = (int) (word >>> (bit % 8)) & MASK;
    }
    return limbs;
  }

  /** Two limbs are seven bytes. */
  private static BigInteger whole(long[] limbs) {
    byte[] bytes = new byte[(limbs.length + 1) / 2 * 7];
    for (int i = 0; i < limbs.length; i += 2) {
      long pair = limbs[i] | (i + 1 < limbs.length ? limbs[i + 1] << BITS : 0);
      for (int b = 0; b < 7; b++) {
        bytes[bytes.length - 1 - i / 2 * 7 - b] = (byte) (pair >>> (8 * b));
      }
    }
    return new BigInteger(1, bytes);
  }
}
