package io.costledger.serialization.ledger;

import io.costledger.core.Invalid;
import java.math.BigDecimal;

/**
 * Reads the plain decimals that this library writes. They may have more digits than a number that
 * is imported, for a sum has more than its parts; the bound only keeps parsing quick.
 */
final class PlainDecimal {
  private static final int MOST = 1000;

  private PlainDecimal() {}

  static BigDecimal parse(String text) {
    int at = text.startsWith("-") ? 1 : 0;
    int point = text.indexOf('.', at);
    boolean sound = text.length() <= MOST && at < text.length();
    for (int i = at; sound && i < text.length(); i++) {
      char c = text.charAt(i);
      sound = (c >= '0' && c <= '9') || (i == point && i > at && i < text.length() - 1);
    }
    if (!sound) {
      throw Invalid.argument(
          "decimal", "'" + text + "'", "must be [-]digits[.digits] of at most " + MOST);
    }
    return new BigDecimal(text);
  }
}
