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

  /** The run fails. */
  record Fail() implements Unplaced {}
}
