package io.costledger.core.ledger;

import io.costledger.core.bill.Bill;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.usage.UsageBatch;
import java.util.List;
import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;

/**
 * What a run is pinned to, beside its policy.
 *
 * @param bill the bill
 * @param usage the usage
 * @param usageDeliveries the deliveries that brought the usage
 */
public record RunInputs(Bill bill, UsageBatch usage, ImmutableList<Delivery> usageDeliveries) {
  /**
   * Returns the inputs of a run.
   *
   * @param bill the bill
   * @param usage the usage
   * @param usageDeliveries the deliveries that brought the usage
   * @return the inputs
   */
  public static RunInputs of(Bill bill, UsageBatch usage, List<Delivery> usageDeliveries) {
    return new RunInputs(bill, usage, Lists.immutable.ofAll(usageDeliveries));
  }
}
