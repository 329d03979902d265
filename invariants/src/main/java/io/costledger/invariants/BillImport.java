package io.costledger.invariants;

import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/** {@link StandardInvariants#BILL_IMPORT}. */
final class BillImport extends SharingLaw {
  BillImport() {
    super(
        "BILL_IMPORT",
        "Each bill record's cost is its whole units plus what was rounded off: nothing, unless the"
            + " policy chose a rounding; then that rounding of this record alone. Its parts have"
            + " their durations' shares of these units, the first of them all of the rounding.");
  }

  @Override
  void find(Inspection inspection, Findings findings) {
    Run run = inspection.run();
    LedgerUnit unit = run.policy().declared().unit();
    Optional<RoundingMode> rounding = run.policy().declared().rounding();
    BillRows rows = inspection.billRows();
    findings.inRanges(inspection.workers(), rows.size(), (from, to, found) -> {
      for (int i = from; i < to; i++) {
        new Check(rows.get(i), unit, found).all(rounding);
      }
    });
  }

  private record Check(PlacedRecord placed, LedgerUnit unit, Findings findings) {
    void all(Optional<RoundingMode> mode) {
      BigInteger units = BigInteger.ZERO;
      BigDecimal rounded = BigDecimal.ZERO;
      for (BillPlacement part : placed.parts()) {
        units = units.add(part.units());
        rounded = rounded.add(part.rounding());
      }
      sum(units, rounded);
      rounding(units, rounded, mode);
      for (BillPlacement part : placed.parts()) {
        measure(part);
      }
      parts(mode);
    }

    private void sum(BigInteger units, BigDecimal rounded) {
      BigDecimal kept = unit.decimalOf(units).add(rounded);
      BigDecimal discrepancy = kept.subtract(placed.record().cost());
      if (discrepancy.signum() != 0) {
        findings.amount(
            discrepancy,
            placed.offender(),
            "import of a bill record",
            findings.money(kept) + " for " + placed.record().id(),
            "units plus rounding must be its cost, "
                + findings.money(placed.record().cost()));
      }
    }

    private void rounding(BigInteger units, BigDecimal rounded, Optional<RoundingMode> mode) {
      BigDecimal one = unit.decimalOf(BigInteger.ONE);
      if (rounded.abs().compareTo(one) >= 0) {
        findings.amount(
            rounded,
            placed.offender(),
            "rounding of a bill record",
            shown(rounded),
            "must be less than a unit, " + findings.money(one));
      } else if (rounded.signum() != 0 && mode.isEmpty()) {
        findings.amount(
            rounded,
            placed.offender(),
            "rounding of a bill record",
            shown(rounded),
            "the policy allows none");
      } else if (mode.isPresent()) {
        BigInteger expected = unit.unitsOf(placed.record().cost(), mode.get());
        if (!expected.equals(units)) {
          findings.units(
              units.subtract(expected),
              placed.offender(),
              "rounding of a bill record",
              shown(rounded),
              mode.get() + " makes its cost " + findings.money(expected));
        }
      }
    }

    private String shown(BigDecimal rounded) {
      return findings.money(rounded) + " for " + placed.record().id();
    }

    private void measure(BillPlacement part) {
      Measure measure = Measure.of(placed.record().cost());
      if (part.measure() != measure) {
        findings.fact(
            placed.offender(),
            "measure of a bill record",
            part.measure() + " for " + placed.shown(part),
            "must be " + measure + ": its cost is "
                + findings.money(placed.record().cost()));
      }
    }

    /** Of a record that is placed whole, the sum says all there is to say. */
    private void parts(Optional<RoundingMode> mode) {
      BigDecimal cost = placed.record().cost();
      if (placed.parts().size() < 2 || (mode.isEmpty() && !unit.fits(cost))) {
        return;
      }
      BigInteger whole = unit.unitsOf(cost, mode.orElse(RoundingMode.UNNECESSARY));
      for (BillPlacement part : placed.parts()) {
        BigInteger expected = Parts.share(whole, placed.record().chargePeriod(), part.part());
        if (!part.units().equals(expected)) {
          findings.units(
              part.units().subtract(expected),
              placed.offender(),
              "part of a bill record",
              findings.money(part.units()) + " for " + placed.shown(part),
              "its duration's share of " + findings.money(whole) + " is "
                  + findings.money(expected));
        }
        if (!part.equals(placed.parts().get(0)) && part.rounding().signum() != 0) {
          findings.amount(
              part.rounding(),
              placed.offender(),
              "rounding of a bill record",
              findings.money(part.rounding()) + " for " + placed.shown(part),
              "stays with its first part");
        }
      }
    }
  }
}
