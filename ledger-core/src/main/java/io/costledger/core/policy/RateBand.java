package io.costledger.core.policy;

import io.costledger.core.Invalid;
import io.costledger.core.money.Ratio;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * One band of a tiered rate.
 *
 * @param upTo the largest quantity of the band, inclusive, above 0; empty: without end
 * @param rate the price of one unit of quantity, 0 or more
 */
public record RateBand(Optional<BigDecimal> upTo, Ratio rate) {
  /**
   * Checks the bound and the rate.
   *
   * @throws IllegalArgumentException if the bound is not above 0, or the rate below
   */
  public RateBand {
    if (upTo.isPresent() && upTo.get().signum() <= 0) {
      throw Invalid.argument("band", upTo.get().toPlainString(), "must end above 0");
    }
    if (rate.signum() < 0) {
      throw Invalid.argument("rate", rate, "must be 0 or more");
    }
  }
}
