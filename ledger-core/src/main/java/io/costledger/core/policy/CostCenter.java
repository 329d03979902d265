package io.costledger.core.policy;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.time.Period;
import java.time.Instant;
import java.util.Optional;

/**
 * Who finally bears cost; never passes it on. Effective over [from, to), either end may be open.
 *
 * @param id the id, not empty
 * @param from the first instant at which it bears cost; empty: since ever
 * @param to the first instant at which it no longer does; empty: open
 */
public record CostCenter(String id, Optional<Instant> from, Optional<Instant> to) {
  /**
   * Checks the id and the dates.
   *
   * @throws IllegalArgumentException if the id is empty or the dates end before they start
   */
  public CostCenter {
    Account.requireId("cost center id", id);
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      throw Invalid.argument(
          "effective dates", from.get() + "/" + to.get(), "must end after they start");
    }
  }

  /**
   * Returns a cost center that is there always.
   *
   * @param id the id, not empty
   * @return the cost center
   */
  public static CostCenter of(String id) {
    return new CostCenter(id, Optional.empty(), Optional.empty());
  }

  /**
   * Returns the account.
   *
   * @return {@code cost-center:<id>}
   */
  public Account account() {
    return Account.costCenter(id);
  }

  /**
   * Returns whether it bears cost through a whole period.
   *
   * @param period the period
   * @return true if the dates contain the period
   */
  public boolean isEffectiveOver(Period period) {
    return from.map(f -> !period.start().isBefore(f)).orElse(true)
        && to.map(t -> !period.end().isAfter(t)).orElse(true);
  }
}
