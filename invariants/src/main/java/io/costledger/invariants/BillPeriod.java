package io.costledger.invariants;

import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Period;
import java.util.Optional;

/** {@link StandardInvariants#BILL_PERIOD}. */
final class BillPeriod extends SharingLaw {
  BillPeriod() {
    super(
        "BILL_PERIOD",
        "A bill record, or each part of one that the policy prorates, is booked in the grain period"
            + " that contains its own; if none does, in its own, as a period mismatch.");
  }

  @Override
  void find(Inspection inspection, Findings findings) {
    Policy policy = inspection.run().policy().declared();
    BillRows rows = inspection.billRows();
    findings.inRanges(inspection.workers(), rows.size(), (from, to, found) -> {
      for (int i = from; i < to; i++) {
        PlacedRecord placed = rows.get(i);
        for (BillPlacement part : placed.parts()) {
          cut(placed, part, policy, found);
          find(placed, part, policy.grain().containing(part.part()), found);
        }
      }
    });
  }

  private static void cut(
      PlacedRecord placed, BillPlacement part, Policy policy, Findings findings) {
    Parts.wrongCut(
            policy.grain(), policy.billProration(), placed.record().chargePeriod(), part.part())
        .ifPresent(rule -> findings.units(
            part.units(),
            placed.offender(),
            "part of a bill record",
            part.part() + " of " + placed.record().id(),
            rule));
  }

  private static void find(
      PlacedRecord placed, BillPlacement part, Optional<Period> containing, Findings findings) {
    Period own = part.part();
    boolean isWhole = own.equals(placed.record().chargePeriod());
    if (!part.chargePeriod().equals(containing.orElse(own))) {
      findings.units(
          part.units(),
          placed.offender(),
          "charge period of a bill record",
          part.chargePeriod() + " for " + placed.record().id(),
          containing
              .map(period -> "the grain period that contains "
                  + (isWhole ? "its own" : "its part " + own) + " is " + period)
              .orElse("no grain period contains its " + (isWhole ? "own, " : "part ") + own));
    }
    boolean mismatch = part.fault().equals(Optional.of(FaultReason.PERIOD_MISMATCH));
    if (mismatch == containing.isPresent()) {
      findings.units(
          part.units(),
          placed.offender(),
          "fault of a bill record",
          part.fault().map(Enum::name).orElse("none") + " for " + placed.shown(part),
          containing
              .map(period -> "its period lies inside " + period)
              .orElse("must be PERIOD_MISMATCH: no grain period contains " + own));
    }
  }
}
