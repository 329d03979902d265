package io.costledger.flink;

import io.costledger.core.policy.Policy;
import io.costledger.core.time.Period;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.List;

/**
 * The ledgers of a job: into which periods their runs are cut, and by which policy. It travels to the
 * task managers by Java serialization and is asked there, so it must be a pure function: let it hold
 * texts and parse them when it is asked.
 *
 * <p>Example: {@code Ledgers.monthly(ZoneOffset.UTC, (ledger, month) -> policyOf(month))}.
 */
public interface Ledgers extends Serializable {
  /**
   * Returns the periods of a ledger's runs that have an instant in common with a period.
   *
   * @param ledger the ledger that a row names
   * @param touched any period
   * @return in the order of time, without gaps or overlaps; empty if there is no such ledger
   * @throws IllegalArgumentException if the period is too long to be true
   */
  List<Period> periods(String ledger, Period touched);

  /**
   * Returns the policy of a run.
   *
   * @param ledger a ledger that has periods
   * @param period one of its periods
   * @return the policy, whose grain spans the period
   */
  Policy policy(String ledger, Period period);

  /** The policy of a ledger and period; a lambda will do. */
  @FunctionalInterface
  interface Policies extends Serializable {
    /**
     * Returns the policy of a run.
     *
     * @param ledger the ledger that a row names
     * @param period the run's period
     * @return the policy, whose grain spans the period
     */
    Policy of(String ledger, Period period);
  }

  /**
   * Returns ledgers with a run for each calendar month. Any name is a ledger.
   *
   * @param zone the zone whose calendar it is
   * @param policies the policy of each month
   * @return the ledgers
   */
  static Ledgers monthly(ZoneId zone, Policies policies) {
    return new MonthlyLedgers(zone, policies);
  }
}
