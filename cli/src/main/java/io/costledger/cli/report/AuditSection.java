package io.costledger.cli.report;

import io.costledger.core.ledger.Statement;
import io.costledger.invariants.AuditReport;
import io.costledger.invariants.Invariant;
import io.costledger.invariants.Violation;
import java.math.BigInteger;
import java.util.List;

/** What the audit says of each law, and whether the statement sums to the bill. */
final class AuditSection {
  private AuditSection() {}

  static void print(
      StringBuilder out,
      AuditReport report,
      Statement statement,
      BigInteger billUnits,
      Amounts amounts) {
    long broken =
        report.checked().stream().filter(law -> !of(report, law).isEmpty()).count();
    Lines.heading(
        out,
        "THE AUDIT, computed from inputs and entries alone: "
            + (report.checked().size() - broken)
            + " of "
            + report.checked().size()
            + " laws hold");
    for (Invariant law : report.checked()) {
      List<Violation> violations = of(report, law);
      Lines.wrapped(
          out,
          violations.isEmpty() ? "  holds   " : "  BROKEN  ",
          law.code() + ": " + law.statement());
      violations.forEach(violation -> Lines.wrapped(out, "          ", violation.message()));
    }
    BigInteger settled = amounts.cents(statement.settledTotal().getAmount());
    boolean equal = settled.equals(amounts.cents(billUnits));
    Lines.wrapped(
        out,
        equal ? "  holds   " : "  BROKEN  ",
        "The statement's "
            + statement.lines().size()
            + " lines sum to "
            + amounts.showCents(settled)
            + " "
            + amounts.currency()
            + ", the bill to "
            + amounts.showRounded(billUnits)
            + ".");
  }

  private static List<Violation> of(AuditReport report, Invariant law) {
    return report.violations().stream()
        .filter(violation -> violation.invariant().equals(law.code()))
        .toList();
  }
}
