package io.costledger.allocation.model;

import io.costledger.core.account.Account;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.ModelText;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.UnitsRead;
import io.costledger.core.policy.Weights;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Weight = quantity in one unit. */
record ProportionalModel(String unit) implements AllocationModel {
  ProportionalModel {
    Account.requireId("unit", unit);
  }

  @Override
  public Weights weights(PoolUsage usage) {
    Map<Account, BigDecimal> weights = new HashMap<>();
    for (Account consumer : usage.consumers()) {
      weights.put(consumer, usage.quantity(consumer, unit));
    }
    return Weights.ofDecimals(weights);
  }

  @Override
  public String name() {
    return "proportional";
  }

  @Override
  public String describe() {
    return ModelText.of(this, unit);
  }

  @Override
  public boolean isAdditive() {
    return true;
  }

  @Override
  public Optional<NavigableMap<String, BigInteger>> unitWeights() {
    return Optional.of(new TreeMap<>(Map.of(unit, BigInteger.ONE)));
  }

  @Override
  public UnitsRead units() {
    return UnitsRead.only(Set.of(unit));
  }
}
