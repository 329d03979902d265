package io.costledger.core.ledger;

/** What became of one usage record, or of one part of it; each has exactly one. */
public enum UsagePlacement {
  /** It is in the sums that the platform's model reads. */
  COUNTED,
  /** The platform used itself; dropped before weights (SPEC 5.3). */
  SELF_USE,
  /** The platform is not declared: a fault. */
  UNKNOWN_PLATFORM,
  /** No grain period contains its own: a fault. */
  PERIOD_MISMATCH,
  /** The platform's model doesn't read the unit: a fault. */
  UNKNOWN_UNIT
}
