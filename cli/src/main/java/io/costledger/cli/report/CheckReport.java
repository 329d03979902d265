package io.costledger.cli.report;

import io.costledger.cli.check.CheckRun.Checked;
import io.costledger.core.Invalid;
import io.costledger.invariants.Severity;
import io.costledger.invariants.Violation;
import io.costledger.invariants.foreign.CheckResult;
import io.costledger.invariants.foreign.ForeignReport;
import io.costledger.invariants.foreign.UnitSum;
import io.costledger.invariants.foreign.UnitTotal;
import java.util.List;
import java.util.stream.Collectors;

/** What the checker found, as a person reads it on a console. Every figure is exact. */
public final class CheckReport {
  /** How many violations of a check are shown here; the files have more. */
  private static final int MOST_SHOWN = 3;

  private static final int MOST_ROWS = 5;

  private CheckReport() {}

  /**
   * Returns the report.
   *
   * @param checked what was checked and found
   * @return lines that end with LF
   */
  public static String text(Checked checked) {
    ForeignReport report = checked.report();
    StringBuilder out = new StringBuilder("Check of ").append(checked.shape()).append('\n');
    if (!checked.inexact().isEmpty()) {
      Lines.wrapped(
          out,
          "WARN ",
          "inexact: "
              + String.join(", ", checked.inexact())
              + " (binary floating point, read as the shortest decimal that tells it from others;"
              + " what the sums hold to is these decimals)");
    }
    totals(out, report);
    results(out, report);
    for (CheckResult result : report.results()) {
      details(out, result);
    }
    Lines.heading(
        out,
        report.isBlocked()
            ? "BLOCKED: this allocation must not be published"
            : checked.isSpotless()
                ? "PASSED: every check holds, to the last digit"
                : "PASSED with warnings");
    return out.toString();
  }

  private static void totals(StringBuilder out, ForeignReport report) {
    Lines.heading(
        out,
        "TOTALS of "
            + Amounts.count(report.originRows())
            + " origin rows and "
            + Amounts.count(report.allocatedRows())
            + " allocated rows");
    TextTable table = new TextTable("lrrr").row("", "origins", "final recipients", "difference");
    for (UnitTotal total : report.totals()) {
      table.row(
          TextTable.name(total.unit()),
          total.origins().toPlainString(),
          total.allocated().toPlainString(),
          total.difference().toPlainString());
    }
    table.printTo(out);
  }

  private static void results(StringBuilder out, ForeignReport report) {
    long kept = report.results().stream().filter(CheckResult::holds).count();
    Lines.heading(out, "CHECKS: " + kept + " of " + report.results().size() + " hold");
    TextTable table = new TextTable("llrl").row("", "", "violations", "net, exactly");
    for (CheckResult result : report.results()) {
      table.row(
          word(result),
          result.check().name(),
          result.holds() ? "-" : Amounts.count(result.count() + result.toleratedCount()),
          sums(result.count() > 0 ? result.sums() : result.toleratedSums()));
    }
    table.printTo(out);
  }

  private static String word(CheckResult result) {
    if (result.holds()) {
      return "holds";
    }
    if (result.count() == 0) {
      return "let pass";
    }
    return result.severity() == Severity.BLOCK ? "BLOCK" : "WARN";
  }

  private static String sums(List<UnitSum> sums) {
    return sums.stream()
        .limit(MOST_SHOWN)
        .map(sum -> amount(sum.net().toPlainString(), sum.unit()))
        .collect(Collectors.joining(", "));
  }

  private static String amount(String plain, String unit) {
    return unit.isEmpty() ? plain : plain + " " + Invalid.shown(unit);
  }

  private static void details(StringBuilder out, CheckResult result) {
    if (result.holds()) {
      return;
    }
    Lines.heading(out, result.check().name() + ": " + result.check().statement());
    if (result.count() > 0) {
      list(out, result.violations(), result.count());
    }
    if (result.toleratedCount() > 0) {
      out.append("  let pass by the tolerance:\n");
      list(out, result.tolerated(), result.toleratedCount());
    }
  }

  private static void list(StringBuilder out, List<Violation> violations, long count) {
    for (Violation violation : violations.subList(0, Math.min(MOST_SHOWN, violations.size()))) {
      Lines.wrapped(out, "  - ", violation.message());
      List<String> rows = violation.offenders();
      rows.subList(0, Math.min(MOST_ROWS, rows.size()))
          .forEach(row -> out.append("      ").append(row).append('\n'));
      int more = violation.offenderCount() - Math.min(MOST_ROWS, rows.size());
      if (more > 0) {
        out.append("      and ").append(Amounts.count(more)).append(" more\n");
      }
      out.append("      whose job: ")
          .append(Invalid.shown(violation.owner().toString()))
          .append('\n');
    }
    if (count > MOST_SHOWN) {
      out.append("  and ").append(Amounts.count(count - MOST_SHOWN)).append(" more\n");
    }
  }
}
