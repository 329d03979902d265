package io.costledger.allocation;

import io.costledger.allocation.apportion.Apportionment;
import io.costledger.allocation.apportion.Retained;
import io.costledger.allocation.explain.Estimate;
import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.attribution.ResolvedAttribution;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.RateModel;
import io.costledger.core.policy.Unplaced;
import io.costledger.core.time.Period;
import io.costledger.core.work.Workers;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.collections.api.list.ImmutableList;

/**
 * Passes cost on through the platforms of one grain period, in the order of their tiers (SPEC 5.2).
 * What a platform passes on, keeps, or fails to place is what came in, exactly. Last step of a run.
 */
final class Cascade {
  private final EntryBook book;
  private final LedgerUnit unit;
  private final Apportionment apportionment;
  private final BoundedPools bounded;
  private final ResolvedAttribution attribution;
  private final Map<String, PoolPlan> plans;
  private final String billDelivery;
  private final List<Fault> faults = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  Cascade(
      EntryBook book,
      LedgerUnit unit,
      Apportionment apportionment,
      ResolvedAttribution attribution,
      Map<String, PoolPlan> plans,
      String billDelivery) {
    this.book = book;
    this.unit = unit;
    this.apportionment = apportionment;
    this.attribution = attribution;
    this.plans = plans;
    this.billDelivery = billDelivery;
    this.bounded = new BoundedPools(unit, apportionment, attribution.period(), failures);
  }

  /** What could not be placed in the ordinary way. */
  List<Fault> faults() {
    return faults;
  }

  /** What the policy says stops the run. */
  List<String> failures() {
    return failures;
  }

  void passOn(Workers workers) {
    for (ImmutableList<String> group : attribution.groups()) {
      if (group.size() > 1) {
        passOn(GroupPlan.of(group, plans), workers);
      } else {
        for (Measure measure : Measure.values()) {
          passOn(Maps.get(plans, group.get(0)), measure);
        }
      }
    }
  }

  private void passOn(GroupPlan plan, Workers workers) {
    if (!plan.isClosed()) { // or no cost reaches it
      int tier = attribution.tier(plan.first().platform());
      GroupCascade group = new GroupCascade(book, unit, period(), tier, plan, workers);
      for (Measure measure : Measure.values()) {
        group.passOn(measure);
      }
      faults.addAll(group.faults());
      failures.addAll(group.failures());
    }
  }

  /** Moves given charges on to those they name; comes before any platform passes cost on. */
  void bookGiven(List<BillPlacement> given) {
    Map<String, Map<Measure, BigInteger>> unknown = new TreeMap<>();
    for (BillPlacement placement : given) {
      Account bearer = placement.given().orElseThrow();
      PoolPlan plan = Maps.get(plans, placement.to().id());
      if (placement.fault().isPresent()) {
        unknown
            .computeIfAbsent(placement.to().id(), p -> new TreeMap<>())
            .merge(placement.measure(), placement.units(), BigInteger::add);
      } else {
        EntryKind kind = placement.retained() ? EntryKind.RETAINED : EntryKind.DIRECT;
        move(plan, bearer, placement.measure(), kind, placement.units())
            .deliveries(List.of(billDelivery));
      }
    }
    unknown.forEach((platform, byMeasure) -> byMeasure.forEach((measure, units) -> place(
            Maps.get(plans, platform), measure, units, FaultReason.UNKNOWN_CONSUMER)
        .forEach(draft -> draft.deliveries(List.of(billDelivery)))));
  }

  private void passOn(PoolPlan plan, Measure measure) {
    BigInteger pool = book.balance(period(), plan.terms().account(), measure);
    BigInteger kept = Retained.of(plan.terms().retention(), pool, measure, unit);
    move(plan, plan.terms().owner(), measure, EntryKind.RETAINED, kept);
    BigInteger rest = pool.subtract(kept);
    if (plan.unplacedAll().isEmpty()
        && plan.terms().model().orElse(null) instanceof RateModel model) {
      charge(RateCharges.of(plan, model, unit, apportionment, measure, rest), measure);
      return;
    }
    bounded.check(plan, measure, rest);
    if (rest.signum() == 0) {
      return;
    }
    if (plan.unplacedAll().isPresent()) {
      FaultReason reason = plan.unplacedAll().get();
      place(plan, measure, rest, reason);
      report(plan, Optional.empty(), measure, rest, reason);
    } else {
      allocate(plan, measure, rest);
      plan.estimate()
          .ifPresent(
              ground -> faults.add(Faults.estimate(plan.terms(), period(), ground, measure, rest)));
    }
  }

  /** Books what a rate model charges, trues up, and leaves to variance (SPEC 4.5). */
  private void charge(RateCharges charges, Measure measure) {
    PoolPlan plan = charges.plan();
    BigInteger unknown = BigInteger.ZERO;
    for (RateCharges.Line line : charges.lines()) {
      if (plan.unknown().contains(line.consumer())) {
        BigInteger total = line.charge().add(line.trueUp());
        unknown = unknown.add(total);
        if (total.signum() != 0) {
          report(plan, Optional.of(line.consumer()), measure, total, FaultReason.UNKNOWN_CONSUMER);
        }
      } else {
        byModel(plan, move(plan, line.consumer(), measure, EntryKind.ALLOCATED, line.charge()))
            .quantity(plan.singleQuantity(line.consumer()), plan.singleUnit());
        byModel(plan, move(plan, line.consumer(), measure, EntryKind.TRUE_UP, line.trueUp()));
      }
    }
    place(plan, measure, unknown, FaultReason.UNKNOWN_CONSUMER)
        .forEach(draft -> byModel(plan, draft));
    Account variance = new Account(AccountKind.VARIANCE, plan.terms().platform());
    if (charges.isFunded()) {
      byModel(
          plan,
          book.move(
              new EntryBook.Key(
                  period(), variance, plan.terms().account(), measure, EntryKind.VARIANCE),
              charges.variance().negate()));
    } else {
      byModel(plan, move(plan, variance, measure, EntryKind.VARIANCE, charges.variance()));
    }
  }

  private void allocate(PoolPlan plan, Measure measure, BigInteger units) {
    List<Account> consumers = List.copyOf(plan.weights().byConsumer().keySet());
    List<BigInteger> shares = bounded.split(plan, measure, units);
    BigInteger unknown = BigInteger.ZERO;
    for (int i = 0; i < consumers.size(); i++) {
      Account consumer = consumers.get(i);
      BigInteger share = shares.get(i);
      if (plan.unknown().contains(consumer)) {
        unknown = unknown.add(share);
        if (share.signum() != 0) {
          report(plan, Optional.of(consumer), measure, share, FaultReason.UNKNOWN_CONSUMER);
        }
      } else {
        EntryBook.Draft draft = byModel(
                plan, move(plan, consumer, measure, EntryKind.ALLOCATED, share))
            .quantity(plan.singleQuantity(consumer), plan.singleUnit());
        plan.estimate().ifPresent(ground -> draft.reason(FaultReason.NO_USAGE));
      }
    }
    if (unknown.signum() != 0) {
      place(plan, measure, unknown, FaultReason.UNKNOWN_CONSUMER)
          .forEach(draft -> byModel(plan, draft));
    }
  }

  /** Places what has no home as the platform's policy says; returns what was booked. */
  private List<EntryBook.Draft> place(
      PoolPlan plan, Measure measure, BigInteger units, FaultReason reason) {
    Unplaced choice = plan.terms().unplaced(reason);
    List<EntryBook.Draft> booked = new ArrayList<>();
    if (units.signum() == 0) {
      return booked;
    }
    if (choice instanceof Unplaced.Owner) {
      booked.add(move(plan, plan.terms().owner(), measure, EntryKind.ALLOCATED, units));
    } else if (choice instanceof Unplaced.Even even) {
      List<Account> standIns = even.consumers();
      List<BigInteger> ones = Collections.nCopies(standIns.size(), BigInteger.ONE);
      List<BigInteger> shares = apportionment.split(units, ones);
      for (int i = 0; i < shares.size(); i++) {
        booked.add(move(plan, standIns.get(i), measure, EntryKind.ALLOCATED, shares.get(i)));
      }
    } else {
      Account unallocated = Account.unallocated(plan.terms().platform());
      booked.add(move(plan, unallocated, measure, EntryKind.UNALLOCATED, units));
      if (choice instanceof Unplaced.Fail) {
        failures.add(Invalid.message(
            reason + " of " + plan.terms().account() + " in " + period(),
            unit.decimalOf(units).toPlainString() + " " + unit.currency(),
            "the policy says that the run fails"));
      }
    }
    booked.forEach(draft -> draft.reason(reason));
    return booked;
  }

  private void report(
      PoolPlan plan,
      Optional<Account> consumer,
      Measure measure,
      BigInteger units,
      FaultReason reason) {
    faults.add(Faults.pool(
        plan.terms(), period(), reason, consumer, measure, units, plan.terms().restsIn(reason)));
  }

  private EntryBook.Draft byModel(PoolPlan plan, EntryBook.Draft draft) {
    plan.terms().model().ifPresent(model -> draft.model(model.name(), model.version()));
    plan.estimate().ifPresent(ground -> draft.model(Estimate.MODEL, Estimate.VERSION));
    return draft.deliveries(plan.deliveries());
  }

  private EntryBook.Draft move(
      PoolPlan plan, Account to, Measure measure, EntryKind kind, BigInteger units) {
    return book.move(new EntryBook.Key(period(), plan.terms().account(), to, measure, kind), units)
        .tier(attribution.tier(plan.terms().platform()));
  }

  private Period period() {
    return attribution.period();
  }
}
