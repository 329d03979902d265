package io.costledger.allocation;

import io.costledger.allocation.batch.Pool;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.Responsible;
import io.costledger.core.ledger.UsagePlacement;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.work.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Sums usage per grain period, platform, consumer and unit, and says of each record what became of
 * it (SPEC 4.3, 4.4, 5.3, section 6). Where several faults apply, the first of: period, platform,
 * unit, consumer. Second step of a run.
 *
 * <p>What platform and period say of a record is found out once for all that share the two, by the
 * numbers that the batch gave them. Records are taken pool by pool, a pool by one thread.
 */
final class UsageCounting {
  private final ResolvedPolicy policy;
  private final UsageBatch parts;
  private final UsagePlacement[] placements;
  private final List<Fault> faults = new ArrayList<>();
  private final Map<Pool, PoolCounting> byPool = new HashMap<>();

  /** By the consumer's rank. */
  private final Account[] inOrder;

  private UsageCounting(ResolvedPolicy policy, UsageBatch parts) {
    this.policy = policy;
    this.parts = parts;
    this.placements = new UsagePlacement[parts.size()];
    this.inOrder = new Account[parts.consumers().size()];
    for (int consumer = 0; consumer < inOrder.length; consumer++) {
      inOrder[parts.consumerRank(consumer)] = parts.consumers().get(consumer);
    }
  }

  static UsageCounting of(ResolvedPolicy policy, UsageBatch usage, Workers workers) {
    UsageCounting counting = new UsageCounting(policy, UsageParts.of(policy.declared(), usage));
    counting.count(workers);
    return counting;
  }

  private void count(Workers workers) {
    List<Group> groups = new ArrayList<>();
    Map<Pool, Integer> numbers = new HashMap<>();
    int[] groupOfPair = new int[parts.pairCount()];
    for (int pair = 0; pair < groupOfPair.length; pair++) {
      Group group = group(
          parts.platforms().get(parts.platformOfPair(pair)),
          parts.chargePeriods().get(parts.chargePeriodOfPair(pair)));
      if (group instanceof Counted counted) {
        groupOfPair[pair] = numbers.computeIfAbsent(counted.pool(), pool -> groups.size());
      } else {
        groupOfPair[pair] = groups.size();
      }
      if (groupOfPair[pair] == groups.size()) {
        groups.add(group);
      }
    }
    UnitOrder units = new UnitOrder(parts);
    PoolRecords records = new PoolRecords(parts, units, groupOfPair, groups.size(), workers);
    Arrays.fill(placements, UsagePlacement.COUNTED); // those that don't are placed elsewhere
    List<List<Fault>> found = new ArrayList<>(Collections.nCopies(groups.size(), List.of()));
    PoolCounting[] countings = new PoolCounting[groups.size()];
    workers.run(groups.size(), g -> {
      if (groups.get(g) instanceof Counted counted) {
        countings[g] = new PoolCounting(
            parts, placements, counted.pool(), counted.in(), counted.terms(), inOrder, units);
        countings[g].count(records.inOrder(g));
        found.set(g, countings[g].faults());
      } else if (groups.get(g) instanceof Refused refused) {
        found.set(g, refuse(refused, records, g));
      }
    });
    found.forEach(faults::addAll);
    numbers.forEach((pool, g) -> byPool.put(pool, countings[g]));
  }

  /** The pairs of a platform and a charge period to whose records the same happens. */
  private sealed interface Group {}

  /** They are of a pool of the run. */
  private record Counted(Pool pool, PeriodPolicy in, PeriodPolicy.Terms terms) implements Group {}

  /** No pool of the run is theirs. */
  private record Refused(
      UsagePlacement placement, FaultReason fault, Responsible feed, Period period)
      implements Group {}

  private Group group(String platform, Period own) {
    OptionalInt index = policy.declared().grain().indexContaining(own);
    Responsible feed = new Responsible(Responsible.Role.USAGE_FEED, platform);
    if (index.isEmpty()) {
      return new Refused(UsagePlacement.PERIOD_MISMATCH, FaultReason.PERIOD_MISMATCH, feed, own);
    }
    PeriodPolicy in = policy.periods().get(index.getAsInt());
    PeriodPolicy.Terms terms = in.platforms().get(platform);
    if (terms == null) {
      return new Refused(
          UsagePlacement.UNKNOWN_PLATFORM, FaultReason.UNKNOWN_PLATFORM, feed, in.period());
    }
    return new Counted(new Pool(in.period(), platform), in, terms);
  }

  private List<Fault> refuse(Refused why, PoolRecords records, int group) {
    List<Fault> refused = new ArrayList<>();
    for (int came = 0; came < records.size(group); came++) {
      int i = records.record(group, came);
      placements[i] = why.placement();
      refused.add(Faults.usageRecord(parts, i, why.period(), why.fault(), why.feed()));
    }
    return refused;
  }

  /** The records, cut where the policy prorates them; what is counted. */
  UsageBatch parts() {
    return parts;
  }

  /** What counts in a pool; empty if no record is of it. */
  Optional<PoolCounting> of(Pool pool) {
    return Optional.ofNullable(byPool.get(pool));
  }

  /** In the order of {@link #parts}. */
  List<UsagePlacement> placements() {
    return Arrays.asList(placements);
  }

  List<Fault> faults() {
    return faults;
  }
}
