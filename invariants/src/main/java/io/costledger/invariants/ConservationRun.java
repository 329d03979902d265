package io.costledger.invariants;

import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.RoundingDifference;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.Measure;
import java.math.BigDecimal;
import java.math.BigInteger;

/** {@link StandardInvariants#CONSERVATION_RUN}. */
final class ConservationRun extends Law {
  ConservationRun() {
    super(
        "CONSERVATION_RUN",
        "What the bill charged is what left the bill's account, and what cost centers, unallocated"
            + " and variance accounts hold, each plus what import rounded off.");
  }

  @Override
  void find(Run run, Findings findings) {
    for (Measure measure : Measure.values()) {
      find(run, measure, findings);
    }
  }

  private static void find(Run run, Measure measure, Findings findings) {
    BigDecimal imported = BigDecimal.ZERO;
    for (BillRecord record : run.inputs().bill().records()) {
      if (Measure.of(record.cost()) == measure) {
        imported = imported.add(record.cost());
      }
    }
    BigDecimal rounded = BigDecimal.ZERO;
    for (RoundingDifference difference : run.rounding()) {
      if (difference.measure() == measure) {
        rounded = rounded.add(difference.amount());
      }
    }
    Units left = new Units();
    Units rests = new Units();
    for (LedgerEntry entry : run.entries()) {
      if (entry.measure() == measure) {
        BigInteger units = entry.amountUnits();
        left.add(entry.from().kind() == AccountKind.BILL ? units : BigInteger.ZERO);
        left.subtract(entry.to().kind() == AccountKind.BILL ? units : BigInteger.ZERO);
        rests.add(AccountRoles.isSink(entry.to()) ? units : BigInteger.ZERO);
        rests.subtract(AccountRoles.isSink(entry.from()) ? units : BigInteger.ZERO);
      }
    }
    Totals totals = new Totals(run, measure, imported, rounded, findings);
    totals.compare(left.sum(), "out of the bill");
    totals.compare(rests.sum(), "in cost centers, unallocated and variance");
  }

  private record Totals(
      Run run, Measure measure, BigDecimal imported, BigDecimal rounded, Findings findings) {
    void compare(BigInteger bookedUnits, String where) {
      BigDecimal booked = run.policy().declared().unit().decimalOf(bookedUnits);
      BigDecimal discrepancy = booked.add(rounded).subtract(imported);
      if (discrepancy.signum() != 0) {
        findings.amount(
            discrepancy,
            Offenders.of(
                "bill records: " + findings.money(imported),
                where + ": " + findings.money(booked),
                "rounded off: " + findings.money(rounded)),
            "total " + measure + " " + where,
            findings.money(booked),
            "must be "
                + findings.money(imported.subtract(rounded))
                + ": the bill less what import rounded off");
      }
    }
  }
}
