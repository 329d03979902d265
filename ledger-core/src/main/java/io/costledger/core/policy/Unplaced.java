package io.costledger.core.policy;

import io.costledger.core.account.Account;
import java.util.List;

/** What happens to cost of a platform that can't be placed (SPEC section 6). */
public sealed interface Unplaced {
  /** It goes to {@code unallocated:<platform>}: the default. */
  record Unallocated() implements Unplaced {}

  /** The platform's owner bears it. */
  record Owner() implements Unplaced {}

  /**
   * It is split evenly.
   *
   * @param consumers the consumers, at least one
   */
  record Even(List<Account> consumers) implements Unplaced {
    /** Copies the consumers. */
    public Even {
      consumers = List.copyOf(consumers);
    }
  }

  /**
   * It is shared by the weights of the charge period that ends where this one starts: an estimate,
   * trued up when data comes. Only for {@code NO_USAGE}. Where that period has no weights of its own
   * the cost goes to {@code unallocated:<platform>}; never further back.
   */
  record PreviousPeriod() implements Unplaced {}

  /** The run fails. */
  record Fail() implements Unplaced {}
}
