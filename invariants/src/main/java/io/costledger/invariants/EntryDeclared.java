package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.time.Period;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** {@link StandardInvariants#ENTRY_DECLARED}. */
final class EntryDeclared extends Law {
  EntryDeclared() {
    super(
        "ENTRY_DECLARED",
        "Every account that an entry names is the bill's, or belongs to a platform or cost center"
            + " that the policy declares for that charge period.");
  }

  /** The policy of each grain period. */
  static Map<Period, PeriodPolicy> byPeriod(Run run) {
    Map<Period, PeriodPolicy> byPeriod = new HashMap<>();
    run.policy().periods().forEach(policy -> byPeriod.put(policy.period(), policy));
    return byPeriod;
  }

  @Override
  void find(Run run, Findings findings) {
    Map<Period, PeriodPolicy> policies = byPeriod(run);
    Account bill = run.policy().billAccount();
    for (LedgerEntry entry : run.entries()) {
      Optional<PeriodPolicy> policy = Optional.ofNullable(policies.get(entry.chargePeriod()));
      find(entry, entry.from(), bill, policy, findings);
      find(entry, entry.to(), bill, policy, findings);
    }
  }

  private static void find(
      LedgerEntry entry,
      Account account,
      Account bill,
      Optional<PeriodPolicy> policy,
      Findings findings) {
    if (!isDeclared(account, bill, policy)) {
      findings.units(
          entry.amountUnits(),
          Offenders.of(entry),
          "account in " + entry.chargePeriod(),
          account.toString(),
          account.kind() == AccountKind.BILL
              ? "the run's bill is " + bill
              : "is not declared for that period");
    }
  }

  private static boolean isDeclared(Account account, Account bill, Optional<PeriodPolicy> policy) {
    return switch (account.kind()) {
      case BILL -> account.equals(bill);
      case PLATFORM, COST_CENTER -> policy.map(p -> p.knows(account)).orElse(false);
      case GROUP, VARIANCE -> isPlatform(account, policy);
      case UNALLOCATED -> account.id().equals("bill") || isPlatform(account, policy);
      case FX -> true; // ENTRY_ROUTE says that a run books none
    };
  }

  private static boolean isPlatform(Account account, Optional<PeriodPolicy> policy) {
    return policy.map(p -> p.platforms().containsKey(account.id())).orElse(false);
  }
}
