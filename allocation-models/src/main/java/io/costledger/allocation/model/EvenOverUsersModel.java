package io.costledger.allocation.model;

import io.costledger.core.account.Account;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.ModelText;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.Weights;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** Weight = 1 for each consumer with a positive sum in some unit. */
record EvenOverUsersModel() implements AllocationModel {
  @Override
  public Weights weights(PoolUsage usage) {
    Map<Account, BigInteger> weights = new HashMap<>();
    usage.forEach((consumer, unit, quantity) -> {
      if (quantity.signum() > 0) {
        weights.put(consumer, BigInteger.ONE);
      }
    });
    return Weights.ofWhole(weights);
  }

  @Override
  public String name() {
    return "even";
  }

  @Override
  public String describe() {
    return ModelText.of(this, "users");
  }
}
