package io.costledger.core.ledger;

import io.costledger.core.bill.Bill;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.usage.UsageBatch;
import java.util.List;
import java.util.Optional;
import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;

/**
 * What a run is pinned to, beside its policy.
 *
 * @param bill the bill
 * @param usage the usage
 * @param usageDeliveries the deliveries that brought the usage
 * @param previous what the run before closed with, if estimates may rest on it
 */
public record RunInputs(
    Bill bill,
    UsageBatch usage,
    ImmutableList<Delivery> usageDeliveries,
    Optional<ClosingWeights> previous) {
  /**
   * Returns the inputs of a run.
   *
   * @param bill the bill
   * @param usage the usage
   * @param usageDeliveries the deliveries that brought the usage
   * @return the inputs, without a run before
   */
  public static RunInputs of(Bill bill, UsageBatch usage, List<Delivery> usageDeliveries) {
    return new RunInputs(bill, usage, Lists.immutable.ofAll(usageDeliveries), Optional.empty());
  }

  /**
   * Pins the run before.
   *
   * @param closing its closing weights; their period must end where the grain starts
   * @return inputs like these
   */
  public RunInputs withPrevious(ClosingWeights closing) {
    return new RunInputs(bill, usage, usageDeliveries, Optional.of(closing));
  }
}
