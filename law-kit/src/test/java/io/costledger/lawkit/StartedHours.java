package io.costledger.lawkit;

import io.costledger.core.account.Account;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.Weights;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;

class StartedHours implements AllocationModelContract {
  @Override
  public AllocationModel model() {
    return usage -> {
      Map<Account, BigDecimal> weights = new HashMap<>();
      for (Account consumer : usage.quantities().keySet()) {
        BigDecimal hours = usage.quantity(consumer, "hours");
        weights.put(consumer, hours.setScale(0, RoundingMode.UP));
      }
      return Weights.ofDecimals(weights);
    };
  }
}
