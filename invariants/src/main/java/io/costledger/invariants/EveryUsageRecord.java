package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.Responsible;
import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.UsagePlacement;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.usage.UsageBatch;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** {@link StandardInvariants#EVERY_USAGE_RECORD}. */
final class EveryUsageRecord extends Law {
  EveryUsageRecord() {
    super(
        "EVERY_USAGE_RECORD",
        "Each usage record comes once from its source, in a delivery of the run, and counts exactly"
            + " once or has the one reason why it doesn't.");
  }

  private record Key(String source, String id) {}

  @Override
  void find(Run run, Findings findings) {
    UsageBatch usage = run.inputs().usage();
    List<UsagePlacement> placements = run.usagePlacements();
    if (placements.size() != usage.size()) {
      findings.fact(
          Offenders.none(),
          "usage placements",
          placements.size() + " for " + usage.size() + " records",
          "must be one for each record");
    }
    Map<String, String> sources = new HashMap<>();
    for (Delivery delivery : run.inputs().usageDeliveries()) {
      sources.put(delivery.id(), delivery.source());
    }
    Set<Key> seen = new HashSet<>();
    for (int i = 0; i < usage.size(); i++) {
      origin(usage, i, sources, seen, findings);
      if (i < placements.size()) {
        placement(run, i, placements.get(i), findings);
      }
    }
  }

  private static void origin(
      UsageBatch usage, int i, Map<String, String> sources, Set<Key> seen, Findings findings) {
    String source = sources.get(usage.delivery(i));
    if (source == null) {
      findings.data(
          new Responsible(Responsible.Role.USAGE_FEED, usage.delivery(i)),
          offender(usage, i),
          "delivery of a usage record",
          usage.delivery(i) + " for " + usage.id(i),
          "is not among the run's deliveries");
    } else if (!seen.add(new Key(source, usage.id(i)))) {
      findings.data(
          new Responsible(Responsible.Role.USAGE_FEED, source),
          offender(usage, i),
          "usage record id",
          usage.id(i),
          "must be unique in its source, " + source);
    }
  }

  private static void placement(Run run, int i, UsagePlacement placement, Findings findings) {
    UsageBatch usage = run.inputs().usage();
    OptionalInt period = run.policy().declared().grain().indexContaining(usage.chargePeriod(i));
    Optional<PeriodPolicy> policy = period.isPresent()
        ? Optional.of(run.policy().periods().get(period.getAsInt()))
        : Optional.empty();
    Optional<PeriodPolicy.Terms> terms =
        policy.flatMap(p -> Optional.ofNullable(p.platforms().get(usage.platform(i))));
    boolean self = usage.consumer(i).equals(Account.platform(usage.platform(i)));
    // A model that reads no unit of a record gives it no weight; without a model, all is read.
    boolean read = terms
        .flatMap(PeriodPolicy.Terms::model)
        .map(model -> model.units().reads(usage.unit(i)))
        .orElse(true);
    boolean right = switch (placement) {
      case COUNTED -> terms.isPresent() && !self && read;
      case SELF_USE -> self;
      case UNKNOWN_PLATFORM -> terms.isEmpty();
      case PERIOD_MISMATCH -> period.isEmpty();
      case UNKNOWN_UNIT -> terms.isPresent() && !read;
    };
    if (!right) {
      findings.fact(
          offender(usage, i),
          "placement of a usage record",
          placement + " for " + usage.id(i),
          rule(placement));
    }
  }

  private static String rule(UsagePlacement placement) {
    return switch (placement) {
      case COUNTED ->
        "its platform, period or unit is unknown to the policy, or the platform used itself";
      case SELF_USE -> "its consumer is not the platform itself";
      case UNKNOWN_PLATFORM -> "its platform is declared";
      case PERIOD_MISMATCH -> "a grain period contains its own";
      case UNKNOWN_UNIT -> "its platform's model reads its unit, or the platform is unknown";
    };
  }

  private static Offenders offender(UsageBatch usage, int i) {
    return Offenders.of("usage:" + usage.id(i));
  }
}
