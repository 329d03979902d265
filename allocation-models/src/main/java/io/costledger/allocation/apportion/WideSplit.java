package io.costledger.allocation.apportion;

import java.math.BigInteger;
import java.util.Arrays;

/** The path without bounds: the same rules in BigInteger. */
final class WideSplit {
  private WideSplit() {}

  static BigInteger[] largestRemainder(BigInteger amount, BigInteger[] weights, BigInteger total) {
    int n = weights.length;
    BigInteger[] shares = new BigInteger[n];
    BigInteger[] remainders = new BigInteger[n];
    BigInteger left = amount;
    for (int i = 0; i < n; i++) {
      BigInteger[] parts = amount.multiply(weights[i]).divideAndRemainder(total);
      shares[i] = parts[0];
      remainders[i] = parts[1];
      left = left.subtract(parts[0]);
    }
    if (left.signum() > 0) {
      placeLeftOver(shares, remainders, left.intValueExact());
    }
    return shares;
  }

  private static void placeLeftOver(BigInteger[] shares, BigInteger[] remainders, int left) {
    BigInteger[] sorted = remainders.clone();
    Arrays.sort(sorted);
    BigInteger threshold = sorted[sorted.length - left];
    int ties = left;
    for (BigInteger remainder : remainders) {
      if (remainder.compareTo(threshold) > 0) {
        ties--;
      }
    }
    for (int i = 0; i < shares.length; i++) {
      int order = remainders[i].compareTo(threshold);
      if (order > 0) {
        shares[i] = shares[i].add(BigInteger.ONE);
      } else if (order == 0 && ties > 0) {
        shares[i] = shares[i].add(BigInteger.ONE);
        ties--;
      }
    }
  }

  static BigInteger[] prefix(BigInteger amount, BigInteger[] weights, BigInteger total) {
    BigInteger[] shares = new BigInteger[weights.length];
    BigInteger prefix = BigInteger.ZERO;
    BigInteger placed = BigInteger.ZERO;
    for (int i = 0; i < weights.length; i++) {
      prefix = prefix.add(weights[i]);
      BigInteger upTo = amount.multiply(prefix).divide(total);
      shares[i] = upTo.subtract(placed);
      placed = upTo;
    }
    return shares;
  }
}
