package io.costledger.core.account;

import io.costledger.core.Invalid;

/** The kinds of account (SPEC 7.1); the text stands before the first colon of an account's name. */
public enum AccountKind {
  /** Where cost comes from: the provider's bill. */
  BILL("bill"),
  /** A shared service; ends every run at zero. */
  PLATFORM("platform"),
  /** A reciprocal group of platforms; ends every run at zero. */
  GROUP("group"),
  /** Who finally bears cost. */
  COST_CENTER("cost-center"),
  /** Cost that has no home yet, with a reason and an owner. */
  UNALLOCATED("unallocated"),
  /** What a rate model charged above or below its pool. */
  VARIANCE("variance"),
  /** Differences of exchange rates. */
  FX("fx");

  private final String text;

  AccountKind(String text) {
    this.text = text;
  }

  /**
   * Returns the kind as it is written.
   *
   * @return such as {@code "cost-center"}
   */
  public String text() {
    return text;
  }

  /**
   * Parses a kind.
   *
   * @param text such as {@code "cost-center"}
   * @return the kind
   * @throws IllegalArgumentException if no kind is written so
   */
  public static AccountKind parse(String text) {
    for (AccountKind kind : values()) {
      if (kind.text.equals(text)) {
        return kind;
      }
    }
    throw Invalid.argument(
        "account kind",
        "'" + text + "'",
        "one of bill, platform, group, cost-center, unallocated, variance, fx");
  }
}
