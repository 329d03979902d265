package io.costledger.serialization.input;

/**
 * A number of at most 18 characters without an exponent, taken from the characters themselves; it
 * means what {@link io.costledger.core.money.ExactNumber} says. Nearly all numbers of a file are
 * such.
 */
public final class ShortNumber {
  /** As many characters behind a sign are 18 digits at most, which fit a long. */
  private static final int MOST = 18;

  private long unscaled;
  private int scale;

  /** Starts as 0. */
  public ShortNumber() {}

  /**
   * Takes a number, if it is a short one.
   *
   * @param from where its characters are
   * @param offset where it starts
   * @param length how many characters it has
   * @return false: it isn't, and nothing is said about it
   */
  public boolean take(char[] from, int offset, int length) {
    int at = offset;
    int end = offset + length;
    boolean isNegative = false;
    if (at < end && (from[at] == '+' || from[at] == '-')) {
      isNegative = from[at] == '-';
      at++;
    }
    if (end - at > MOST || at == end) {
      return false;
    }
    long value = 0;
    int point = end;
    for (int i = at; i < end; i++) {
      int digit = from[i] - '0';
      if (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
      } else if (from[i] == '.' && point == end && i > at) {
        point = i;
      } else {
        return false;
      }
    }
    if (point == end - 1) {
      return false;
    }
    unscaled = isNegative ? -value : value;
    scale = point == end ? 0 : end - point - 1;
    return true;
  }

  /**
   * Returns the digits of the number taken last.
   *
   * @return the number times 10^{@link #scale}
   */
  public long unscaled() {
    return unscaled;
  }

  /**
   * Returns the scale of the number taken last.
   *
   * @return 0 to 17
   */
  public int scale() {
    return scale;
  }
}
