package io.costledger.core.account;

import java.util.Comparator;

/**
 * The order of keys: ascending Unicode code points, which is the order of their UTF-8 bytes (SPEC
 * 3.3). {@link String#compareTo} is UTF-16 order and differs beyond the basic plane.
 */
public final class CodePoints {
  /** Compares by code points. */
  public static final Comparator<String> ORDER = CodePoints::compare;

  private CodePoints() {}

  /**
   * Compares two texts by code points.
   *
   * @param a a well-formed text
   * @param b a well-formed text
   * @return below 0, 0 or above 0
   */
  public static int compare(String a, String b) {
    if (a.equals(b)) { // most often the same text, or of another length
      return 0;
    }
    int common = Math.min(a.length(), b.length());
    for (int i = 0; i < common; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return rank(x) - rank(y);
      }
    }
    return a.length() - b.length();
  }

  /**
   * Returns whether a text has no unpaired surrogate.
   *
   * @param text any text
   * @return true if it has a UTF-8 form
   */
  public static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  /** Puts surrogates, which stand for code points above U+FFFF, after all other characters. */
  private static int rank(char c) {
    if (c < 0xD800) {
      return c;
    }
    return c >= 0xE000 ? c - 0x800 : c + 0x2000;
  }
}
