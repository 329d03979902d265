package io.costledger.allocation.model;

import io.costledger.core.account.Account;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.ModelText;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.RateLine;
import io.costledger.core.policy.RateModel;
import io.costledger.core.policy.UnitsRead;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
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
    Ratio scale = new Ratio(BigInteger.ONE, rates.denominator());
    rates
        .scaledSums(usage)
        .forEach((consumer, sum) -> charges.put(consumer, Ratio.of(sum).times(scale)));
    return charges;
  }

  @Override
  public List<RateLine> lines(Account consumer, PoolUsage usage) {
    List<RateLine> lines = new ArrayList<>();
    rates.byUnit().forEach((unit, rate) -> {
      BigDecimal quantity = usage.quantity(consumer, unit);
      if (quantity.signum() != 0) {
        lines.add(new RateLine(unit, quantity, rate));
      }
    });
    return lines;
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
