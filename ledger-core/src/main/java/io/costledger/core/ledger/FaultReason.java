package io.costledger.core.ledger;

/** Why cost can't be placed, or a record doesn't count (SPEC section 6). A closed list. */
public enum FaultReason {
  /** Nobody used the platform in the period. */
  NO_USAGE,
  /** The platform has no allocation model. */
  NO_MODEL,
  /**
   * Every consumer is closed: before the platform in a step-down, a platform under the direct method;
   * or a circle of platforms has no way out.
   */
  NO_OPEN_CONSUMER,
  /** The consumer is not declared, or not effective in the period. */
  UNKNOWN_CONSUMER,
  /** The platform is not declared. */
  UNKNOWN_PLATFORM,
  /** The platform's model doesn't read the unit. */
  UNKNOWN_UNIT,
  /** No bill rule places the row. */
  NO_RULE,
  /** No grain period contains the record's own period. */
  PERIOD_MISMATCH,
  /** The data came after the period was closed. */
  LATE_DELIVERY
}
