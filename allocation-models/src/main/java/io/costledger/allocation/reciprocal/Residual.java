package io.costledger.allocation.reciprocal;

import java.math.BigInteger;
import java.util.List;
import java.util.NavigableMap;

/**
 * What a p-adic approximation leaves of the right-hand side: r becomes (r - A * x) / p with each
 * digit vector x, without remainder. It stays as small as the matrix, so it is kept in two's
 * complement of a fixed number of 32-bit words, and only its low words are ever computed.
 */
final class Residual {
  private static final long MASK = 0xffffffffL;

  private final int prime;
  private final int inverse;
  private final int words;
  private final int[][] charging;
  private final int[][][] weights;
  private final int[][] totals;
  private final int[][] values;

  Residual(PriceMatrix matrix, int prime, List<BigInteger> right) {
    this.prime = prime;
    // Newton's iteration doubles the correct low bits of 1 / p.
    int guess = prime;
    for (int i = 0; i < 4; i++) {
      guess *= 2 - prime * guess;
    }
    this.inverse = guess;
    int n = matrix.size();
    this.words = words(matrix, right);
    this.charging = new int[n][];
    this.weights = new int[n][][];
    this.totals = new int[n][];
    this.values = new int[n][];
    for (int p = 0; p < n; p++) {
      NavigableMap<Integer, BigInteger> row = matrix.chargedBy(p);
      charging[p] = row.keySet().stream().mapToInt(Integer::intValue).toArray();
      BigInteger most = row.values().stream().reduce(BigInteger.ZERO, BigInteger::max);
      weights[p] = new int[(most.bitLength() + 31) / 32][row.size()];
      int at = 0;
      for (BigInteger weight : row.values()) {
        for (int w = 0; w < weights[p].length; w++) {
          weights[p][w][at] = weight.shiftRight(32 * w).intValue();
        }
        at++;
      }
      totals[p] = wordsOf(matrix.total(p), words);
      values[p] = wordsOf(right.get(p), words);
    }
  }

  /** Enough for the right-hand side and for the sum of any row, with a sign. */
  private static int words(PriceMatrix matrix, List<BigInteger> right) {
    BigInteger most = BigInteger.ZERO;
    for (int p = 0; p < matrix.size(); p++) {
      BigInteger row =
          matrix.chargedBy(p).values().stream().reduce(matrix.total(p), BigInteger::add);
      most = most.max(row.add(right.get(p)));
    }
    return most.bitLength() / 32 + 1;
  }

  private static int[] wordsOf(BigInteger value, int words) {
    int[] split = new int[words];
    for (int w = 0; w < words; w++) {
      split[w] = value.shiftRight(32 * w).intValue();
    }
    return split;
  }

  /** The residual modulo the prime. */
  int[] modPrime() {
    int[] residues = new int[values.length];
    for (int p = 0; p < residues.length; p++) {
      int[] value = values[p];
      long residue = Math.floorMod((long) value[words - 1], (long) prime);
      for (int w = words - 2; w >= 0; w--) {
        residue = ((residue << 32) | (value[w] & MASK)) % prime;
      }
      residues[p] = (int) residue;
    }
    return residues;
  }

  /** Goes on to (r - A * x) / p. */
  void advance(int[] x) {
    long[] low = new long[words + 1];
    for (int p = 0; p < values.length; p++) {
      java.util.Arrays.fill(low, 0);
      int[] from = charging[p];
      int[][] byWord = weights[p];
      for (int w = 0; w < byWord.length; w++) {
        int[] weight = byWord[w];
        long lows = 0;
        long highs = 0;
        for (int i = 0; i < from.length; i++) {
          long product = (weight[i] & MASK) * x[from[i]];
          lows += product & MASK;
          highs += product >>> 32;
        }
        low[w] += lows;
        low[w + 1] += highs;
      }
      divide(values[p], totals[p], x[p], low);
    }
  }

  /** value = (value - total * x + sum) / p, from the lowest word up, as multiples of p divide. */
  private void divide(int[] value, int[] total, int x, long[] sum) {
    long carry = 0;
    long borrow = 0;
    for (int w = 0; w < words; w++) {
      long product = (total[w] & MASK) * x;
      long word = carry + (value[w] & MASK) + sum[w] - (product & MASK);
      carry = (word >> 32) - (product >>> 32);
      long rest = (word & MASK) - borrow;
      int quotient = (int) rest * inverse;
      value[w] = quotient;
      borrow = (((quotient & MASK) * prime) >>> 32) + (rest < 0 ? 1 : 0);
    }
  }
}
