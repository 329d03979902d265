package io.costledger.cli.report;

import io.costledger.allocation.lineage.Lineage;
import io.costledger.allocation.lineage.Root;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where the cost of a cost center began, or where that of a platform ended: its lineage. */
final class OriginSection {
  private static final int SHOWN = 10;
  private static final int IN_WORDS = 4;

  private OriginSection() {}

  static void ofSink(
      StringBuilder out, Account sink, Lineage lineage, Amounts amounts, BigInteger settled) {
    Map<String, BigInteger> units = new TreeMap<>();
    lineage
        .into(sink)
        .roots()
        .forEach((root, amount) ->
            units.merge(name(sink, root), ExplainReport.units(lineage, amount), BigInteger::add));
    List<Line> lines = lines(units, settled, amounts);
    if (lines.isEmpty()) {
      return;
    }
    Lines.heading(out, "WHERE IT BEGAN (" + amounts.currency() + ", less credits)");
    List<String> parts = new ArrayList<>();
    for (Line line : lines.subList(0, Math.min(IN_WORDS, lines.size()))) {
      parts.add(amounts.showCents(line.cents()) + " is " + line.name());
    }
    if (lines.size() > IN_WORDS) {
      BigInteger rest = Cents.sum(
          lines.subList(IN_WORDS, lines.size()).stream().map(Line::cents).toList());
      parts.add(amounts.showCents(rest) + " is something else");
    }
    Lines.wrapped(
        out,
        "  ",
        "Of "
            + TextTable.name(sink.id())
            + "'s "
            + amounts.showCents(settled)
            + ", "
            + String.join(", ", parts)
            + ".");
    print(out, "root", lines, settled, amounts);
  }

  static void ofPlatform(StringBuilder out, Account root, Lineage lineage, Amounts amounts) {
    Map<String, BigInteger> units = new TreeMap<>();
    lineage
        .from(root)
        .sinks()
        .forEach((sink, amount) -> units.put(
            sink.kind() == AccountKind.COST_CENTER
                ? TextTable.name(sink.id())
                : TextTable.name(sink.toString()),
            ExplainReport.units(lineage, amount)));
    BigInteger total = amounts.cents(lineage.from(root).total().getAmount());
    List<Line> lines = lines(units, total, amounts);
    if (lines.isEmpty()) {
      return;
    }
    Lines.heading(
        out,
        "WHO BEARS IN THE END WHAT THE BILL CHARGED TO IT ("
            + amounts.currency()
            + ", less credits)");
    print(out, "account", lines, total, amounts);
  }

  private record Line(String name, BigInteger cents) {}

  private static String name(Account sink, Root root) {
    String name = root.account().equals(sink)
        ? "its own on the bill"
        : TextTable.name(
            root.account().kind() == AccountKind.PLATFORM
                ? root.account().id()
                : root.account().toString());
    return name + root.text().map(text -> " (" + TextTable.name(text) + ")").orElse("");
  }

  /** The largest first, in cents that sum to the total. */
  private static List<Line> lines(
      Map<String, BigInteger> units, BigInteger total, Amounts amounts) {
    List<String> names = List.copyOf(units.keySet());
    List<BigInteger> cents = Cents.split(amounts, total, List.copyOf(units.values()));
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      lines.add(new Line(names.get(i), cents.get(i)));
    }
    lines.sort(Comparator.comparing(Line::cents, Comparator.reverseOrder()));
    return lines;
  }

  private static void print(
      StringBuilder out, String title, List<Line> lines, BigInteger total, Amounts amounts) {
    TextTable table = new TextTable("lrr");
    table.row(title, "amount", "of all");
    BigInteger rest = BigInteger.ZERO;
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      if (i >= SHOWN) {
        rest = rest.add(line.cents());
      } else {
        table.row(
            line.name(), amounts.showCents(line.cents()), Amounts.percent(line.cents(), total));
      }
    }
    if (lines.size() > SHOWN) {
      String others = (lines.size() - SHOWN) + " others";
      table.row(others, amounts.showCents(rest), Amounts.percent(rest, total));
    }
    table.rule();
    table.row("all", amounts.showCents(total), "");
    table.printTo(out);
  }
}
