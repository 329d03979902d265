package io.costledger.allocation.model;

import io.costledger.core.account.Account;
import io.costledger.core.account.CodePoints;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.ModelText;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.UnitsRead;
import io.costledger.core.policy.Weights;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Weight = sum over units of rate * quantity. */
final class WeightedModel implements AllocationModel {
  private final NavigableMap<String, Ratio> rates;

  WeightedModel(Map<String, Ratio> rates) {
    NavigableMap<String, Ratio> copy = new TreeMap<>(CodePoints.ORDER);
    copy.putAll(rates);
    Rates.require(copy);
    this.rates = Collections.unmodifiableNavigableMap(copy);
  }

  @Override
  public Weights weights(PoolUsage usage) {
    Map<Account, Ratio> weights = new HashMap<>();
    usage.quantities().forEach((consumer, byUnit) -> {
      Ratio sum = Ratio.ZERO;
      for (Map.Entry<String, Ratio> rate : rates.entrySet()) {
        sum = sum.plus(rate.getValue().times(Ratio.of(usage.quantity(consumer, rate.getKey()))));
      }
      weights.put(consumer, sum);
    });
    return Weights.ofRatios(weights);
  }

  @Override
  public String name() {
    return "weighted";
  }

  @Override
  public String describe() {
    return ModelText.of(this, rates);
  }

  @Override
  public boolean isAdditive() {
    return true;
  }

  @Override
  public UnitsRead units() {
    return UnitsRead.only(rates.keySet());
  }

  @Override
  public String toString() {
    return describe();
  }
}
