package io.costledger.allocation;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.EntryKind;
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
 * Imports a bill: every row becomes whole units in one place, exactly or rounded as the policy
 * chose (SPEC 2.2, 4.1, section 6). First step of a run.
 */
final class BillBooking {
  private final ResolvedPolicy policy;
  private final Bill bill;
  private final LedgerUnit unit;
  private final List<BillPlacement> placements = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final NavigableMap<Period, NavigableMap<Measure, BigDecimal>> rounding = new TreeMap<>();
  private final Map<Period, Map<String, NavigableMap<Account, BigInteger>>> directCosts =
      new HashMap<>();

  private BillBooking(ResolvedPolicy policy, Bill bill) {
    this.policy = policy;
    this.bill = bill;
    this.unit = policy.declared().unit();
  }

  static BillBooking of(ResolvedPolicy policy, Bill bill) {
    BillBooking booking = new BillBooking(policy, bill);
    for (BillRecord record : bill.records()) {
      booking.book(record);
    }
    return booking;
  }

  /** In the order of the bill. */
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

  /** Books every placement, from the bill to where its rule placed it. */
  void bookInto(EntryBook book) {
    for (BillPlacement placement : placements) {
      boolean unplaced = placement.to().kind() == AccountKind.UNALLOCATED;
      EntryBook.Draft draft = book.move(
              new EntryBook.Key(
                  placement.chargePeriod(),
                  policy.billAccount(),
                  placement.to(),
                  placement.measure(),
                  unplaced ? EntryKind.UNALLOCATED : EntryKind.DIRECT),
              placement.units())
          .deliveries(List.of(bill.delivery().id()));
      if (unplaced) {
        placement.fault().ifPresent(draft::reason);
      }
    }
  }

  /** The given charges of one grain period: those that name who bears them. */
  List<BillPlacement> given(Period period) {
    return placements.stream()
        .filter(placement -> placement.given().isPresent())
        .filter(placement -> placement.chargePeriod().equals(period))
        .toList();
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
    OptionalInt index = declared.grain().indexContaining(record.chargePeriod());
    if (index.isEmpty()) {
      unplaced(record, record.chargePeriod(), units, FaultReason.PERIOD_MISMATCH, Optional.empty());
      return;
    }
    PeriodPolicy inPeriod = policy.periods().get(index.getAsInt());
    Optional<BillRule> rule =
        declared.billRules().stream().filter(r -> r.when().matches(record)).findFirst();
    if (rule.isEmpty()) {
      unplaced(record, inPeriod.period(), units, FaultReason.NO_RULE, Optional.empty());
      return;
    }
    Optional<Account> target = rule.get().to().nameFor(record);
    if (target.isEmpty() || !inPeriod.knows(target.get())) {
      boolean platform = rule.get().to().kind() == AccountKind.PLATFORM;
      unplaced(
          record,
          inPeriod.period(),
          units,
          platform ? FaultReason.UNKNOWN_PLATFORM : FaultReason.UNKNOWN_CONSUMER,
          target);
      return;
    }
    place(record, inPeriod, units, rule.get(), target.get());
  }

  private void place(
      BillRecord record, PeriodPolicy inPeriod, BigInteger units, BillRule rule, Account target) {
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
            units,
            terms.restsIn(FaultReason.UNKNOWN_CONSUMER)));
      }
    }
    if (record.measure() == Measure.CHARGE) {
      addDirectCosts(record, inPeriod, target, units);
    }
    add(record, inPeriod.period(), target, given, rule.retained(), units, fault);
  }

  private void addDirectCosts(
      BillRecord record, PeriodPolicy inPeriod, Account target, BigInteger units) {
    for (PeriodPolicy.Terms terms : inPeriod.platforms().values()) {
      if (terms
          .model()
          .flatMap(AllocationModel::directCosts)
          .filter(rows -> rows.matches(record))
          .isPresent()) {
        directCosts
            .computeIfAbsent(inPeriod.period(), p -> new HashMap<>())
            .computeIfAbsent(terms.platform(), p -> new TreeMap<>())
            .merge(target, units, BigInteger::add);
      }
    }
  }

  private void unplaced(
      BillRecord record,
      Period period,
      BigInteger units,
      FaultReason reason,
      Optional<Account> named) {
    Responsible owner = reason == FaultReason.NO_RULE
        ? new Responsible(Responsible.Role.POLICY_AUTHOR, policy.declared().name())
        : new Responsible(Responsible.Role.BILL_FEED, policy.declared().billSource());
    faults.add(Faults.billRecord(record, period, reason, named, units, owner));
    add(
        record,
        period,
        Account.unallocated("bill"),
        Optional.empty(),
        false,
        units,
        Optional.of(reason));
  }

  private void add(
      BillRecord record,
      Period period,
      Account to,
      Optional<Account> given,
      boolean retained,
      BigInteger units,
      Optional<FaultReason> fault) {
    BigDecimal difference = record.cost().subtract(unit.decimalOf(units));
    if (difference.signum() != 0) {
      rounding
          .computeIfAbsent(period, p -> new TreeMap<>())
          .merge(record.measure(), difference, BigDecimal::add);
    }
    placements.add(new BillPlacement(
        record.id(), period, to, given, retained, record.measure(), units, difference, fault));
  }
}
