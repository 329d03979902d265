package io.costledger.invariants;

import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.Run;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import java.util.Optional;

/** {@link StandardInvariants#BILL_PERIOD}. */
final class BillPeriod extends Law {
  BillPeriod() {
    super(
        "BILL_PERIOD",
        "A bill record is booked in the grain period that contains its own; if none does, in its"
            + " own, as a period mismatch.");
  }

  @Override
  void find(Run run, Findings findings) {
    Grain grain = run.policy().declared().grain();
    for (PlacedRecord placed : PlacedRecord.of(run)) {
      BillPlacement placement = placed.placement();
      Period own = placed.record().chargePeriod();
      Optional<Period> containing = grain.containing(own);
      if (!placement.chargePeriod().equals(containing.orElse(own))) {
        findings.units(
            placement.units(),
            placed.offender(),
            "charge period of a bill record",
            placement.chargePeriod() + " for " + placed.record().id(),
            containing
                .map(period -> "the grain period that contains its own is " + period)
                .orElse("no grain period contains its own, " + own));
      }
      boolean mismatch = placement.fault().equals(Optional.of(FaultReason.PERIOD_MISMATCH));
      if (mismatch == containing.isPresent()) {
        findings.units(
            placement.units(),
            placed.offender(),
            "fault of a bill record",
            placement.fault().map(Enum::name).orElse("none") + " for "
                + placed.record().id(),
            containing
                .map(period -> "its period lies inside " + period)
                .orElse("must be PERIOD_MISMATCH: no grain period contains " + own));
      }
    }
  }
}
