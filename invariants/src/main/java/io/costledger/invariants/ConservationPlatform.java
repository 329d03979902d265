package io.costledger.invariants;

import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;

/** {@link StandardInvariants#CONSERVATION_PLATFORM}. */
final class ConservationPlatform extends Law {
  ConservationPlatform() {
    super(
        "CONSERVATION_PLATFORM",
        "What a platform or group passes on, keeps or fails to place is what came in, in each"
            + " charge period and measure; so its account ends at zero.");
  }

  @Override
  void find(Run run, Findings findings) {
    Cells<Tally> cells = new Cells<>(Tally::new);
    for (LedgerEntry entry : run.entries()) {
      if (AccountRoles.passesOn(entry.to())) {
        cells.at(entry, entry.to()).in(entry.amountUnits(), entry);
      }
      if (AccountRoles.passesOn(entry.from())) {
        cells.at(entry, entry.from()).out(entry.amountUnits(), entry);
      }
    }
    cells.forEach((cell, tally) -> {
      if (tally.balance().signum() != 0) {
        findings.units(
            tally.out().subtract(tally.in()),
            tally.summed(),
            "outflow in " + cell.place(),
            findings.money(tally.out()) + " from " + cell.account(),
            "must be " + findings.money(tally.in()) + ": what came in");
      }
    });
  }
}
