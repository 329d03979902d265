package io.costledger.core.policy;

import io.costledger.core.money.Ratio;
import java.math.BigDecimal;

/**
 * A quantity at a rate: one line of what a rate model charges a consumer.
 *
 * @param unit the unit of the quantity
 * @param quantity how much of it is charged at this rate; a band's part of the whole
 * @param rate money per unit, 0 or more
 */
public record RateLine(String unit, BigDecimal quantity, Ratio rate) {
  /**
   * Returns quantity times rate.
   *
   * @return the exact charge, in the ledger's currency
   */
  public Ratio charge() {
    return rate.times(Ratio.of(quantity));
  }
}
