package io.costledger.core.ledger;

import io.costledger.core.account.Account;

/**
 * Whose job it is to mend a fault, written {@code <role>:<id>}.
 *
 * @param role which kind of owner
 * @param id the cost center, the feed's source or the policy's name
 */
public record Responsible(Role role, String id) {
  /** Kinds of owner. */
  public enum Role {
    /** The cost center that owns a platform. */
    PLATFORM_OWNER("platform-owner"),
    /** Whoever delivers a platform's usage. */
    USAGE_FEED("usage-feed"),
    /** Whoever delivers the bill. */
    BILL_FEED("bill-feed"),
    /** Whoever writes the policy. */
    POLICY_AUTHOR("policy-author"),
    /** This library: a defect. */
    LIBRARY("library");

    private final String text;

    Role(String text) {
      this.text = text;
    }

    /**
     * Returns the role as it is written.
     *
     * @return such as {@code platform-owner}
     */
    public String text() {
      return text;
    }
  }

  /** Checks the id. */
  public Responsible {
    Account.requireId("responsible id", id);
  }

  /** {@code <role>:<id>}. */
  @Override
  public String toString() {
    return role.text() + ":" + id;
  }
}
