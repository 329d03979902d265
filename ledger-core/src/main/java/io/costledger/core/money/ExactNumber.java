package io.costledger.core.money;

import io.costledger.core.Invalid;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The one way a number enters from text (SPEC 2.4).
 *
 * <p>A number is {@code [+-]?digits[.digits][(e|E)[+-]digits]} in ASCII, with at most 38 digits
 * without leading zeros and |decimals - exponent| of at most 38, so a hostile {@code 1E999999999}
 * is an error and not a stalled machine. Example: {@code parse("35.2E-7")} is {@code 0.00000352}.
 */
public final class ExactNumber {
  /** The most digits a number may have, without leading zeros. */
  public static final int MAX_DIGITS = 38;

  /** The largest |decimals - exponent|. */
  public static final int MAX_SCALE = 38;

  private static final String GRAMMAR = "must be [+-]digits[.digits][E[+-]digits] in ASCII";

  private static final long FARTHEST = 1L << 40;

  /** As many characters of a mantissa are 18 digits at most, which fit a long. */
  private static final int SHORT = 18;

  private ExactNumber() {}

  /**
   * Parses a number exactly.
   *
   * @param text the text, without surrounding blanks
   * @return the value, with the scale that the text gives it
   * @throws IllegalArgumentException if the text is no number, or one beyond the bounds
   */
  public static BigDecimal parse(String text) {
    int end = text.length();
    int at = 0;
    boolean negative = false;
    if (at < end && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
      negative = text.charAt(at) == '-';
      at++;
    }
    int wholeEnd = digitsEnd(text, at);
    if (wholeEnd == at) {
      throw Invalid.argument("number", quoted(text), GRAMMAR);
    }
    int mantissaEnd = wholeEnd;
    int decimals = 0;
    if (wholeEnd < end && text.charAt(wholeEnd) == '.') {
      mantissaEnd = digitsEnd(text, wholeEnd + 1);
      decimals = mantissaEnd - wholeEnd - 1;
      if (decimals == 0) {
        throw Invalid.argument("number", quoted(text), GRAMMAR);
      }
    }
    long exponent = exponent(text, mantissaEnd);
    if (mantissaEnd - at <= SHORT && mantissaEnd == end) {
      long unscaled = shortMantissa(text, at, wholeEnd, end);
      return BigDecimal.valueOf(negative ? -unscaled : unscaled, decimals);
    }
    String digits = mantissa(text, at, wholeEnd, mantissaEnd);
    if (digits.length() > MAX_DIGITS) {
      throw Invalid.argument(
          "number", quoted(text), "at most " + MAX_DIGITS + " digits without leading zeros");
    }
    long scale = decimals - exponent;
    if (Math.abs(scale) > MAX_SCALE) {
      throw Invalid.argument(
          "number", quoted(text), "|decimals - exponent| must be at most " + MAX_SCALE);
    }
    BigInteger unscaled = digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
    return new BigDecimal(negative ? unscaled.negate() : unscaled, Math.toIntExact(scale));
  }

  /**
   * Returns a number as plain text, without exponent and without trailing zeros after the point.
   *
   * @param number any number
   * @return its shortest plain text, such as {@code "0.5"} for {@code 0.500}
   */
  public static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /** Digits of the mantissa without leading zeros, or empty for zero; cut past the bound. */
  private static String mantissa(String text, int from, int wholeEnd, int to) {
    StringBuilder digits = new StringBuilder(MAX_DIGITS + 1);
    for (int i = from; i < to && digits.length() <= MAX_DIGITS; i++) {
      char c = text.charAt(i);
      if (i != wholeEnd && (c != '0' || digits.length() > 0)) {
        digits.append(c);
      }
    }
    return digits.toString();
  }

  private static long shortMantissa(String text, int from, int wholeEnd, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      if (i != wholeEnd) {
        value = value * 10 + (text.charAt(i) - '0');
      }
    }
    return value;
  }

  /** The exponent that starts at {@code at}; cut where no text has so many decimals. */
  private static long exponent(String text, int at) {
    int end = text.length();
    if (at == end) {
      return 0;
    }
    char e = text.charAt(at);
    int from = at + 1;
    boolean negative = false;
    if (from < end && (text.charAt(from) == '+' || text.charAt(from) == '-')) {
      negative = text.charAt(from) == '-';
      from++;
    }
    if ((e != 'e' && e != 'E') || from == end || digitsEnd(text, from) != end) {
      throw Invalid.argument("number", quoted(text), GRAMMAR);
    }
    long value = 0;
    for (int i = from; i < end; i++) {
      value = Math.min(FARTHEST, value * 10 + (text.charAt(i) - '0'));
    }
    return negative ? -value : value;
  }

  private static int digitsEnd(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }
}
