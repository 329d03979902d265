package io.costledger.allocation.model;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.ModelText;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.UnitsRead;
import io.costledger.core.policy.Weights;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Weight = the larger of what is reserved for the consumer and what it used, in one unit. */
final class ReservedModel implements AllocationModel {
  private final String unit;
  private final NavigableMap<Account, BigDecimal> reservations;

  ReservedModel(String unit, Map<Account, BigDecimal> reservations) {
    this.unit = Account.requireId("unit", unit);
    ConsumerList.checked(reservations.keySet());
    NavigableMap<Account, BigDecimal> copy = new TreeMap<>();
    new TreeMap<>(reservations).forEach((consumer, quantity) -> {
      if (quantity.signum() < 0) {
        throw Invalid.argument(
            "reservation", quantity.toPlainString() + " of " + consumer, "must be 0 or more");
      }
      BigDecimal shortest =
          quantity.signum() == 0 ? BigDecimal.ZERO : quantity.stripTrailingZeros();
      copy.put(consumer, shortest);
    });
    this.reservations = Collections.unmodifiableNavigableMap(copy);
  }

  @Override
  public Weights weights(PoolUsage usage) {
    NavigableMap<Account, BigDecimal> weights = new TreeMap<>(reservations);
    for (Account consumer : usage.consumers()) {
      weights.merge(consumer, usage.quantity(consumer, unit), BigDecimal::max);
    }
    return Weights.ofDecimals(weights);
  }

  @Override
  public String name() {
    return "reserved";
  }

  @Override
  public String describe() {
    return ModelText.of(this, unit, reservations);
  }

  @Override
  public UnitsRead units() {
    return UnitsRead.only(Set.of(unit));
  }

  @Override
  public Set<Account> listedConsumers() {
    return reservations.keySet();
  }

  @Override
  public String toString() {
    return describe();
  }
}
