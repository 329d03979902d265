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
final class BillImport extends Law {
  BillImport() {
    super(
        "BILL_IMPORT",
        "Each bill record's cost is its whole units plus what was rounded off: nothing, unless the"
            + " policy chose a rounding; then that rounding of this record alone.");
  }

  @Override
  void find(Run run, Findings findings) {
    LedgerUnit unit = run.policy().declared().unit();
    Optional<RoundingMode> rounding = run.policy().declared().rounding();
    for (PlacedRecord placed : PlacedRecord.of(run)) {
      sum(placed, unit, findings);
      rounding(placed, unit, rounding, findings);
      Measure measure = Measure.of(placed.record().cost());
      if (placed.placement().measure() != measure) {
        findings.fact(
            placed.offender(),
            "measure of a bill record",
            placed.placement().measure() + " for " + placed.record().id(),
            "must be " + measure + ": its cost is "
                + findings.money(placed.record().cost()));
      }
    }
  }

  private static void sum(PlacedRecord placed, LedgerUnit unit, Findings findings) {
    BillPlacement placement = placed.placement();
    BigDecimal kept = unit.decimalOf(placement.units()).add(placement.rounding());
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

  private static void rounding(
      PlacedRecord placed, LedgerUnit unit, Optional<RoundingMode> mode, Findings findings) {
    BigDecimal rounded = placed.placement().rounding();
    BigDecimal one = unit.decimalOf(BigInteger.ONE);
    String value = findings.money(rounded) + " for " + placed.record().id();
    if (rounded.abs().compareTo(one) >= 0) {
      findings.amount(
          rounded,
          placed.offender(),
          "rounding of a bill record",
          value,
          "must be less than a unit, " + findings.money(one));
    } else if (rounded.signum() != 0 && mode.isEmpty()) {
      findings.amount(
          rounded, placed.offender(), "rounding of a bill record", value, "the policy allows none");
    } else if (mode.isPresent()) {
      BigInteger expected = unit.unitsOf(placed.record().cost(), mode.get());
      if (!expected.equals(placed.placement().units())) {
        findings.units(
            placed.placement().units().subtract(expected),
            placed.offender(),
            "rounding of a bill record",
            value,
            mode.get() + " makes its cost " + findings.money(expected));
      }
    }
  }
}
