package io.costledger.allocation;

import io.costledger.allocation.apportion.Apportionment;
import io.costledger.allocation.explain.Estimate;
import io.costledger.allocation.reciprocal.GroupSolution;
import io.costledger.allocation.reciprocal.ReciprocalGroup;
import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.Retention;
import io.costledger.core.policy.Unplaced;
import io.costledger.core.time.Period;
import io.costledger.core.work.Workers;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Passes on the cost of platforms in a circle, all at once (SPEC 5.5): what came into each member
 * goes to the group's account, and from there to whom the exact solution says. The circle's part of
 * {@link Cascade}.
 */
final class GroupCascade {
  private final EntryBook book;
  private final LedgerUnit unit;
  private final Period period;
  private final int tier;
  private final GroupPlan plan;
  private final ReciprocalGroup group;
  private final List<Fault> faults = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  GroupCascade(
      EntryBook book, LedgerUnit unit, Period period, int tier, GroupPlan plan, Workers workers) {
    this.book = book;
    this.unit = unit;
    this.period = period;
    this.tier = tier;
    this.plan = plan;
    this.group = ReciprocalGroup.of(plan.weights(), plan.sinks().size(), workers);
  }

  List<Fault> faults() {
    return faults;
  }

  List<String> failures() {
    return failures;
  }

  void passOn(Measure measure) {
    List<BigInteger> inflows = new ArrayList<>();
    for (PoolPlan member : plan.members()) {
      inflows.add(gather(member, measure));
    }
    BigInteger total = inflows.stream().reduce(BigInteger.ZERO, BigInteger::add);
    if (total.signum() == 0) {
      return;
    }
    GroupSolution solution = group.solve(inflows.stream().map(BigInteger::abs).toList());
    // Always by largest remainder: sinks are no consumers of one pool that could be rolled up.
    List<BigInteger> shares = Apportionment.LARGEST_REMAINDER.split(total, solution.outflows());
    BigInteger unknown = BigInteger.ZERO;
    for (int k = 0; k < shares.size(); k++) {
      GroupPlan.Sink sink = plan.sinks().get(k);
      BigInteger share = shares.get(k);
      if (sink.keeper().isPresent()) {
        move(sink.account(), measure, EntryKind.RETAINED, share);
      } else if (plan.isUnknown(sink)) {
        unknown = unknown.add(share);
        reportUnknown(sink.account(), measure, share);
      } else {
        move(sink.account(), measure, EntryKind.ALLOCATED, share).model("reciprocal", "1");
      }
    }
    place(measure, unknown).forEach(draft -> draft.reason(FaultReason.UNKNOWN_CONSUMER));
  }

  /** Books a member's inflow into the group, less what it retains as an amount. */
  private BigInteger gather(PoolPlan member, Measure measure) {
    Account account = member.terms().account();
    BigInteger pool = book.balance(period, account, measure);
    BigInteger kept = BigInteger.ZERO;
    if (member.terms().retention() instanceof Retention.Amount amount
        && measure == Measure.CHARGE) {
      kept = unit.unitsOf(amount.amount()).min(pool);
      Account owner = member.terms().owner();
      book.move(new EntryBook.Key(period, account, owner, measure, EntryKind.RETAINED), kept)
          .tier(tier);
    }
    BigInteger rest = pool.subtract(kept);
    Account to = plan.account();
    EntryBook.Draft into = book.move(
            new EntryBook.Key(period, account, to, measure, EntryKind.ALLOCATED), rest)
        .tier(tier);
    if (member.estimate().isPresent() && rest.signum() != 0) {
      into.model(Estimate.MODEL, Estimate.VERSION).reason(FaultReason.NO_USAGE);
      faults.add(Faults.estimate(member.terms(), period, member.estimate().get(), measure, rest));
    }
    if (member.unplacedAll().isPresent() && rest.signum() != 0) {
      FaultReason reason = member.unplacedAll().get();
      faults.add(Faults.pool(
          member.terms(), period, reason, Optional.empty(), measure, rest, Optional.empty()));
    }
    return rest;
  }

  private void reportUnknown(Account consumer, Measure measure, BigInteger share) {
    if (share.signum() != 0) {
      FaultReason reason = FaultReason.UNKNOWN_CONSUMER;
      faults.add(Faults.pool(
          plan.first(),
          period,
          reason,
          Optional.of(consumer),
          measure,
          share,
          plan.first().restsIn(reason)));
    }
  }

  /** Places the shares of unknown consumers as the policy of the smallest member says. */
  private List<EntryBook.Draft> place(Measure measure, BigInteger units) {
    Unplaced choice = plan.unknownChoice();
    List<EntryBook.Draft> booked = new ArrayList<>();
    if (choice instanceof Unplaced.Owner) {
      booked.add(move(plan.first().owner(), measure, EntryKind.ALLOCATED, units));
    } else if (choice instanceof Unplaced.Even even) {
      List<Account> standIns = even.consumers();
      List<BigInteger> shares = Apportionment.LARGEST_REMAINDER.split(
          units, Collections.nCopies(standIns.size(), BigInteger.ONE));
      for (int i = 0; i < shares.size(); i++) {
        booked.add(move(standIns.get(i), measure, EntryKind.ALLOCATED, shares.get(i)));
      }
    } else {
      Account unallocated = Account.unallocated(plan.first().platform());
      booked.add(move(unallocated, measure, EntryKind.UNALLOCATED, units));
      if (choice instanceof Unplaced.Fail && units.signum() != 0) {
        failures.add(Invalid.message(
            FaultReason.UNKNOWN_CONSUMER + " of " + plan.account() + " in " + period,
            unit.decimalOf(units).toPlainString() + " " + unit.currency(),
            "the policy says that the run fails"));
      }
    }
    booked.forEach(draft -> draft.model("reciprocal", "1"));
    return booked;
  }

  private EntryBook.Draft move(Account to, Measure measure, EntryKind kind, BigInteger units) {
    return book.move(new EntryBook.Key(period, plan.account(), to, measure, kind), units)
        .tier(tier)
        .deliveries(plan.deliveries());
  }
}
