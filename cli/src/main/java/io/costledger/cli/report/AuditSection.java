package io.costledger.cli.report;

import io.costledger.core.ledger.Statement;
import io.costledger.invariants.AuditReport;
import io.costledger.invariants.Invariant;
import io.costledger.invariants.Violation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What the audit says of each law, and whether the statement sums to the bill. */
final class AuditSection {
  private static final int IN_A_LINE = 3;

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
    TextTable table = new TextTable("l".repeat(IN_A_LINE));
    for (int i = 0; i < kept.size(); i += IN_A_LINE) {
      String[] cells = new String[IN_A_LINE];
      for (int j = 0; j < IN_A_LINE; j++) {
        cells[j] = i + j < kept.size() ? "holds  " + kept.get(i + j).code() : "";
      }
      table.row(cells);
    }
    table.printTo(out);
    for (Invariant law : report.checked()) {
      List<Violation> violations = of(report, law);
      if (!violations.isEmpty()) {
        Lines.wrapped(out, "  BROKEN ", law.code() + ": " + law.statement());
        violations.forEach(violation -> Lines.wrapped(out, "         ", violation.message()));
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
