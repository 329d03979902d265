package io.costledger.allocation;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.Responsible;
import io.costledger.core.ledger.RoundingDifference;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Imports a bill: every row becomes whole units, exactly or rounded as the policy chose, in one
 * place, or in one for each of its parts where the policy prorates it (SPEC 2.2, 4.1, section 6).
 * First step of a run.
 */
final class BillBooking {
  private final ResolvedPolicy policy;
  private final LedgerUnit unit;
  private final List<BillPlacement> placements = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final NavigableMap<Period, NavigableMap<Measure, BigDecimal>> rounding = new TreeMap<>();
  private final Map<Period, Map<String, NavigableMap<Account, BigInteger>>> directCosts =
      new HashMap<>();

  private BillBooking(ResolvedPolicy policy) {
    this.policy = policy;
    this.unit = policy.declared().unit();
  }

  static BillBooking of(ResolvedPolicy policy, Bill bill) {
    BillBooking booking = new BillBooking(policy);
    for (BillRecord record : bill.records()) {
      booking.book(record);
    }
    return booking;
  }

  /** In the order of the bill, then of time. */
  List<BillPlacement> placements() {
    return placements;
  }

  List<Fault> faults() {
    return faults;
  }

  /** Costs that the scale can't hold, though the policy chose no rounding. */
  List<String> problems() {
    return problems;
  }

  List<RoundingDifference> rounding() {
    List<RoundingDifference> differences = new ArrayList<>();
    rounding.forEach((period, byMeasure) -> byMeasure.forEach(
        (measure, amount) -> differences.add(new RoundingDifference(period, measure, amount))));
    return differences;
  }

  /** What the bill booked directly to consumers, of the rows that a platform's model asks for. */
  NavigableMap<Account, BigInteger> directCosts(Period period, String platform) {
    return directCosts.getOrDefault(period, Map.of()).getOrDefault(platform, new TreeMap<>());
  }

  /** The placements by the charge period that they are booked in, each in the order of the bill. */
  NavigableMap<Period, List<BillPlacement>> byPeriod() {
    NavigableMap<Period, List<BillPlacement>> byPeriod = new TreeMap<>();
    for (BillPlacement placement : placements) {
      byPeriod
          .computeIfAbsent(placement.chargePeriod(), period -> new ArrayList<>())
          .add(placement);
    }
    return byPeriod;
  }

  private void book(BillRecord record) {
    Policy declared = policy.declared();
    if (declared.rounding().isEmpty() && !unit.fits(record.cost())) {
      problems.add(Invalid.message(
          "cost of bill row '" + record.id() + "'",
          record.cost().toPlainString(),
          "scale " + unit.scale() + " can't hold it and the policy chose no rounding"));
      return;
    }
    BigInteger units =
        unit.unitsOf(record.cost(), declared.rounding().orElse(RoundingMode.UNNECESSARY));
    BigDecimal difference = record.cost().subtract(unit.decimalOf(units));
    List<Segment> segments =
        Segment.of(declared.grain(), record.chargePeriod(), declared.billProration());
    List<BigInteger> shares = Segment.split(units, segments);
    for (int k = 0; k < segments.size(); k++) {
      // Rounded once, so the difference stays with the record once: with its first part.
      book(new Part(record, segments.get(k), shares.get(k), k == 0 ? difference : BigDecimal.ZERO));
    }
  }

  /** A bill record, or what of it is booked in one grain period. */
  private record Part(
      BillRecord record, Segment segment, BigInteger units, BigDecimal difference) {}

  private void book(Part part) {
    OptionalInt index = part.segment().index();
    if (index.isEmpty()) {
      unplaced(part, part.segment().part(), FaultReason.PERIOD_MISMATCH, Optional.empty());
      return;
    }
    PeriodPolicy inPeriod = policy.periods().get(index.getAsInt());
    Optional<BillRule> rule = policy.declared().billRules().stream()
        .filter(r -> r.when().matches(part.record()))
        .findFirst();
    if (rule.isEmpty()) {
      unplaced(part, inPeriod.period(), FaultReason.NO_RULE, Optional.empty());
      return;
    }
    Optional<Account> target = rule.get().to().nameFor(part.record());
    if (target.isEmpty() || !inPeriod.knows(target.get())) {
      boolean platform = rule.get().to().kind() == AccountKind.PLATFORM;
      unplaced(
          part,
          inPeriod.period(),
          platform ? FaultReason.UNKNOWN_PLATFORM : FaultReason.UNKNOWN_CONSUMER,
          target);
      return;
    }
    place(part, inPeriod, rule.get(), target.get());
  }

  private void place(Part part, PeriodPolicy inPeriod, BillRule rule, Account target) {
    BillRecord record = part.record();
    Optional<Account> given = Optional.empty();
    Optional<FaultReason> fault = Optional.empty();
    if (target.kind() == AccountKind.PLATFORM) {
      PeriodPolicy.Terms terms = Maps.get(inPeriod.platforms(), target.id());
      given = rule.retained()
          ? Optional.of(terms.owner())
          : rule.consumer()
              .flatMap(naming -> naming.nameFor(record))
              .filter(consumer -> !consumer.equals(target));
      if (given.isPresent() && !inPeriod.knows(given.get())) {
        fault = Optional.of(FaultReason.UNKNOWN_CONSUMER);
        faults.add(Faults.givenCharge(
            record,
            inPeriod.period(),
            terms,
            given.get(),
            part.units(),
            terms.restsIn(FaultReason.UNKNOWN_CONSUMER)));
      }
    }
    if (record.measure() == Measure.CHARGE) {
      addDirectCosts(part, inPeriod, target);
    }
    add(part, inPeriod.period(), target, given, rule.retained(), fault);
  }

  private void addDirectCosts(Part part, PeriodPolicy inPeriod, Account target) {
    for (PeriodPolicy.Terms terms : inPeriod.platforms().values()) {
      if (terms
          .model()
          .flatMap(AllocationModel::directCosts)
          .filter(rows -> rows.matches(part.record()))
          .isPresent()) {
        directCosts
            .computeIfAbsent(inPeriod.period(), p -> new HashMap<>())
            .computeIfAbsent(terms.platform(), p -> new TreeMap<>())
            .merge(target, part.units(), BigInteger::add);
      }
    }
  }

  private void unplaced(Part part, Period period, FaultReason reason, Optional<Account> named) {
    Responsible owner = reason == FaultReason.NO_RULE
        ? new Responsible(Responsible.Role.POLICY_AUTHOR, policy.declared().name())
        : new Responsible(Responsible.Role.BILL_FEED, policy.declared().billSource());
    faults.add(Faults.billRecord(part.record(), period, reason, named, part.units(), owner));
    add(part, period, Account.unallocated("bill"), Optional.empty(), false, Optional.of(reason));
  }

  private void add(
      Part part,
      Period period,
      Account to,
      Optional<Account> given,
      boolean retained,
      Optional<FaultReason> fault) {
    Measure measure = part.record().measure();
    if (part.difference().signum() != 0) {
      rounding
          .computeIfAbsent(period, p -> new TreeMap<>())
          .merge(measure, part.difference(), BigDecimal::add);
    }
    placements.add(new BillPlacement(
        part.record().id(),
        part.segment().part(),
        period,
        to,
        given,
        retained,
        measure,
        part.units(),
        part.difference(),
        fault));
  }
}
