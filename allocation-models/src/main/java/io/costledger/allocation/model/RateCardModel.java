package io.costledger.allocation.model;

import io.costledger.core.account.Account;
import io.costledger.core.account.CodePoints;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.ModelText;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.RateModel;
import io.costledger.core.policy.UnitsRead;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Charge = sum over units of rate * quantity. */
final class RateCardModel implements RateModel {
  private final NavigableMap<String, Ratio> rates;
  private final boolean truedUp;

  RateCardModel(Map<String, Ratio> rates, boolean truedUp) {
    NavigableMap<String, Ratio> copy = new TreeMap<>(CodePoints.ORDER);
    copy.putAll(rates);
    Rates.require(copy);
    this.rates = Collections.unmodifiableNavigableMap(copy);
    this.truedUp = truedUp;
  }

  @Override
  public NavigableMap<Account, Ratio> charges(PoolUsage usage) {
    NavigableMap<Account, Ratio> charges = new TreeMap<>();
    for (Account consumer : usage.quantities().keySet()) {
      Ratio charge = Ratio.ZERO;
      for (Map.Entry<String, Ratio> rate : rates.entrySet()) {
        Ratio quantity = Ratio.of(usage.quantity(consumer, rate.getKey()));
        charge = charge.plus(rate.getValue().times(quantity));
      }
      charges.put(consumer, charge);
    }
    return charges;
  }

  @Override
  public boolean isTruedUp() {
    return truedUp;
  }

  @Override
  public String name() {
    return "rateCard";
  }

  @Override
  public String describe() {
    return ModelText.of(this, rates, truedUp);
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
