package io.costledger.allocation.reciprocal;

import java.math.BigInteger;

/**
 * The extended Euclidean algorithm, stopped half-way: finds the fraction within bounds that a
 * residue stands for. Sources: P. S. Wang, A p-adic algorithm for univariate partial fractions,
 * SYMSAC 1981; D. H. Lehmer, Euclid's algorithm for large numbers, Amer. Math. Monthly 45 (1938),
 * for taking many quotients at once from leading bits.
 */
final class FractionSearch {
  private static final int LEADING = 62;

  private BigInteger before;
  private BigInteger now;
  private BigInteger factorBefore = BigInteger.ZERO;
  private BigInteger factor = BigInteger.ONE;

  private FractionSearch(BigInteger modulus, BigInteger residue) {
    this.before = modulus;
    this.now = residue;
  }

  /**
   * Returns the size of the denominator of the only fraction n/d within bounds that is a residue,
   * |n| up to mostNumerator and 2 * |n| * d below the modulus; if there is none, some number.
   */
  static BigInteger denominator(BigInteger residue, BigInteger modulus, BigInteger mostNumerator) {
    FractionSearch search = new FractionSearch(modulus, residue);
    while (search.now.compareTo(mostNumerator) > 0) {
      if (!search.stepByLeadingBits(mostNumerator)) {
        search.step();
      }
    }
    return search.factor.abs();
  }

  private void step() {
    BigInteger[] quotient = before.divideAndRemainder(now);
    BigInteger next = factorBefore.subtract(quotient[0].multiply(factor));
    before = now;
    now = quotient[1];
    factorBefore = factor;
    factor = next;
  }

  /** Takes quotients as long as leading bits are sure of them; false if that leads too far. */
  private boolean stepByLeadingBits(BigInteger mostNumerator) {
    int shift = before.bitLength() - LEADING;
    if (shift <= 0) {
      return false;
    }
    long x = before.shiftRight(shift).longValue();
    long y = now.shiftRight(shift).longValue();
    long a = 1;
    long b = 0;
    long c = 0;
    long d = 1;
    while (y + c != 0 && y + d != 0) {
      long quotient = (x + a) / (y + c);
      if (quotient != (x + b) / (y + d)) {
        break;
      }
      long next = a - quotient * c;
      a = c;
      c = next;
      next = b - quotient * d;
      b = d;
      d = next;
      next = x - quotient * y;
      x = y;
      y = next;
    }
    BigInteger nextNow = sum(c, before, d, now);
    if (b == 0 || nextNow.compareTo(mostNumerator) <= 0) {
      return false;
    }
    before = sum(a, before, b, now);
    now = nextNow;
    BigInteger nextFactor = sum(c, factorBefore, d, factor);
    factorBefore = sum(a, factorBefore, b, factor);
    factor = nextFactor;
    return true;
  }

  private static BigInteger sum(long a, BigInteger x, long b, BigInteger y) {
    return x.multiply(BigInteger.valueOf(a)).add(y.multiply(BigInteger.valueOf(b)));
  }
}
