package io.costledger.allocation.model;

import io.costledger.core.account.Account;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.ModelText;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.RateModel;
import io.costledger.core.policy.UnitsRead;
import java.math.BigInteger;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Charge = sum over units of rate * quantity. */
final class RateCardModel implements RateModel {
  private final Rates rates;
  private final boolean truedUp;

  RateCardModel(Map<String, Ratio> rates, boolean truedUp) {
    this.rates = new Rates(rates);
    this.truedUp = truedUp;
  }

  @Override
  public NavigableMap<Account, Ratio> charges(PoolUsage usage) {
    NavigableMap<Account, Ratio> charges = new TreeMap<>();
    usage
        .quantities()
        .forEach((consumer, byUnit) -> charges.put(
            consumer,
            Ratio.of(rates.scaledSum(byUnit))
                .times(new Ratio(BigInteger.ONE, rates.denominator()))));
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
    return ModelText.of(this, rates.byUnit(), truedUp);
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
