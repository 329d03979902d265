package io.costledger.lawkit;

import io.costledger.core.account.Account;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.UnitsRead;
import io.costledger.core.policy.Weights;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The model of docs/recipes/own-model.md. */
record FreeTier(String unit, BigDecimal free) implements AllocationModel {
  @Override
  public Weights weights(PoolUsage usage) {
    Map<Account, BigDecimal> weights = new HashMap<>();
    for (Account consumer : usage.quantities().keySet()) {
      weights.put(consumer, usage.quantity(consumer, unit).subtract(free).max(BigDecimal.ZERO));
    }
    return Weights.ofDecimals(weights);
  }

  @Override
  public UnitsRead units() {
    return UnitsRead.only(Set.of(unit));
  }
}
