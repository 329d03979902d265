package io.costledger.core.account;

import io.costledger.core.Invalid;

/**
 * An account of the ledger, written {@code <kind>:<id>}; kind and id part at the first colon (SPEC
 * 7.1). Ids are compared as given: no normalisation, no case folding. Accounts ascend by the code
 * points of their text.
 *
 * <p>Example: {@code Account.parse("cost-center:search").id()} is {@code "search"}.
 *
 * @param kind what kind of account
 * @param id the id, not empty and without unpaired surrogates
 */
public record Account(AccountKind kind, String id) implements Comparable<Account> {
  /**
   * Checks the id.
   *
   * @throws IllegalArgumentException if the id is empty or not well-formed
   */
  public Account {
    requireId("account id", id);
  }

  /**
   * Returns a cost center's account.
   *
   * @param id the cost center's id
   * @return {@code cost-center:<id>}
   */
  public static Account costCenter(String id) {
    return new Account(AccountKind.COST_CENTER, id);
  }

  /**
   * Returns a platform's account.
   *
   * @param id the platform's id
   * @return {@code platform:<id>}
   */
  public static Account platform(String id) {
    return new Account(AccountKind.PLATFORM, id);
  }

  /**
   * Returns the account for cost of a platform that has no home.
   *
   * @param id the platform's id, or {@code bill}
   * @return {@code unallocated:<id>}
   */
  public static Account unallocated(String id) {
    return new Account(AccountKind.UNALLOCATED, id);
  }

  /**
   * Returns the account of a bill.
   *
   * @param source the bill's source id
   * @return {@code bill:<source>}
   */
  public static Account bill(String source) {
    return new Account(AccountKind.BILL, source);
  }

  /**
   * Parses an account's text.
   *
   * @param text {@code <kind>:<id>}
   * @return the account
   * @throws IllegalArgumentException if there is no colon, the kind is unknown or the id empty
   */
  public static Account parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw Invalid.argument("account", "'" + text + "'", "must be <kind>:<id>");
    }
    return new Account(AccountKind.parse(text.substring(0, colon)), text.substring(colon + 1));
  }

  /**
   * Parses the text of a consumer.
   *
   * @param text {@code cost-center:<id>} or {@code platform:<id>}
   * @return the consumer's account
   * @throws IllegalArgumentException if it is neither
   */
  public static Account parseConsumer(String text) {
    if (!text.startsWith("cost-center:") && !text.startsWith("platform:")) {
      throw Invalid.argument(
          "consumer", "'" + text + "'", "must be cost-center:<id> or platform:<id>");
    }
    return parse(text);
  }

  /**
   * Checks an id.
   *
   * @param what what the id names, for the message
   * @param id the id
   * @return the id
   * @throws IllegalArgumentException if it is empty or has an unpaired surrogate
   */
  public static String requireId(String what, String id) {
    if (id.isEmpty()) {
      throw Invalid.argument(what, "''", "must not be empty");
    }
    if (!CodePoints.isWellFormed(id)) {
      throw Invalid.argument(what, "'" + id + "'", "must not hold an unpaired surrogate");
    }
    return id;
  }

  /**
   * Returns whether the account can use a platform: a platform or a cost center.
   *
   * @return true for a consumer
   */
  public boolean isConsumer() {
    return kind == AccountKind.COST_CENTER || kind == AccountKind.PLATFORM;
  }

  /**
   * Returns whether cost comes to rest in the account: a cost center, unallocated, variance or fx.
   * Cost leaves a bill, and passes through platforms and groups.
   *
   * @return true if what is booked here stays
   */
  public boolean bearsCost() {
    return switch (kind) {
      case COST_CENTER, UNALLOCATED, VARIANCE, FX -> true;
      case BILL, PLATFORM, GROUP -> false;
    };
  }

  /** By the code points of the text. */
  @Override
  public int compareTo(Account other) {
    return kind == other.kind
        ? CodePoints.compare(id, other.id)
        : kind.text().compareTo(other.kind.text());
  }

  /** Mixed: ids that count up would else meet in the maps of keys that accounts are part of. */
  @Override
  public int hashCode() {
    int mixed = (id.hashCode() * 31 + kind.text().hashCode()) * 0x9E3779B1;
    return mixed ^ mixed >>> 15;
  }

  /** The account's text, {@code <kind>:<id>}; {@link #parse} reads it. */
  @Override
  public String toString() {
    return kind.text() + ":" + id;
  }
}
