package io.costledger.lawkit;

import java.util.List;

/** What a contract says of a law that is broken. */
final class Report {
  private Report() {}

  /**
   * Requires that a law holds.
   *
   * @throws AssertionError if it is broken; it shows the case
   */
  static void requireKept(String code, String statement, Object given, List<String> broken) {
    if (!broken.isEmpty()) {
      throw new AssertionError(code + ": " + statement + "\nGiven\n" + given + "\nbroken:\n"
          + String.join("\n", broken));
    }
  }
}
