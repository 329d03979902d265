package io.costledger.allocation.model;

import io.costledger.core.account.Account;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.ModelText;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.UnitsRead;
import io.costledger.core.policy.Weights;
import java.math.BigInteger;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Weight = 1 for each listed consumer. */
final class EvenOverListModel implements AllocationModel {
  private final Set<Account> consumers;

  EvenOverListModel(Collection<Account> consumers) {
    this.consumers = ConsumerList.checked(consumers);
  }

  @Override
  public Weights weights(PoolUsage usage) {
    NavigableMap<Account, BigInteger> weights = new TreeMap<>();
    consumers.forEach(consumer -> weights.put(consumer, BigInteger.ONE));
    return Weights.ofWhole(weights);
  }

  @Override
  public String name() {
    return "even";
  }

  @Override
  public String describe() {
    return ModelText.of(this, consumers);
  }

  @Override
  public UnitsRead units() {
    return UnitsRead.only(Set.of());
  }

  @Override
  public Set<Account> listedConsumers() {
    return consumers;
  }

  @Override
  public String toString() {
    return describe();
  }
}
