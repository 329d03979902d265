package io.costledger.core.ledger;

import io.costledger.core.Invalid;

/** What kind of transfer an entry is (SPEC 7.2). */
public enum EntryKind {
  /** From the bill to where a rule places it, or a given charge to its consumer. */
  DIRECT("direct"),
  /** What a platform keeps, to its owner. */
  RETAINED("retained"),
  /** What an allocation model passes on. */
  ALLOCATED("allocated"),
  /** What a rate model charges above or below its pool. */
  VARIANCE("variance"),
  /** The difference between a charge and the share of the pool. */
  TRUE_UP("true-up"),
  /** Cost that has no home. */
  UNALLOCATED("unallocated"),
  /** A change of a closed period. */
  CORRECTION("correction");

  private final String text;

  EntryKind(String text) {
    this.text = text;
  }

  /**
   * Returns the kind as it is written.
   *
   * @return such as {@code true-up}
   */
  public String text() {
    return text;
  }

  /**
   * Parses a kind.
   *
   * @param text such as {@code true-up}
   * @return the kind
   * @throws IllegalArgumentException if no kind is written so
   */
  public static EntryKind parse(String text) {
    for (EntryKind kind : values()) {
      if (kind.text.equals(text)) {
        return kind;
      }
    }
    throw Invalid.argument(
        "entry kind",
        "'" + text + "'",
        "one of direct, retained, allocated, variance, true-up, unallocated, correction");
  }
}
