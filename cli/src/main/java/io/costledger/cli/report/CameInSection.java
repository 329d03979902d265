package io.costledger.cli.report;

import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.RoundingDifference;
import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.UsagePlacement;
import io.costledger.core.money.Measure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;

/** What came in: the bill's charges and credits, where its rules placed them, and the usage. */
final class CameInSection {
  private CameInSection() {}

  static void print(StringBuilder out, Run run, Totals totals, Amounts amounts) {
    Lines.heading(out, "WHAT CAME IN");
    List<BillPlacement> rows = run.billPlacements().castToList();
    BigInteger charges = sum(rows, Measure.CHARGE);
    BigInteger credits = sum(rows, Measure.CREDIT);
    List<BigInteger> byMeasure = Cents.split(amounts, totals.bill(), List.of(charges, credits));
    TextTable table = new TextTable("lrrl");
    table.row("", "rows", amounts.currency(), "");
    table.row("charges", count(rows, Measure.CHARGE), amounts.showCents(byMeasure.get(0)), "");
    table.row("credits", count(rows, Measure.CREDIT), amounts.showCents(byMeasure.get(1)), "");
    table.rule();
    table.row(
        "bill",
        Amounts.count(records(rows)),
        amounts.showCents(totals.bill()),
        "exactly " + amounts.showExact(totals.billUnits()));
    place(table, "to platforms", rows, AccountKind.PLATFORM, totals.toPlatforms(), amounts);
    place(table, "to cost centers", rows, AccountKind.COST_CENTER, totals.toCostCenters(), amounts);
    place(
        table,
        "no home (see below)",
        rows,
        AccountKind.UNALLOCATED,
        totals.noHomeOfBill(),
        amounts);
    table.printTo(out);
    rounding(out, run, amounts);
    usage(out, run);
  }

  private static void place(
      TextTable table,
      String label,
      List<BillPlacement> rows,
      AccountKind kind,
      BigInteger cents,
      Amounts amounts) {
    long count = records(rows.stream().filter(row -> row.to().kind() == kind).toList());
    if (count > 0) {
      table.row("  " + label, Amounts.count(count), amounts.showCents(cents), "");
    }
  }

  /** What import rounded off is beside the ledger: bill as imported = ledger + rounding. */
  private static void rounding(StringBuilder out, Run run, Amounts amounts) {
    if (run.rounding().notEmpty()) {
      BigDecimal rounded = BigDecimal.ZERO;
      for (RoundingDifference difference : run.rounding()) {
        rounded = rounded.add(difference.amount());
      }
      Lines.wrapped(
          out,
          "  ",
          "Import rounded each row as the policy says; the file's own sum is "
              + rounded.toPlainString()
              + " "
              + amounts.currency()
              + " more.");
    }
  }

  private static void usage(StringBuilder out, Run run) {
    List<UsagePlacement> records = run.usagePlacements();
    if (records.isEmpty()) {
      return;
    }
    int counted = Collections.frequency(records, UsagePlacement.COUNTED);
    int ownUse = Collections.frequency(records, UsagePlacement.SELF_USE);
    int faulty = records.size() - counted - ownUse;
    Lines.wrapped(
        out,
        "  usage  ",
        Amounts.count(run.inputs().usage().size())
            + " records"
            + (records.size() == run.inputs().usage().size()
                ? ": "
                : ", in " + Amounts.count(records.size()) + " parts by period: ")
            + Amounts.count(counted)
            + " counted, "
            + Amounts.count(ownUse)
            + " of a platform by itself (left out), "
            + Amounts.count(faulty)
            + " could not be counted (see below)");
  }

  private static BigInteger sum(List<BillPlacement> rows, Measure measure) {
    return Cents.sum(rows.stream()
        .filter(row -> row.measure() == measure)
        .map(BillPlacement::units)
        .toList());
  }

  private static String count(List<BillPlacement> rows, Measure measure) {
    return Amounts.count(
        records(rows.stream().filter(row -> row.measure() == measure).toList()));
  }

  /** A row in parts is one row. */
  private static long records(List<BillPlacement> rows) {
    return rows.stream().map(BillPlacement::record).distinct().count();
  }
}
