package io.costledger.invariants;

import static io.costledger.core.account.AccountKind.BILL;
import static io.costledger.core.account.AccountKind.COST_CENTER;
import static io.costledger.core.account.AccountKind.GROUP;
import static io.costledger.core.account.AccountKind.PLATFORM;
import static io.costledger.core.account.AccountKind.UNALLOCATED;
import static io.costledger.core.account.AccountKind.VARIANCE;

import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** {@link StandardInvariants#ENTRY_ROUTE}. */
final class EntryRoute extends Law {
  /** Cost centers and unallocated accounts never pay; nobody pays the bill. */
  private static final Map<AccountKind, Set<AccountKind>> ROUTES = new EnumMap<>(AccountKind.class);

  static {
    ROUTES.put(BILL, EnumSet.of(PLATFORM, COST_CENTER, UNALLOCATED));
    ROUTES.put(PLATFORM, EnumSet.of(PLATFORM, GROUP, COST_CENTER, UNALLOCATED, VARIANCE));
    ROUTES.put(GROUP, EnumSet.of(PLATFORM, COST_CENTER, UNALLOCATED));
    ROUTES.put(VARIANCE, EnumSet.of(PLATFORM));
  }

  EntryRoute() {
    super(
        "ENTRY_ROUTE",
        "Cost moves from the bill through platforms to where it rests and never back, and an"
            + " entry's kind says which way it took; a platform's own variance alone funds it.");
  }

  @Override
  void find(Run run, Findings findings) {
    run.entries().forEach(entry -> find(entry, findings));
  }

  /** Looks at one entry, which is all that the law needs. */
  static void find(LedgerEntry entry, Findings findings) {
    AccountKind from = entry.from().kind();
    AccountKind to = entry.to().kind();
    String rule = "";
    if (!ROUTES.getOrDefault(from, Set.of()).contains(to)) {
      rule = from.text() + " accounts don't pay " + to.text() + " accounts";
    } else if ((from == VARIANCE || to == VARIANCE)
        && !entry.from().id().equals(entry.to().id())) {
      rule = "a variance account is for its own platform";
    } else if (to == UNALLOCATED && !entry.to().id().equals(homeOfUnallocated(entry))) {
      rule = "its cost without a home rests in unallocated:" + homeOfUnallocated(entry);
    } else if (!fits(entry.kind(), from, to)) {
      rule = "that is not what '" + entry.kind().text() + "' means";
    }
    if (!rule.isEmpty()) {
      findings.units(
          entry.amountUnits(),
          Offenders.of(entry),
          "route of " + entry.measure() + " in " + entry.chargePeriod(),
          Offenders.transfer(entry),
          rule);
    }
  }

  private static String homeOfUnallocated(LedgerEntry entry) {
    return entry.from().kind() == BILL ? "bill" : entry.from().id();
  }

  private static boolean fits(EntryKind kind, AccountKind from, AccountKind to) {
    boolean passesOn = from == PLATFORM || from == GROUP;
    return switch (kind) {
      case DIRECT -> from != GROUP && from != VARIANCE && (to == PLATFORM || to == COST_CENTER);
      case RETAINED -> passesOn && to == COST_CENTER;
      case ALLOCATED -> passesOn && (to == PLATFORM || to == GROUP || to == COST_CENTER);
      case VARIANCE -> from == VARIANCE || to == VARIANCE;
      case TRUE_UP -> from == PLATFORM && (to == PLATFORM || to == COST_CENTER);
      // A policy may send cost without a home to the owner or to named consumers instead.
      case UNALLOCATED -> to == UNALLOCATED || (passesOn && (to == PLATFORM || to == COST_CENTER));
      case CORRECTION -> true;
    };
  }
}
