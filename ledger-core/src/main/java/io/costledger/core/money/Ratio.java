package io.costledger.core.money;

import io.costledger.core.Invalid;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An exact share or rate: a decimal such as {@code 0.15} or a ratio such as {@code 1/3} (SPEC 2.5).
 * Kept in lowest terms, so equal values are equal.
 *
 * @param numerator any integer
 * @param denominator above zero, without a common factor with the numerator
 */
public record Ratio(BigInteger numerator, BigInteger denominator) implements Comparable<Ratio> {
  /** Zero. */
  public static final Ratio ZERO = new Ratio(BigInteger.ZERO, BigInteger.ONE);

  /** One. */
  public static final Ratio ONE = new Ratio(BigInteger.ONE, BigInteger.ONE);

  /**
   * Reduces to lowest terms.
   *
   * @throws IllegalArgumentException if the denominator is not above zero
   */
  public Ratio {
    if (denominator.signum() <= 0) {
      throw Invalid.argument("ratio", numerator + "/" + denominator, "denominator must be above 0");
    }
    BigInteger common = numerator.gcd(denominator);
    numerator = numerator.divide(common);
    denominator = denominator.divide(common);
  }

  /**
   * Returns a decimal as a ratio.
   *
   * @param decimal any exact decimal
   * @return the same value
   */
  public static Ratio of(BigDecimal decimal) {
    return decimal.scale() > 0
        ? new Ratio(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()))
        : new Ratio(decimal.toBigIntegerExact(), BigInteger.ONE);
  }

  /**
   * Returns an integer as a ratio.
   *
   * @param value any integer
   * @return the same value
   */
  public static Ratio of(BigInteger value) {
    return new Ratio(value, BigInteger.ONE);
  }

  /**
   * Parses a decimal or a ratio of two whole numbers.
   *
   * @param text such as {@code "0.15"} or {@code "1/3"}
   * @return the exact value
   * @throws IllegalArgumentException if the text is neither, or a number beyond SPEC 2.4
   */
  public static Ratio parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return of(ExactNumber.parse(text));
    }
    return new Ratio(whole(text, text.substring(0, slash)), whole(text, text.substring(slash + 1)));
  }

  /**
   * Returns the sum.
   *
   * @param other what to add
   * @return this + other, exact
   */
  public Ratio plus(Ratio other) {
    return new Ratio(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  /**
   * Returns the difference.
   *
   * @param other what to take away
   * @return this - other, exact
   */
  public Ratio minus(Ratio other) {
    return plus(new Ratio(other.numerator.negate(), other.denominator));
  }

  /**
   * Returns the product.
   *
   * @param other the factor
   * @return this * other, exact
   */
  public Ratio times(Ratio other) {
    return new Ratio(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  /**
   * Returns the sign.
   *
   * @return -1, 0 or 1
   */
  public int signum() {
    return numerator.signum();
  }

  /** By value. */
  @Override
  public int compareTo(Ratio other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  /** The value as text that {@link #parse} reads: a whole number, or {@code n/d}. */
  @Override
  public String toString() {
    return denominator.equals(BigInteger.ONE)
        ? numerator.toString()
        : numerator + "/" + denominator;
  }

  private static BigInteger whole(String text, String part) {
    BigDecimal number = ExactNumber.parse(part);
    if (number.scale() != 0) {
      throw Invalid.argument("ratio", "'" + text + "'", "n/d must be two whole numbers");
    }
    return number.unscaledValue();
  }
}
