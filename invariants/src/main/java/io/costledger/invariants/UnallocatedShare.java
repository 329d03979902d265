package io.costledger.invariants;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Responsible;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.Measure;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.AuditTerms;
import io.costledger.core.policy.SoftLaw;
import java.math.BigInteger;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** {@link StandardInvariants#unallocatedShare}. */
final class UnallocatedShare extends SoftCheck {
  private final AuditTerms.ShareLimit limit;

  UnallocatedShare(AuditTerms.ShareLimit limit) {
    super(
        SoftLaw.UNALLOCATED_SHARE,
        "Little of the charges has no home: of the bill, and of what came into each platform.",
        Optional.of("at most " + limit.most() + ": " + limit.reason()));
    this.limit = limit;
  }

  @Override
  void find(Run run, Findings findings) {
    Tally all = new Tally();
    NavigableMap<Account, Tally> byPlatform = new TreeMap<>();
    for (LedgerEntry entry : run.entries()) {
      if (entry.measure() == Measure.CHARGE) {
        count(entry, all, byPlatform);
      }
    }
    compare(run, Optional.empty(), all, findings);
    byPlatform.forEach((platform, tally) -> compare(run, Optional.of(platform), tally, findings));
  }

  /** Counts what came in as in, and what has no home as out. */
  private static void count(LedgerEntry entry, Tally all, NavigableMap<Account, Tally> byPlatform) {
    BigInteger units = entry.amountUnits();
    if (entry.from().kind() == AccountKind.BILL) {
      all.in(units);
    }
    // A group's cost without a home rests with its smallest member, whose id it has.
    Account from = Account.platform(entry.from().id());
    if (AccountRoles.passesOn(entry.to()) && !from.id().equals(entry.to().id())) {
      tally(byPlatform, Account.platform(entry.to().id())).in(units);
    }
    if (entry.to().kind() == AccountKind.UNALLOCATED) {
      all.out(units, entry);
      if (AccountRoles.passesOn(entry.from())) {
        tally(byPlatform, from).out(units, entry);
      }
    }
  }

  private static Tally tally(NavigableMap<Account, Tally> byPlatform, Account platform) {
    return byPlatform.computeIfAbsent(platform, p -> new Tally());
  }

  private void compare(Run run, Optional<Account> platform, Tally tally, Findings findings) {
    Ratio allowed = limit.most().times(Ratio.of(tally.in()));
    if (Ratio.of(tally.out()).compareTo(allowed) > 0) {
      BigInteger whole = allowed.numerator().divide(allowed.denominator());
      Responsible owner = owner(run, platform);
      findings.soft(
          platform.map(Account::id),
          owner,
          Optional.of(run.policy().declared().unit().decimalOf(tally.out().subtract(whole))),
          tally.summed(),
          Invalid.message(
              "unallocated charges of " + platform.map(Account::toString).orElse("the run"),
              findings.money(tally.out()) + " of " + findings.money(tally.in()),
              "must be " + limit.most() + " of it at the most: " + limit.reason()),
          "Ask " + owner + ", whose faults leave the most there, to mend them.");
    }
  }

  /** Who can place the most of it. */
  private static Responsible owner(Run run, Optional<Account> platform) {
    BigInteger most = BigInteger.ZERO;
    Responsible owner =
        new Responsible(Responsible.Role.POLICY_AUTHOR, run.policy().declared().name());
    for (Fault fault : run.faults()) {
      boolean here = fault
          .restsIn()
          .filter(account ->
              platform.isEmpty() || account.id().equals(platform.get().id()))
          .isPresent();
      BigInteger units = fault.amountUnits().orElse(BigInteger.ZERO);
      if (here && units.compareTo(most) > 0) {
        most = units;
        owner = fault.owner();
      }
    }
    return owner;
  }
}
