package io.costledger.invariants.foreign;

import java.math.BigDecimal;

/**
 * The totals of one unit.
 *
 * @param unit what is counted; empty where the tables don't say
 * @param origins the sum over the origins
 * @param allocated the sum over final recipients
 */
public record UnitTotal(String unit, BigDecimal origins, BigDecimal allocated) {
  /**
   * Returns how far the two differ.
   *
   * @return allocated less origins: below zero is cost that is lost
   */
  public BigDecimal difference() {
    return allocated.subtract(origins);
  }

  UnitTotal plus(UnitTotal other) {
    return new UnitTotal(unit, origins.add(other.origins), allocated.add(other.allocated));
  }
}
