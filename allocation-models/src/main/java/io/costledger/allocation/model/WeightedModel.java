package io.costledger.allocation.model;

import io.costledger.core.money.Ratio;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.ModelText;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.UnitsRead;
import io.costledger.core.policy.Weights;
import java.math.BigInteger;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/** Weight = sum over units of rate * quantity. */
final class WeightedModel implements AllocationModel {
  private final Rates rates;

  WeightedModel(Map<String, Ratio> rates) {
    this.rates = new Rates(rates);
  }

  @Override
  public Weights weights(PoolUsage usage) {
    return Weights.ofDecimals(rates.scaledSums(usage));
  }

  @Override
  public String name() {
    return "weighted";
  }

  @Override
  public String describe() {
    return ModelText.of(this, rates.byUnit());
  }

  @Override
  public boolean isAdditive() {
    return true;
  }

  @Override
  public Optional<NavigableMap<String, BigInteger>> unitWeights() {
    return Optional.of(rates.wholeByUnit());
  }

  @Override
  public UnitsRead units() {
    return rates.units();
  }

  @Override
  public String toString() {
    return describe();
  }
}
