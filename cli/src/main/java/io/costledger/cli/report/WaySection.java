package io.costledger.cli.report;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The way that cost came to an account, as a tree: who put what in, and into them, down to the
 * bill. A platform that feeds several others is opened once.
 */
final class WaySection {
  private final Map<Account, Map<Account, BigInteger>> in = new TreeMap<>();
  private final Set<Account> opened = new HashSet<>();
  private final Amounts amounts;
  private final TextTable table = new TextTable("lrl");

  private WaySection(Run run, Amounts amounts) {
    this.amounts = amounts;
    for (LedgerEntry entry : run.entries()) {
      in.computeIfAbsent(entry.to(), to -> new TreeMap<>())
          .merge(entry.from(), entry.amountUnits(), BigInteger::add);
    }
  }

  static void print(StringBuilder out, Account account, Run run, Amounts amounts) {
    WaySection section = new WaySection(run, amounts);
    if (!section.in.containsKey(account)) {
      return;
    }
    Lines.heading(
        out,
        "WHICH WAY IT CAME, who put what into whom (" + amounts.currency() + ", less credits)");
    section.table.row("", "amount", "of all that it had");
    section.table.row(TextTable.name(account.id()), amounts.showRounded(section.sum(account)), "");
    section.open(account, 1);
    section.table.printTo(out);
  }

  private BigInteger sum(Account account) {
    return Cents.sum(List.copyOf(in.getOrDefault(account, Map.of()).values()));
  }

  private void open(Account account, int depth) {
    Map<Account, BigInteger> sources = in.getOrDefault(account, Map.of());
    List<Account> largest = new ArrayList<>(sources.keySet());
    largest.sort(Comparator.comparing(
        from -> sources.getOrDefault(from, BigInteger.ZERO), Comparator.reverseOrder()));
    for (Account from : largest) {
      BigInteger units = sources.getOrDefault(from, BigInteger.ZERO);
      boolean isBill = from.kind() == AccountKind.BILL;
      boolean isNew = opened.add(from);
      table.row(
          "  ".repeat(depth) + (isBill ? "the bill" : TextTable.name(from.id())),
          amounts.showRounded(units),
          isBill ? "" : of(from, units, isNew));
      if (!isBill && isNew) {
        open(from, depth + 1);
      }
    }
  }

  private String of(Account from, BigInteger units, boolean isNew) {
    BigInteger all = sum(from);
    return Amounts.percent(units, all)
        + " of "
        + amounts.showRounded(all)
        + (isNew ? "" : ", as above");
  }
}
