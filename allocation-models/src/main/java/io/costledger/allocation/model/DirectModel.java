package io.costledger.allocation.model;

import io.costledger.core.account.Account;
import io.costledger.core.bill.RowCondition;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.ModelText;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.UnitsRead;
import io.costledger.core.policy.Weights;
import java.math.BigInteger;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;

/**
 * Charges that name a consumer are given charges and never reach a model; what is left is weighed
 * by the rest.
 */
record DirectModel(AllocationModel rest) implements AllocationModel {
  @Override
  public Weights weights(PoolUsage usage) {
    return rest.weights(usage);
  }

  @Override
  public String name() {
    return "direct";
  }

  @Override
  public String describe() {
    return ModelText.of(this, rest.describe());
  }

  @Override
  public boolean isAdditive() {
    return rest.isAdditive();
  }

  @Override
  public Optional<NavigableMap<String, BigInteger>> unitWeights() {
    return rest.unitWeights();
  }

  @Override
  public UnitsRead units() {
    return rest.units();
  }

  @Override
  public Set<Account> listedConsumers() {
    return rest.listedConsumers();
  }

  @Override
  public Optional<RowCondition> directCosts() {
    return rest.directCosts();
  }
}
