package io.costledger.core.money;

import java.math.BigDecimal;

/** The sign of an amount as imported. Charges and credits are never netted before allocation. */
public enum Measure {
  /** An amount of zero or more. */
  CHARGE,
  /** An amount below zero. */
  CREDIT;

  /**
   * Returns the measure of an imported amount.
   *
   * @param amount the amount as the bill states it
   * @return {@code CREDIT} if it is below zero, else {@code CHARGE}
   */
  public static Measure of(BigDecimal amount) {
    return amount.signum() < 0 ? CREDIT : CHARGE;
  }
}
