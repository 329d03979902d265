package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.ledger.Run;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.UnitsRead;
import io.costledger.core.usage.UsageBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where usage counts. All of it depends on a record's platform, charge period, unit and consumer
 * alone, so it is looked up once for each of the batch's numbers and not for each record.
 */
final class UsagePlaces {
  private final Run run;
  private final UsageBatch usage;
  private final List<Place> byPair = new ArrayList<>();
  private final Map<Account, Integer> consumers = new HashMap<>();
  private final Map<Optional<UnitsRead>, boolean[]> readings = new HashMap<>();

  /** What is the same for all records of one platform and charge period. */
  static final class Place {
    private final Optional<PeriodPolicy> policy;
    private final Optional<PeriodPolicy.Terms> terms;
    private final boolean[] reads;
    private final int self;

    private Place(
        Optional<PeriodPolicy> policy,
        Optional<PeriodPolicy.Terms> terms,
        boolean[] reads,
        int self) {
      this.policy = policy;
      this.terms = terms;
      this.reads = reads;
      this.self = self;
    }

    /** The policy of the grain period that contains theirs. */
    Optional<PeriodPolicy> policy() {
      return policy;
    }

    /** What that policy says of the platform. */
    Optional<PeriodPolicy.Terms> terms() {
      return terms;
    }

    /** Whether the platform's model reads a unit; without terms or a model, all is read. */
    boolean reads(int unit) {
      return reads[unit];
    }

    /** Whether a consumer is the platform itself. */
    boolean isSelf(int consumer) {
      return consumer == self;
    }

    /** Whether a record counts: somebody else's use, in a unit that the model reads. */
    boolean counts(int consumer, int unit) {
      return terms.isPresent() && consumer != self && reads[unit];
    }
  }

  UsagePlaces(Run run) {
    this.run = run;
    this.usage = run.usageParts();
    for (int i = 0; i < usage.consumers().size(); i++) {
      consumers.put(usage.consumers().get(i), i);
    }
    for (int pair = 0; pair < usage.pairCount(); pair++) {
      byPair.add(place(
          usage.platforms().get(usage.platformOfPair(pair)),
          run.policy()
              .declared()
              .grain()
              .indexContaining(usage.chargePeriods().get(usage.chargePeriodOfPair(pair)))));
    }
  }

  private Place place(String platform, OptionalInt period) {
    Optional<PeriodPolicy> policy = period.isPresent()
        ? Optional.of(run.policy().periods().get(period.getAsInt()))
        : Optional.empty();
    Optional<PeriodPolicy.Terms> terms =
        policy.flatMap(p -> Optional.ofNullable(p.platforms().get(platform)));
    Optional<UnitsRead> units =
        terms.flatMap(PeriodPolicy.Terms::model).map(AllocationModel::units);
    return new Place(
        policy,
        terms,
        readings.computeIfAbsent(units, this::reading),
        consumers.getOrDefault(Account.platform(platform), -1));
  }

  private boolean[] reading(Optional<UnitsRead> units) {
    boolean[] reads = new boolean[usage.units().size()];
    for (int unit = 0; unit < reads.length; unit++) {
      String name = usage.units().get(unit);
      reads[unit] = units.map(read -> read.reads(name)).orElse(true);
    }
    return reads;
  }

  /** The place of a pair of platform and charge period. */
  Place ofPair(int pair) {
    return byPair.get(pair);
  }
}
