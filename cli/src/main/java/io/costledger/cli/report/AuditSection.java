package io.costledger.cli.report;

import io.costledger.core.ledger.Statement;
import io.costledger.invariants.AuditReport;
import io.costledger.invariants.Invariant;
import io.costledger.invariants.Severity;
import io.costledger.invariants.Violation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the audit says of each law, and whether the statement sums to the bill. */
final class AuditSection {
  private AuditSection() {}

  static void print(
      StringBuilder out, AuditReport report, Statement statement, Totals totals, Amounts amounts) {
    List<Invariant> kept = new ArrayList<>(report.checked());
    kept.removeIf(law -> !of(report, law).isEmpty());
    Lines.heading(
        out,
        "THE AUDIT, computed from inputs and entries alone: "
            + kept.size()
            + " of "
            + report.checked().size()
            + " laws hold (run.json says each in words)");
    Lines.wrapped(
        out, "  holds  ", kept.stream().map(Invariant::code).collect(Collectors.joining(", ")));
    for (Invariant law : report.checked()) {
      List<Violation> violations = of(report, law);
      if (!violations.isEmpty()) {
        boolean blocks = violations.stream().anyMatch(v -> v.severity() == Severity.BLOCK);
        Lines.wrapped(out, blocks ? "  BROKEN " : "  WARNS  ", law.code() + ": " + law.statement());
        violations.forEach(violation ->
            Lines.wrapped(out, "         ", violation.message() + " " + violation.advice()));
      }
    }
    statement(out, statement, totals, amounts);
  }

  private static void statement(
      StringBuilder out, Statement statement, Totals totals, Amounts amounts) {
    BigInteger settled = amounts.cents(statement.settledTotal().getAmount());
    Lines.wrapped(
        out,
        settled.equals(totals.bill()) ? "  holds  " : "  BROKEN ",
        "The statement's "
            + statement.lines().size()
            + " lines sum to "
            + amounts.showCents(settled)
            + " "
            + amounts.currency()
            + "; the bill is "
            + amounts.showCents(totals.bill())
            + ".");
  }

  private static List<Violation> of(AuditReport report, Invariant law) {
    return report.violations().stream()
        .filter(violation -> violation.invariant().equals(law.code()))
        .toList();
  }
}
