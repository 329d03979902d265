package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.policy.Weights;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Consumers in the order of accounts, and what each weighs: above 0. */
record Weighed(List<Account> consumers, List<BigInteger> weights) {
  static Weighed of(Weights weights) {
    return new Weighed(
        List.copyOf(weights.byConsumer().keySet()),
        List.copyOf(weights.byConsumer().values()));
  }

  boolean isEmpty() {
    return consumers.isEmpty();
  }

  /** Some of the consumers. */
  Weighed only(Predicate<Account> kept) {
    if (consumers.stream().allMatch(kept)) {
      return this;
    }
    Weighed some = new Weighed(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < consumers.size(); i++) {
      if (kept.test(consumers.get(i))) {
        some.consumers.add(consumers.get(i));
        some.weights.add(weights.get(i));
      }
    }
    return some;
  }
}
