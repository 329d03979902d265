package io.costledger.cli.report;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.Statement;
import io.costledger.core.ledger.StatementLine;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

  static void print(StringBuilder out, Run run, Statement statement, Amounts amounts) {
    Map<Account, BigInteger> settled = settled(statement, AccountKind.COST_CENTER, amounts);
    Map<Account, Parts> parts = new HashMap<>();
    for (LedgerEntry entry : run.entries()) {
      if (entry.to().kind() == AccountKind.COST_CENTER) {
        parts.computeIfAbsent(entry.to(), account -> new Parts()).add(entry);
      }
    }
    List<Account> most = new ArrayList<>(settled.keySet());
    most.sort(Comparator.comparing(settled::get, Comparator.reverseOrder()));
    BigInteger total = amounts.cents(statement.settledTotal().getAmount());

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
          amounts.showCents(shown.get(0)),
          amounts.showCents(shown.get(1)),
          amounts.showCents(shown.get(2)),
          amounts.showCents(cents),
          Amounts.percent(cents, total));
    }
    if (most.size() > SHOWN) {
      String others = (most.size() - SHOWN) + " others";
      table.row(
          "", others, "", "", "", amounts.showCents(rest), Amounts.percent(rest, total));
    }
    table.printTo(out);
  }

  /** What accounts of a kind bear on the statement, charges and credits together, in cents. */
  static Map<Account, BigInteger> settled(
      Statement statement, AccountKind kind, Amounts amounts) {
    Map<Account, BigInteger> settled = new TreeMap<>();
    for (StatementLine line : statement.lines()) {
      if (line.account().kind() == kind) {
        settled.merge(
            line.account(), amounts.cents(line.settled().getAmount()), BigInteger::add);
      }
    }
    return settled;
  }
}
