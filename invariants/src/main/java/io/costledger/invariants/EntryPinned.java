package io.costledger.invariants;

import io.costledger.core.account.AccountKind;
import io.costledger.core.account.CodePoints;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@link StandardInvariants#ENTRY_PINNED}. */
final class EntryPinned extends Law {
  EntryPinned() {
    super(
        "ENTRY_PINNED",
        "Every entry carries its run's id, unit, posting period, one of its charge periods, and"
            + " deliveries that the run is pinned to; entries from the bill carry the bill's.");
  }

  @Override
  void find(Run run, Findings findings) {
    ResolvedPolicy policy = run.policy();
    Set<Period> grain = new HashSet<>(policy.declared().grain().periods().castToList());
    Set<Period> mismatched = new HashSet<>();
    for (BillPlacement placement : run.billPlacements()) {
      if (placement.fault().equals(Optional.of(FaultReason.PERIOD_MISMATCH))) {
        mismatched.add(placement.chargePeriod());
      }
    }
    Set<String> pinned = new HashSet<>();
    String bill = run.inputs().bill().delivery().id();
    pinned.add(bill);
    for (Delivery delivery : run.inputs().usageDeliveries()) {
      pinned.add(delivery.id());
    }
    for (LedgerEntry entry : run.entries()) {
      boolean fromBill = entry.from().kind() == AccountKind.BILL;
      boolean homeless = fromBill && entry.to().kind() == AccountKind.UNALLOCATED;
      Check check = new Check(entry, findings);
      check.equal("run", entry.run(), run.id());
      findUnit(entry, policy.declared().unit(), findings);
      check.equal("posting period", entry.postingPeriod(), policy.posting());
      if (!grain.contains(entry.chargePeriod())
          && !(homeless && mismatched.contains(entry.chargePeriod()))) {
        check.broken("charge period", entry.chargePeriod().toString(), "is not in the grain");
      }
      if (fromBill) {
        check.equal("deliveries", entry.deliveries(), List.of(bill));
      } else {
        check.deliveries(pinned);
      }
    }
  }

  /** Looks at one entry's unit. */
  static void findUnit(LedgerEntry entry, LedgerUnit unit, Findings findings) {
    if (!entry.unit().equals(unit)) { // else there is no need of texts
      new Check(entry, findings).equal("unit", text(entry.unit()), text(unit));
    }
  }

  private static String text(LedgerUnit unit) {
    return unit.currency() + " at scale " + unit.scale();
  }

  private record Check(LedgerEntry entry, Findings findings) {
    void equal(String what, Object found, Object expected) {
      if (!found.equals(expected)) {
        broken(what, found.toString(), "must be " + expected);
      }
    }

    void deliveries(Set<String> pinned) {
      String previous = "";
      for (String delivery : entry.deliveries()) {
        if (!pinned.contains(delivery)) {
          broken("delivery", delivery, "is not among the run's inputs");
        } else if (CodePoints.compare(previous, delivery) >= 0) {
          broken("deliveries", entry.deliveries().toString(), "must ascend, each once");
        }
        previous = delivery;
      }
    }

    void broken(String what, String value, String rule) {
      findings.fact(Offenders.of(entry), what + " of an entry", value, rule);
    }
  }
}
