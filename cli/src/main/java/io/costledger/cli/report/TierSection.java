package io.costledger.cli.report;

import io.costledger.core.ledger.Run;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Where the money went, tier by tier: each platform's row balances in cents. */
final class TierSection {
  private static final int WAYS_IN = 2;

  private TierSection() {}

  static void print(StringBuilder out, Run run, Totals totals, Amounts amounts) {
    List<Flow> flows = Flow.of(run);
    if (flows.isEmpty()) {
      return;
    }
    Lines.heading(
        out, "WHERE THE MONEY WENT, tier by tier (" + amounts.currency() + ", less credits)");
    TextTable table = new TextTable("llrrrrrr");
    table.row(
        "", "", "came in", "came in from", "passed on to", "passed on to", "kept,", "no home");
    table.row(
        "tier",
        "platform",
        "from bill",
        "platforms",
        "platforms",
        "cost centers",
        "by owner",
        "(below)");
    int before = -1;
    for (Flow flow : flows) {
      String tier = flow.tier() < 0 ? "-" : Integer.toString(flow.tier());
      String shown = flow.tier() == before ? "" : tier;
      row(table, shown, flow, totals.noHomeOf(flow.platform()), amounts);
      before = flow.tier();
    }
    table.rule();
    total(table, flows, totals, amounts);
    table.printTo(out);
    Lines.wrapped(out, "  ", "Each line: came in = passed on + kept + no home.");
  }

  /** Settles the ways in and the ways out to one sum in cents; no home is the statement's. */
  private static void row(
      TextTable table, String tier, Flow flow, BigInteger noHome, Amounts amounts) {
    List<BigInteger> units = flow.units();
    BigInteger sum = amounts.cents(Cents.sum(units.subList(0, WAYS_IN)));
    List<BigInteger> cents = new ArrayList<>(Cents.split(amounts, sum, units.subList(0, WAYS_IN)));
    List<BigInteger> placed = units.subList(WAYS_IN, units.size() - 1);
    cents.addAll(Cents.split(amounts, sum.subtract(noHome), placed));
    cents.add(noHome);
    show(table, tier, flow.platform().id(), cents, amounts);
  }

  /** What platforms passed to each other cancels; the rest came from the bill. */
  private static void total(TextTable table, List<Flow> flows, Totals totals, Amounts amounts) {
    BigInteger internal = amounts.cents(sum(flows, Flow.Way.FROM_PLATFORMS));
    BigInteger noHome =
        Cents.sum(flows.stream().map(flow -> totals.noHomeOf(flow.platform())).toList());
    List<BigInteger> cents = new ArrayList<>(List.of(totals.toPlatforms(), internal, internal));
    cents.addAll(Cents.split(
        amounts,
        totals.toPlatforms().subtract(noHome),
        List.of(sum(flows, Flow.Way.TO_COST_CENTERS), sum(flows, Flow.Way.KEPT))));
    cents.add(noHome);
    show(table, "", "all", cents, amounts);
  }

  private static BigInteger sum(List<Flow> flows, Flow.Way way) {
    return Cents.sum(flows.stream().map(flow -> flow.units(way)).toList());
  }

  private static void show(
      TextTable table, String tier, String name, List<BigInteger> cents, Amounts amounts) {
    List<String> cells = new ArrayList<>(List.of(tier, TextTable.name(name)));
    cents.forEach(cell -> cells.add(amounts.showOrDash(cell)));
    table.row(cells.toArray(String[]::new));
  }
}
