package io.costledger.allocation.model;

import io.costledger.core.Invalid;
import io.costledger.core.LedgerException;
import io.costledger.core.account.Account;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.ModelText;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.UnitsRead;
import io.costledger.core.policy.Weights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Weight = the consumer's share; the shares sum to 1 exactly. */
final class FixedModel implements AllocationModel {
  private final NavigableMap<Account, Ratio> shares;

  private FixedModel(NavigableMap<Account, Ratio> shares) {
    ConsumerList.checked(shares.keySet());
    this.shares = Collections.unmodifiableNavigableMap(shares);
  }

  static FixedModel of(Map<Account, Ratio> shares) {
    Ratio sum = sum(shares);
    if (!sum.equals(Ratio.ONE)) {
      throw wrongSum(shares, sum, "must be 1 exactly");
    }
    return new FixedModel(new TreeMap<>(shares));
  }

  static FixedModel of(Map<Account, Ratio> shares, Account remaining) {
    Ratio sum = sum(shares);
    if (sum.compareTo(Ratio.ONE) > 0) {
      throw wrongSum(shares, sum, "must be 1 at the most");
    }
    NavigableMap<Account, Ratio> all = new TreeMap<>(shares);
    if (all.put(remaining, Ratio.ONE.minus(sum)) != null) {
      throw Invalid.argument("consumer", remaining, "must be listed once");
    }
    return new FixedModel(all);
  }

  private static Ratio sum(Map<Account, Ratio> shares) {
    Ratio sum = Ratio.ZERO;
    for (Map.Entry<Account, Ratio> entry : new TreeMap<>(shares).entrySet()) {
      if (entry.getValue().signum() < 0) {
        throw Invalid.argument(
            "share", entry.getValue() + " of " + entry.getKey(), "must be 0 or more");
      }
      sum = sum.plus(entry.getValue());
    }
    return sum;
  }

  private static LedgerException wrongSum(Map<Account, Ratio> shares, Ratio sum, String rule) {
    List<String> offences = new ArrayList<>();
    offences.add(Invalid.message("sum of shares", sum, rule));
    new TreeMap<>(shares).forEach((account, share) -> offences.add(account + " has " + share));
    return new LedgerException("Fixed shares don't fit together", offences);
  }

  @Override
  public Weights weights(PoolUsage usage) {
    return Weights.ofRatios(shares);
  }

  @Override
  public String name() {
    return "fixed";
  }

  @Override
  public String describe() {
    return ModelText.of(this, shares);
  }

  @Override
  public UnitsRead units() {
    return UnitsRead.only(Set.of());
  }

  @Override
  public Set<Account> listedConsumers() {
    return shares.keySet();
  }

  @Override
  public String toString() {
    return describe();
  }
}
