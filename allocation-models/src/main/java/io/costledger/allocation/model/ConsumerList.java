package io.costledger.allocation.model;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** The consumers that a model lists itself. */
final class ConsumerList {
  private ConsumerList() {}

  /**
   * Returns the consumers in the order of keys, or fails if there is none, one twice or no
   * consumer.
   */
  static Set<Account> checked(Collection<Account> consumers) {
    Set<Account> distinct = new TreeSet<>();
    for (Account consumer : consumers) {
      if (!consumer.isConsumer()) {
        throw Invalid.argument("consumer", consumer, "must be a cost center or a platform");
      }
      if (!distinct.add(consumer)) {
        throw Invalid.argument("consumer", consumer, "must be listed once");
      }
    }
    if (distinct.isEmpty()) {
      throw Invalid.argument("consumers", "[]", "must list at least one");
    }
    return Collections.unmodifiableSet(distinct);
  }
}
