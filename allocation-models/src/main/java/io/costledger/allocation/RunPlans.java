package io.costledger.allocation;

import io.costledger.core.ledger.Run;
import io.costledger.core.time.Period;
import io.costledger.core.work.Workers;
import java.util.Map;

/**
 * How each pool of a finished run was placed. A run doesn't carry its weights; they are computed
 * again from its policy and inputs.
 */
final class RunPlans {
  private final Map<Period, Map<String, PoolPlan>> plans;

  private RunPlans(Run run) {
    BillBooking bill = BillBooking.of(run.policy(), run.inputs().bill());
    UsageCounting usage = UsageCounting.of(run.policy(), run.inputs().usage(), Workers.caller());
    PoolUsages pools = new PoolUsages(usage, run.inputs().bill());
    plans = PoolPlans.of(run.policy(), pools, bill, run.inputs().previous(), Workers.caller())
        .byPeriod();
  }

  static RunPlans of(Run run) {
    return new RunPlans(run);
  }

  /** The plans of one grain period, by platform. */
  Map<String, PoolPlan> in(Period period) {
    return Maps.get(plans, period);
  }
}
