package io.costledger.allocation.reference;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An exact rational number in lowest terms; the only arithmetic of the reference.
 *
 * @param n numerator
 * @param d denominator, above zero
 */
public record Fraction(BigInteger n, BigInteger d) implements Comparable<Fraction> {
  /** Zero. */
  public static final Fraction ZERO = of(0);

  /** One. */
  public static final Fraction ONE = of(1);

  /** Reduces to lowest terms with a positive denominator. */
  public Fraction {
    if (d.signum() == 0) {
      throw new ArithmeticException("denominator is 0");
    }
    BigInteger common = n.gcd(d).multiply(BigInteger.valueOf(d.signum()));
    n = n.divide(common);
    d = d.divide(common);
  }

  /** A whole number. */
  public static Fraction of(long whole) {
    return of(BigInteger.valueOf(whole));
  }

  /** A whole number. */
  public static Fraction of(BigInteger whole) {
    return new Fraction(whole, BigInteger.ONE);
  }

  /** The value {@code numerator / denominator}. */
  public static Fraction of(long numerator, long denominator) {
    return new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  /** The value of a decimal. */
  public static Fraction of(BigDecimal decimal) {
    BigInteger power = BigInteger.TEN.pow(Math.abs(decimal.scale()));
    return decimal.scale() >= 0
        ? new Fraction(decimal.unscaledValue(), power)
        : of(decimal.unscaledValue().multiply(power));
  }

  /** The sum. */
  public Fraction plus(Fraction other) {
    return new Fraction(n.multiply(other.d).add(other.n.multiply(d)), d.multiply(other.d));
  }

  /** The difference. */
  public Fraction minus(Fraction other) {
    return plus(new Fraction(other.n.negate(), other.d));
  }

  /** The product. */
  public Fraction times(Fraction other) {
    return new Fraction(n.multiply(other.n), d.multiply(other.d));
  }

  /** The quotient. */
  public Fraction over(Fraction other) {
    return new Fraction(n.multiply(other.d), d.multiply(other.n));
  }

  /** The largest whole number that is not above this. */
  public BigInteger floor() {
    BigInteger[] parts = n.divideAndRemainder(d);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  /** The nearest whole number; of two, the even one. */
  public BigInteger roundHalfEven() {
    BigInteger below = floor();
    int side = minus(of(below)).compareTo(of(1, 2));
    boolean up = side > 0 || (side == 0 && below.testBit(0));
    return up ? below.add(BigInteger.ONE) : below;
  }

  /** -1, 0 or 1. */
  public int signum() {
    return n.signum();
  }

  @Override
  public int compareTo(Fraction other) {
    return n.multiply(other.d).compareTo(other.n.multiply(d));
  }

  /** {@code n} or {@code n/d}. */
  @Override
  public String toString() {
    return d.equals(BigInteger.ONE) ? n.toString() : n + "/" + d;
  }
}
