package io.costledger.allocation.explain;

import io.costledger.core.time.Period;
import java.util.Optional;

/**
 * Whose weights stand in for a pool that nobody used (SPEC section 6).
 *
 * @param period the charge period that gave the weights
 * @param run the id of the pinned run that covers it; empty if this run does
 */
public record Estimate(Period period, Optional<String> run) {
  /** The name of the model of entries that rest on an estimate. */
  public static final String MODEL = "previous-period";

  /** The version of that model. */
  public static final String VERSION = "1";

  /**
   * Returns the estimate's ground in words.
   *
   * @return such as {@code the weights of <period>, of the run run-1}
   */
  public String ground() {
    return "the weights of " + period + run.map(id -> ", of the run " + id).orElse("");
  }
}
