package io.costledger.invariants;

import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;

/** {@link StandardInvariants#BILL_POSTED}. */
final class BillPosted extends Law {
  BillPosted() {
    super(
        "BILL_POSTED",
        "What leaves the bill for an account is the sum of the bill records placed there, in each"
            + " charge period and measure: no entry without its records, no record without its"
            + " entry.");
  }

  @Override
  void find(Run run, Findings findings) {
    Cells<Tally> cells = new Cells<>(Tally::new);
    for (LedgerEntry entry : run.entries()) {
      if (entry.from().kind() == AccountKind.BILL) {
        cells.at(entry, entry.to()).in(entry.amountUnits(), entry);
      }
    }
    for (BillPlacement placement : run.billPlacements()) {
      if (placement.units().signum() != 0) {
        cells.at(placement.chargePeriod(), placement.to(), placement.measure()).out(placement);
      }
    }
    cells.forEach((cell, tally) -> {
      if (tally.balance().signum() != 0) {
        findings.units(
            tally.balance(),
            tally.summed(),
            "bill entries in " + cell.place(),
            findings.money(tally.in()) + " to " + cell.account(),
            "must be " + findings.money(tally.out()) + ": the sum of the records placed there");
      }
    });
  }
}
