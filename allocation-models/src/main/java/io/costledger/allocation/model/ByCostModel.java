package io.costledger.allocation.model;

import io.costledger.core.account.Account;
import io.costledger.core.bill.RowCondition;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.ModelText;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.UnitsRead;
import io.costledger.core.policy.Weights;
import java.math.BigInteger;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Weight = what the bill booked to the consumer directly in the period, charges only. */
final class ByCostModel implements AllocationModel {
  private final Set<Account> consumers;
  private final RowCondition rows;

  ByCostModel(Collection<Account> consumers, RowCondition rows) {
    this.consumers = ConsumerList.checked(consumers);
    this.rows = rows;
  }

  @Override
  public Weights weights(PoolUsage usage) {
    NavigableMap<Account, BigInteger> weights = new TreeMap<>(usage.directCosts());
    weights.keySet().retainAll(consumers);
    return Weights.ofWhole(weights);
  }

  @Override
  public String name() {
    return "byCost";
  }

  @Override
  public String describe() {
    return ModelText.of(this, consumers, rows);
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
  public Optional<RowCondition> directCosts() {
    return Optional.of(rows);
  }

  @Override
  public String toString() {
    return describe();
  }
}
