package io.costledger.cli.report;

import io.costledger.allocation.Settlement;
import io.costledger.allocation.difference.Change;
import io.costledger.allocation.difference.RunDifference;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.BookedRun;
import io.costledger.core.ledger.RunFacts;
import io.costledger.core.ledger.StatementLine;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The difference between two runs as text for a console. An account's figures are those of the two
 * statements, in cents, and the difference is that of the figures shown: so every column foots, and
 * every row.
 */
public final class DifferenceReport {
  private static final int SHOWN = 10;

  private final RunDifference difference;
  private final Amounts amounts;
  private final NavigableMap<Account, BigInteger> before;
  private final NavigableMap<Account, BigInteger> after;
  private final TextTable table = new TextTable("lrrr");

  private DifferenceReport(BookedRun before, BookedRun after) {
    this.difference = RunDifference.between(before, after);
    this.amounts = new Amounts(difference.unit());
    this.before = settled(before);
    this.after = settled(after);
  }

  /** One row in cents. */
  private record Figures(BigInteger before, BigInteger after) {
    static final Figures NONE = new Figures(BigInteger.ZERO, BigInteger.ZERO);

    Figures plus(Figures other) {
      return new Figures(before.add(other.before), after.add(other.after));
    }

    Figures minus(Figures other) {
      return new Figures(before.subtract(other.before), after.subtract(other.after));
    }
  }

  /**
   * Returns the report.
   *
   * @param before the run before
   * @param after the run after
   * @param all whether every cost center is shown, and not only those that changed most
   * @return lines that end with LF
   * @throws io.costledger.allocation.difference.IncomparableRunsException if they can't be compared
   */
  public static String of(BookedRun before, BookedRun after, boolean all) {
    return new DifferenceReport(before, after).text(all ? Integer.MAX_VALUE : SHOWN);
  }

  private String text(int most) {
    StringBuilder out = new StringBuilder();
    out.append("Before: ").append(run(difference.before())).append('\n');
    out.append("After:  ").append(run(difference.after())).append("\n\n");
    Lines.wrapped(out, "", difference.inputs().sentence());
    if (difference.isEmpty()) {
      out.append("Nobody bears anything else than before.\n");
    }
    List<Account> changed = changed(AccountKind.COST_CENTER);
    String title = changed.isEmpty()
        ? "NO COST CENTER CHANGED"
        : "WHO BEARS MORE OR LESS, "
            + (changed.size() > most ? most + " of " + changed.size() : changed.size())
            + (changed.size() == 1 ? " cost center" : " cost centers");
    Lines.heading(out, title + " (" + amounts.currency() + ", less credits)");
    table.row("", "before", "after", "difference");
    Figures rest = sum(AccountKind.COST_CENTER);
    for (Account account : changed.subList(0, Math.min(most, changed.size()))) {
      rest = rest.minus(figures(account));
      costCenter(account);
    }
    others(rest, changed.size() - most);
    homeless("without a home", AccountKind.UNALLOCATED);
    homeless("variance", AccountKind.VARIANCE);
    homeless("exchange rates", AccountKind.FX);
    table.rule();
    row("all = the bill", sum(AccountKind.values()));
    table.printTo(out);
    out.append(
        "\nIn cents, as the statements settle them, so that all foots: +-0.01 where nothing changed\n");
    out.append("is rounding. Exactly: --format csv, or json.\n");
    return out.toString();
  }

  private static String run(RunFacts facts) {
    return facts.run() + ", policy " + TextTable.name(facts.policy()) + ", "
        + RollUpSection.day(facts.span().start()) + " to "
        + RollUpSection.day(facts.span().end());
  }

  private void costCenter(Account account) {
    row(TextTable.name(account.id()), figures(account));
    NavigableMap<Account, Change> through = difference.through(account);
    Map<Account, Figures> figures = parts(account, through);
    Figures same = Figures.NONE;
    int unchanged = 0;
    for (Account from : largestFirst(through)) {
      Figures part = figures.getOrDefault(from, Figures.NONE);
      if (changeOf(through, from).isNone()) {
        same = same.plus(part);
        unchanged++;
      } else {
        row(
            "  " + (from.kind() == AccountKind.BILL ? "the bill" : TextTable.name(from.id())),
            part);
      }
    }
    if (unchanged > 0) {
      row("  all else", same);
    }
  }

  /** The cost centers that have no line of their own. */
  private void others(Figures rest, int alsoChanged) {
    long all = difference.accounts().keySet().stream()
        .filter(account -> account.kind() == AccountKind.COST_CENTER)
        .count();
    int changed = changed(AccountKind.COST_CENTER).size();
    if (alsoChanged > 0) {
      row((all - changed + alsoChanged) + " others (--all shows)", rest);
    } else if (all > changed) {
      row((all - changed) + " unchanged", rest);
    }
  }

  private void homeless(String title, AccountKind kind) {
    if (difference.accounts().keySet().stream().noneMatch(account -> account.kind() == kind)) {
      return;
    }
    row(title, sum(kind));
    for (Account account : changed(kind)) {
      row("  " + TextTable.name(account.id()), figures(account));
    }
  }

  private void row(String name, Figures figures) {
    BigInteger cents = figures.after().subtract(figures.before());
    table.row(
        name,
        amounts.showOrDash(figures.before()),
        amounts.showOrDash(figures.after()),
        (cents.signum() > 0 ? "+" : "") + amounts.showCents(cents));
  }

  /** An account's parts in cents; they sum to what the account shows. */
  private Map<Account, Figures> parts(Account account, NavigableMap<Account, Change> through) {
    Figures whole = figures(account);
    List<Change> changes = List.copyOf(through.values());
    List<BigInteger> first = Cents.split(
        amounts, whole.before(), changes.stream().map(Change::beforeUnits).toList());
    List<BigInteger> second = Cents.split(
        amounts, whole.after(), changes.stream().map(Change::afterUnits).toList());
    Map<Account, Figures> parts = new TreeMap<>();
    int at = 0;
    for (Account from : through.keySet()) {
      parts.put(from, new Figures(first.get(at), second.get(at)));
      at++;
    }
    return parts;
  }

  /** The accounts of a kind of which something changed, the largest exact difference first. */
  private List<Account> changed(AccountKind kind) {
    NavigableMap<Account, Change> accounts = difference.accounts();
    return largestFirst(accounts).stream()
        .filter(account -> account.kind() == kind)
        .filter(account -> !difference.through(account).values().stream().allMatch(Change::isNone))
        .toList();
  }

  private static List<Account> largestFirst(NavigableMap<Account, Change> changes) {
    List<Account> largest = new ArrayList<>(changes.keySet());
    largest.sort(Comparator.comparing(
        account -> changeOf(changes, account).differenceUnits().abs(), Comparator.reverseOrder()));
    return largest;
  }

  private static Change changeOf(Map<Account, Change> changes, Account account) {
    return changes.getOrDefault(account, Change.NONE);
  }

  private Figures figures(Account account) {
    return new Figures(
        before.getOrDefault(account, BigInteger.ZERO),
        after.getOrDefault(account, BigInteger.ZERO));
  }

  private Figures sum(AccountKind... kinds) {
    return difference.accounts().keySet().stream()
        .filter(account -> List.of(kinds).contains(account.kind()))
        .map(this::figures)
        .reduce(Figures.NONE, Figures::plus);
  }

  private NavigableMap<Account, BigInteger> settled(BookedRun run) {
    NavigableMap<Account, BigInteger> settled = new TreeMap<>();
    for (StatementLine line : Settlement.statement(run).lines()) {
      settled.merge(line.account(), amounts.cents(line.settled().getAmount()), BigInteger::add);
    }
    return settled;
  }
}
