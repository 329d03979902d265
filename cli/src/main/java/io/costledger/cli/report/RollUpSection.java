package io.costledger.cli.report;

import io.costledger.core.Invalid;
import io.costledger.core.ledger.Run;
import io.costledger.core.policy.Hierarchy;
import io.costledger.core.time.Dated;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The cost of divisions, and of who moved between them. It sums to the statement. */
final class RollUpSection {
  private static final int LONGEST_BAR = 40;

  private RollUpSection() {}

  static void print(
      StringBuilder out, Run run, Hierarchy hierarchy, Totals totals, Amounts amounts) {
    if (hierarchy.parents().isEmpty()) {
      return;
    }
    RollUp rollUp = RollUp.of(run, hierarchy);
    BigInteger total = totals.bill();
    BigInteger noHome = totals.noHome();
    BigInteger longest = BigInteger.ZERO;
    List<String> roots = new ArrayList<>(rollUp.units().keySet());
    List<BigInteger> units = new ArrayList<>(rollUp.units().values());
    List<BigInteger> cents = Cents.split(amounts, total.subtract(noHome), units);
    Map<String, BigInteger> settled = new HashMap<>();
    for (int i = 0; i < roots.size(); i++) {
      settled.put(roots.get(i), cents.get(i));
      longest = longest.max(cents.get(i));
    }
    roots.sort(Comparator.comparing(settled::get, Comparator.reverseOrder()));

    Lines.heading(
        out, "BY DIVISION, each day by the organization of that day (" + amounts.currency() + ")");
    TextTable table = new TextTable("lrrrl");
    table.row("division", "cost centers", "total", "of all", "");
    for (String root : roots) {
      BigInteger borne = settled.getOrDefault(root, BigInteger.ZERO);
      table.row(
          TextTable.name(root),
          Amounts.count(rollUp.costCenters(root)),
          amounts.showCents(borne),
          Amounts.percent(borne, total),
          bar(borne, longest));
    }
    if (noHome.signum() != 0) {
      table.row(
          "no home (see below)",
          "",
          amounts.showCents(noHome),
          Amounts.percent(noHome, total),
          bar(noHome, longest));
    }
    table.rule();
    table.row("statement", "", amounts.showCents(total), "", "");
    table.printTo(out);
    for (RollUp.Move move : rollUp.moves()) {
      move(out, move, amounts);
    }
  }

  private static void move(StringBuilder out, RollUp.Move move, Amounts amounts) {
    out.append("  moved: ").append(Invalid.shown(move.node())).append('\n');
    TextTable table = new TextTable("llrl");
    for (RollUp.Stay stay : move.stays()) {
      table.row(
          "  " + span(stay.version()),
          "in " + TextTable.name(stay.version().value()),
          amounts.showRounded(stay.units()),
          "");
    }
    table.printTo(out);
  }

  private static String span(Dated.Version<String> version) {
    String from = version.from().map(at -> "from " + day(at)).orElse("");
    String to = version.to().map(at -> "until " + day(at)).orElse("");
    return (from + " " + to).strip();
  }

  /** The day alone where the instant is a midnight. */
  static String day(Instant at) {
    String text = at.toString();
    return text.endsWith("T00:00:00Z") ? text.substring(0, text.indexOf('T')) : text;
  }

  private static String bar(BigInteger part, BigInteger longest) {
    return part.signum() <= 0 || longest.signum() == 0
        ? ""
        : "#"
            .repeat(part.multiply(BigInteger.valueOf(LONGEST_BAR))
                .divide(longest)
                .max(BigInteger.ONE)
                .intValueExact());
  }
}
