package io.costledger.allocation;

import io.costledger.core.account.Account;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.Responsible;
import io.costledger.core.ledger.UsagePlacement;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Sums usage per grain period, platform, consumer and unit, and says of each record what became of
 * it (SPEC 4.3, 4.4, 5.3, section 6). Where several faults apply, the first of: period, platform,
 * unit, consumer. Second step of a run.
 */
final class UsageCounting {
  private final ResolvedPolicy policy;
  private final UsageBatch parts;
  private final UsageSummary.Builder summary = UsageSummary.builder();
  private final List<UsagePlacement> placements = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();

  private UsageCounting(ResolvedPolicy policy, UsageBatch parts) {
    this.policy = policy;
    this.parts = parts;
  }

  static UsageCounting of(ResolvedPolicy policy, UsageBatch usage) {
    UsageBatch parts = UsageParts.of(policy.declared(), usage);
    UsageCounting counting = new UsageCounting(policy, parts);
    for (int i = 0; i < parts.size(); i++) {
      counting.placements.add(counting.count(parts, i));
    }
    return counting;
  }

  /** The records, cut where the policy prorates them; what is counted. */
  UsageBatch parts() {
    return parts;
  }

  UsageSummary summary() {
    return summary.build();
  }

  /** In the order of {@link #parts}. */
  List<UsagePlacement> placements() {
    return placements;
  }

  List<Fault> faults() {
    return faults;
  }

  private UsagePlacement count(UsageBatch usage, int i) {
    String platform = usage.platform(i);
    Period own = usage.chargePeriod(i);
    OptionalInt index = policy.declared().grain().indexContaining(own);
    Responsible feed = new Responsible(Responsible.Role.USAGE_FEED, platform);
    if (index.isEmpty()) {
      faults.add(Faults.usageRecord(usage, i, own, FaultReason.PERIOD_MISMATCH, feed));
      return UsagePlacement.PERIOD_MISMATCH;
    }
    PeriodPolicy inPeriod = policy.periods().get(index.getAsInt());
    Period period = inPeriod.period();
    PeriodPolicy.Terms terms = inPeriod.platforms().get(platform);
    if (terms == null) {
      faults.add(Faults.usageRecord(usage, i, period, FaultReason.UNKNOWN_PLATFORM, feed));
      return UsagePlacement.UNKNOWN_PLATFORM;
    }
    Account consumer = usage.consumer(i);
    if (consumer.equals(terms.account())) {
      return UsagePlacement.SELF_USE;
    }
    Responsible owner = Faults.platformOwner(terms);
    if (terms.model().isPresent() && !terms.model().get().units().reads(usage.unit(i))) {
      faults.add(Faults.usageRecord(usage, i, period, FaultReason.UNKNOWN_UNIT, owner));
      return UsagePlacement.UNKNOWN_UNIT;
    }
    if (!inPeriod.knows(consumer)) {
      faults.add(Faults.usageRecord(usage, i, period, FaultReason.UNKNOWN_CONSUMER, owner));
    }
    UsageSummary.Pool pool = new UsageSummary.Pool(period, platform);
    summary.add(new UsageSummary.Key(pool, consumer, usage.unit(i)), usage.quantity(i));
    summary.delivery(pool, usage.delivery(i));
    return UsagePlacement.COUNTED;
  }
}
