package io.costledger.core.policy;

/**
 * What becomes of a record whose own period no grain period contains (SPEC section 6). A record
 * that lies inside a grain period always belongs to it whole.
 *
 * <p>Example: of a row of September and October in a grain of these two months, {@code BY_DURATION}
 * gives September 30/61 and October the rest; {@code NONE} leaves it out of both.
 */
public enum Proration {
  /** It is a {@code PERIOD_MISMATCH}. */
  NONE,
  /**
   * It is cut where grain periods start and end, and split over these parts by their exact
   * durations: prefix rounding in time order (SPEC 3.2). What lies outside every grain period is a
   * {@code PERIOD_MISMATCH}.
   */
  BY_DURATION
}
