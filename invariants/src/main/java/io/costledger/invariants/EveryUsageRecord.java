package io.costledger.invariants;

import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.Responsible;
import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.UsagePlacement;
import io.costledger.core.money.ExactNumber;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.work.Workers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@link StandardInvariants#EVERY_USAGE_RECORD}. */
final class EveryUsageRecord extends SharingLaw {
  /** A prorated quantity has that many decimals, or its own where they are more. */
  private static final int LEAST_DECIMALS = 12;

  /** How many records are worth a thread of their own. */
  private static final int LEAST_OF_A_RANGE = 1_000;

  EveryUsageRecord() {
    super(
        "EVERY_USAGE_RECORD",
        "Each usage record comes once from its source, in a delivery of the run, and counts exactly"
            + " once, whole or in parts that sum to it, or has the one reason why it doesn't.");
  }

  private record Key(String source, String id) {}

  @Override
  void find(Inspection inspection, Findings findings) {
    Run run = inspection.run();
    UsageBatch usage = run.inputs().usage();
    List<UsagePlacement> placements = run.usagePlacements();
    if (placements.size() != run.usageParts().size()) {
      findings.fact(
          Offenders.none(),
          "usage placements",
          placements.size() + " for " + run.usageParts().size() + " records",
          "must be one for each record");
    }
    Map<String, String> sources = new HashMap<>();
    for (Delivery delivery : run.inputs().usageDeliveries()) {
      sources.put(delivery.id(), delivery.source());
    }
    // Ids that ascend from each record to the next are different: no need to remember them.
    if (!idsAscend(usage, inspection.workers())
        || !sources.keySet().containsAll(usage.deliveries())) {
      Set<Key> seen = new HashSet<>();
      for (int i = 0; i < usage.size(); i++) {
        origin(usage, i, sources, seen, findings);
      }
    }
    if (run.usageParts() != usage) {
      parts(run, findings);
    } else {
      uncut(run, findings);
    }
    int placed = Math.min(placements.size(), run.usageParts().size());
    findings.inRanges(inspection.workers(), placed, (from, to, found) -> {
      for (int i = from; i < to; i++) {
        placement(inspection, i, placements.get(i), found);
      }
    });
  }

  private static boolean idsAscend(UsageBatch usage, Workers workers) {
    AtomicBoolean ascend = new AtomicBoolean(true);
    workers.ranges(usage.size(), LEAST_OF_A_RANGE, (from, to) -> {
      for (int i = Math.max(1, from); i < to; i++) {
        if (usage.compareIds(i - 1, i) >= 0) {
          ascend.set(false);
          return;
        }
      }
    });
    return ascend.get();
  }

  /** Walks records and parts side by side; after the first that strays nothing lines up. */
  private static void parts(Run run, Findings findings) {
    UsageBatch usage = run.inputs().usage();
    UsageBatch parts = run.usageParts();
    int at = 0;
    for (int i = 0; i < usage.size(); i++) {
      Period own = usage.chargePeriod(i);
      List<Period> ofRecord = new ArrayList<>();
      int first = at;
      while (at < parts.size()
          && isOf(parts, at, usage, i)
          && !(i + 1 < usage.size() && !ofRecord.isEmpty() && startsNext(parts, at, usage, i))) {
        ofRecord.add(parts.chargePeriod(at));
        at++;
      }
      Optional<Period> strayed = Parts.strayed(own, ofRecord);
      if (strayed.isPresent()) {
        findings.fact(
            offender(usage, i),
            "parts of a usage record",
            strayed.get() + " of " + usage.id(i),
            "they must follow each other through its own period, " + own);
        return;
      }
      for (int part = first; part < at; part++) {
        part(run, i, part, findings);
      }
    }
    if (at < parts.size()) {
      findings.fact(
          offender(parts, at),
          "parts of a usage record",
          parts.chargePeriod(at) + " of " + parts.id(at),
          "must be of a record, in the order of the records");
    }
  }

  /** Of a batch of which nothing was cut: whether nothing had to be. */
  private static void uncut(Run run, Findings findings) {
    UsageBatch usage = run.inputs().usage();
    Policy policy = run.policy().declared();
    List<Optional<String>> wrong = usage.chargePeriods().stream()
        .map(own -> Parts.wrongCut(policy.grain(), policy.usageProration(), own, own))
        .toList();
    if (wrong.stream().allMatch(Optional::isEmpty)) {
      return;
    }
    for (int i = 0; i < usage.size(); i++) {
      Optional<String> rule = wrong.get(usage.chargePeriodNumber(i));
      if (rule.isPresent()) {
        findings.fact(
            offender(usage, i),
            "part of a usage record",
            usage.chargePeriod(i) + " of " + usage.id(i),
            rule.get());
      }
    }
  }

  private static void part(Run run, int i, int part, Findings findings) {
    UsageBatch usage = run.inputs().usage();
    Period own = usage.chargePeriod(i);
    Period in = run.usageParts().chargePeriod(part);
    Parts.wrongCut(
            run.policy().declared().grain(), run.policy().declared().usageProration(), own, in)
        .ifPresent(rule -> findings.fact(
            offender(usage, i), "part of a usage record", in + " of " + usage.id(i), rule));
    BigDecimal whole = usage.quantity(i);
    BigDecimal found = run.usageParts().quantity(part);
    BigDecimal expected = in.equals(own) ? whole : share(whole, own, in);
    if (found.compareTo(expected) != 0) {
      findings.fact(
          offender(usage, i),
          "part of a usage record",
          ExactNumber.plain(found) + " for " + usage.id(i) + " in " + in,
          "its duration's share of " + ExactNumber.plain(whole) + " is "
              + ExactNumber.plain(expected));
    }
  }

  private static BigDecimal share(BigDecimal whole, Period own, Period part) {
    int decimals = Math.max(LEAST_DECIMALS, whole.stripTrailingZeros().scale());
    BigInteger steps = whole.movePointRight(decimals).toBigIntegerExact();
    return new BigDecimal(Parts.share(steps, own, part)).movePointLeft(decimals);
  }

  /** All but period and quantity. */
  private static boolean isOf(UsageBatch parts, int part, UsageBatch usage, int i) {
    return parts.id(part).equals(usage.id(i))
        && parts.delivery(part).equals(usage.delivery(i))
        && parts.platform(part).equals(usage.platform(i))
        && parts.consumer(part).equals(usage.consumer(i))
        && parts.unit(part).equals(usage.unit(i));
  }

  /** Whether a part is the next record's first: a feed may give an id twice in a row. */
  private static boolean startsNext(UsageBatch parts, int part, UsageBatch usage, int i) {
    return parts.chargePeriod(part - 1).end().equals(usage.chargePeriod(i).end())
        && isOf(parts, part, usage, i + 1)
        && parts.chargePeriod(part).start().equals(usage.chargePeriod(i + 1).start());
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

  private static void placement(
      Inspection inspection, int i, UsagePlacement placement, Findings findings) {
    UsageBatch usage = inspection.run().usageParts();
    UsagePlaces.Place place = inspection.usagePlaces().ofPair(usage.pairNumber(i));
    int consumer = usage.consumerNumber(i);
    // A model that reads no unit of a record gives it no weight; without a model, all is read.
    int unit = usage.unitNumber(i);
    boolean right = switch (placement) {
      case COUNTED -> place.counts(consumer, unit);
      case SELF_USE -> place.isSelf(consumer);
      case UNKNOWN_PLATFORM -> place.terms().isEmpty();
      case PERIOD_MISMATCH -> place.policy().isEmpty();
      case UNKNOWN_UNIT -> place.terms().isPresent() && !place.reads(unit);
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
