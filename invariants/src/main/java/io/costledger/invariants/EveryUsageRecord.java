package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.account.CodePoints;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.Responsible;
import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.UsagePlacement;
import io.costledger.core.money.ExactNumber;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** {@link StandardInvariants#EVERY_USAGE_RECORD}. */
final class EveryUsageRecord extends Law {
  /** A prorated quantity has that many decimals, or its own where they are more. */
  private static final int LEAST_DECIMALS = 12;

  EveryUsageRecord() {
    super(
        "EVERY_USAGE_RECORD",
        "Each usage record comes once from its source, in a delivery of the run, and counts exactly"
            + " once, whole or in parts that sum to it, or has the one reason why it doesn't.");
  }

  private record Key(String source, String id) {}

  @Override
  void find(Run run, Findings findings) {
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
    Set<Key> seen = new HashSet<>();
    boolean ascend = idsAscend(usage);
    for (int i = 0; i < usage.size(); i++) {
      // Ids that ascend from each record to the next are different: no need to remember them.
      if (!ascend || !sources.containsKey(usage.delivery(i))) {
        origin(usage, i, sources, seen, findings);
      }
    }
    if (run.usageParts() != usage) {
      parts(run, findings);
    } else {
      uncut(run, findings);
    }
    for (int i = 0; i < Math.min(placements.size(), run.usageParts().size()); i++) {
      placement(run, i, placements.get(i), findings);
    }
  }

  private static boolean idsAscend(UsageBatch usage) {
    String last = "";
    for (int i = 0; i < usage.size(); i++) {
      String id = usage.id(i);
      if (i > 0 && CodePoints.compare(last, id) >= 0) {
        return false;
      }
      last = id;
    }
    return true;
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

  private static void placement(Run run, int i, UsagePlacement placement, Findings findings) {
    UsageBatch usage = run.usageParts();
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
