package io.costledger.invariants.foreign;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One row of what was allocated: an amount that passed from an origin, or from a platform, to a
 * recipient.
 *
 * @param row its number in its table, 1 for the first
 * @param origin the id of who passes it on, as given; empty where the table has none
 * @param amount the exact amount; empty where it is no number, and then it counts as nothing
 * @param recipient who gets it; empty where the table names nobody
 * @param tier the tier, 0 or more; {@link #NO_TIER} where there are none
 * @param unit what the amount is counted in, as in {@link OriginRow}
 * @param group what it is grouped by; empty where there are no groups
 * @param key what else tells rows apart; possibly empty
 */
public record AllocatedRow(
    long row,
    String origin,
    Optional<BigDecimal> amount,
    String recipient,
    int tier,
    String unit,
    String group,
    String key) {
  /** The tier of a row in a table without tiers. */
  public static final int NO_TIER = -1;

  /**
   * Returns whether a platform kept this: it is its own recipient.
   *
   * @return true if origin and recipient are the same
   */
  public boolean isKept() {
    return origin.equals(recipient);
  }
}
