package io.costledger.allocation.model;

import io.costledger.core.account.Account;
import io.costledger.core.account.CodePoints;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.RateLine;
import io.costledger.core.policy.RateModel;
import io.costledger.core.policy.UnitsRead;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
      charges.put(consumer, Rates.sum(lines(consumer, usage)));
    }
    return charges;
  }

  @Override
  public List<RateLine> lines(Account consumer, PoolUsage usage) {
    List<RateLine> lines = new ArrayList<>();
    rates.forEach((unit, rate) -> {
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
