package io.costledger.allocation.model;

import io.costledger.core.account.Account;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.ModelText;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.RateLine;
import io.costledger.core.policy.RateModel;
import io.costledger.core.policy.UnitsRead;
import java.util.List;
import java.util.NavigableMap;

/** As {@link DirectModel}, where the rest is charged by rates. */
record DirectRateModel(RateModel rest) implements RateModel {
  @Override
  public NavigableMap<Account, Ratio> charges(PoolUsage usage) {
    return rest.charges(usage);
  }

  @Override
  public List<RateLine> lines(Account consumer, PoolUsage usage) {
    return rest.lines(consumer, usage);
  }

  @Override
  public boolean isTruedUp() {
    return rest.isTruedUp();
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
  public UnitsRead units() {
    return rest.units();
  }
}
