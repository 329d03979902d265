package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.Unplaced;
import io.costledger.core.time.Period;
import java.util.Map;
import java.util.Optional;

/** {@link StandardInvariants#OWNER_BEARS}. */
final class OwnerBears extends Law {
  OwnerBears() {
    super(
        "OWNER_BEARS",
        "What a platform keeps goes to its owner of that charge period, and cost without a home"
            + " goes where the policy says for its reason.");
  }

  @Override
  void find(Run run, Findings findings) {
    Map<Period, PeriodPolicy> policies = EntryDeclared.byPeriod(run);
    for (LedgerEntry entry : run.entries()) {
      Optional<PeriodPolicy> policy = Optional.ofNullable(policies.get(entry.chargePeriod()));
      if (AccountRoles.passesOn(entry.from())) {
        policy.ifPresent(p -> find(entry, p, findings));
      }
      if (entry.kind() == EntryKind.UNALLOCATED && entry.reasons().isEmpty()) {
        report(entry, "no reason for", "cost without a home has a reason", findings);
      }
    }
  }

  private static void find(LedgerEntry entry, PeriodPolicy policy, Findings findings) {
    if (entry.kind() == EntryKind.RETAINED && !isOwner(entry, policy)) {
      report(entry, "retained", "must go to the platform's owner", findings);
    }
    PeriodPolicy.Terms terms = policy.platforms().get(entry.from().id());
    if (terms == null) {
      return; // ENTRY_DECLARED says so
    }
    PeriodPolicy.Terms said = entry.from().kind() == AccountKind.GROUP ? terms.asGroup() : terms;
    for (FaultReason reason : entry.reasons()) {
      if (!goesWhere(said.unplaced(reason), said, entry)) {
        report(entry, reason.name(), "the policy sends such cost elsewhere", findings);
      }
    }
  }

  /** A group pays the retained shares of all its members, whom the entry doesn't name. */
  private static boolean isOwner(LedgerEntry entry, PeriodPolicy policy) {
    if (entry.from().kind() == AccountKind.GROUP) {
      return policy.platforms().values().stream().anyMatch(t -> t.owner().equals(entry.to()));
    }
    PeriodPolicy.Terms terms = policy.platforms().get(entry.from().id());
    return terms == null || terms.owner().equals(entry.to());
  }

  private static boolean goesWhere(Unplaced choice, PeriodPolicy.Terms terms, LedgerEntry entry) {
    Account to = entry.to();
    if (choice instanceof Unplaced.PreviousPeriod) {
      return Estimates.isEstimate(entry) != (to.kind() == AccountKind.UNALLOCATED);
    }
    if (choice instanceof Unplaced.Owner) {
      return to.equals(terms.owner());
    }
    if (choice instanceof Unplaced.Even even) {
      // A platform can't pay itself; if it alone is named, there is nobody to split over.
      boolean nobody = even.consumers().stream().allMatch(terms.account()::equals);
      return nobody ? to.kind() == AccountKind.UNALLOCATED : even.consumers().contains(to);
    }
    return choice instanceof Unplaced.Unallocated && to.kind() == AccountKind.UNALLOCATED;
  }

  private static void report(LedgerEntry entry, String what, String rule, Findings findings) {
    findings.units(
        entry.amountUnits(),
        Offenders.of(entry),
        "owner of " + entry.measure() + " in " + entry.chargePeriod(),
        what + " " + Offenders.transfer(entry),
        rule);
  }
}
