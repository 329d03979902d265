package io.costledger.cli.report;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The cost centers that bear most, and what theirs is made of. Totals are the statement's. */
final class CostCenterSection {
  private static final int SHOWN = 10;

  private CostCenterSection() {}

  /** What a cost center bears, in units: directly, through platforms, as a platform's owner. */
  private static final class Parts {
    private BigInteger direct = BigInteger.ZERO;
    private BigInteger throughPlatforms = BigInteger.ZERO;
    private BigInteger asOwner = BigInteger.ZERO;

    void add(LedgerEntry entry) {
      if (entry.kind() == EntryKind.RETAINED) {
        asOwner = asOwner.add(entry.amountUnits());
      } else if (entry.kind() == EntryKind.DIRECT) {
        direct = direct.add(entry.amountUnits());
      } else {
        throughPlatforms = throughPlatforms.add(entry.amountUnits());
      }
    }

    List<BigInteger> inOrder() {
      return List.of(direct, throughPlatforms, asOwner);
    }
  }

  static void print(StringBuilder out, Run run, Totals totals, Amounts amounts) {
    Map<Account, BigInteger> settled = totals.costCenters();
    Map<Account, Parts> parts = new HashMap<>();
    for (LedgerEntry entry : run.entries()) {
      if (entry.to().kind() == AccountKind.COST_CENTER) {
        parts.computeIfAbsent(entry.to(), account -> new Parts()).add(entry);
      }
    }
    List<Account> most = new ArrayList<>(settled.keySet());
    most.sort(Comparator.comparing(settled::get, Comparator.reverseOrder()));
    BigInteger total = totals.bill();

    Lines.heading(
        out,
        "WHO BEARS MOST, "
            + Math.min(SHOWN, most.size())
            + " of "
            + most.size()
            + " cost centers ("
            + amounts.currency()
            + "; all are in statement.csv)");
    TextTable table = new TextTable("rlrrrrr");
    table.row("", "cost center", "direct", "by platforms", "kept as owner", "total", "of all");
    BigInteger rest = BigInteger.ZERO;
    for (int i = 0; i < most.size(); i++) {
      Account account = most.get(i);
      BigInteger cents = settled.getOrDefault(account, BigInteger.ZERO);
      if (i >= SHOWN) {
        rest = rest.add(cents);
        continue;
      }
      List<BigInteger> shown =
          Cents.split(amounts, cents, parts.getOrDefault(account, new Parts()).inOrder());
      table.row(
          Integer.toString(i + 1),
          TextTable.name(account.id()),
          amounts.showOrDash(shown.get(0)),
          amounts.showOrDash(shown.get(1)),
          amounts.showOrDash(shown.get(2)),
          amounts.showCents(cents),
          Amounts.percent(cents, total));
    }
    if (most.size() > SHOWN) {
      String others = (most.size() - SHOWN) + " others";
      table.row("", others, "", "", "", amounts.showCents(rest), Amounts.percent(rest, total));
    }
    table.printTo(out);
  }
}
