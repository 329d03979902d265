package io.costledger.flink;

import io.costledger.core.Invalid;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.time.Period;
import java.util.HashMap;
import java.util.Map;

/** The policies that a task has asked for, resolved once each. */
final class ResolvedPolicies {
  private static final int MOST = 1000;

  private final Ledgers ledgers;
  private final Map<Key, ResolvedPolicy> known = new HashMap<>();

  ResolvedPolicies(Ledgers ledgers) {
    this.ledgers = ledgers;
  }

  private record Key(String ledger, Period period) {}

  /**
   * The policy of a run.
   *
   * @throws IllegalArgumentException if its grain spans another period
   * @throws io.costledger.core.LedgerException if it doesn't resolve
   */
  ResolvedPolicy of(String ledger, Period period) {
    if (known.size() >= MOST) {
      known.clear();
    }
    return known.computeIfAbsent(new Key(ledger, period), key -> {
      Policy policy = ledgers.policy(ledger, period);
      Period span = policy.grain().span();
      if (!span.equals(period)) {
        throw Invalid.argument(
            "grain of policy '" + policy.name() + "'", span, "must span the run's " + period);
      }
      return policy.resolve();
    });
  }
}
