package io.costledger.cli.report;

import io.costledger.allocation.Explain;
import io.costledger.allocation.Settlement;
import io.costledger.allocation.explain.EntryExplanation;
import io.costledger.allocation.explain.PoolExplanation;
import io.costledger.allocation.lineage.Lineage;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.RowField;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.time.Period;
import io.costledger.invariants.AuditedRun;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.BigMoney;

/**
 * Why an account or an entry of a run is what it is, as text for a console: in words, with exact
 * amounts; then where it began and which way it came, in the currency's own subunit.
 */
public final class ExplainReport {
  private static final int SHOWN = 5;

  private final AuditedRun audited;
  private final Run run;
  private final Optional<RowField> by;
  private final Explain explain;
  private final Amounts amounts;

  private ExplainReport(AuditedRun audited, Optional<RowField> by) {
    this.audited = audited;
    this.run = audited.run();
    this.by = by;
    this.explain = Explain.of(audited);
    this.amounts = new Amounts(run.policy().declared().unit());
  }

  /**
   * Returns the report of a run.
   *
   * @param audited the run
   * @param by the field of the bill that tells the rows of a root apart, if wanted
   * @return the report
   */
  public static ExplainReport of(AuditedRun audited, Optional<RowField> by) {
    return new ExplainReport(audited, by);
  }

  /**
   * Returns how many entries there are.
   *
   * @return the last number that {@link #entry} takes
   */
  public int entries() {
    return run.entries().size();
  }

  /**
   * Returns whether the policy declares an account.
   *
   * @param account a platform or a cost center
   * @return true if it can be explained
   */
  public boolean declares(Account account) {
    return account.kind() == AccountKind.PLATFORM
        ? run.policy().declared().platforms().stream().anyMatch(p -> p.id().equals(account.id()))
        : run.policy().declared().costCenters().stream().anyMatch(c -> c.id().equals(account.id()));
  }

  /**
   * Explains one entry.
   *
   * @param number its row in entries.csv, from 1
   * @return lines that end with LF
   */
  public String entry(int number) {
    EntryExplanation explained = explain.entry(run.entries().get(number - 1));
    StringBuilder out = new StringBuilder();
    out.append("Entry ").append(number).append(" of run ").append(run.id()).append("\n\n");
    Lines.wrapped(out, "", explained.paragraph());
    explained.pool().ifPresent(pool -> pool(out, pool));
    return out.toString();
  }

  private void pool(StringBuilder out, PoolExplanation pool) {
    Lines.heading(out, "WHAT CAME INTO THE POOL (exactly, in " + amounts.currency() + ")");
    TextTable table = new TextTable("rlr");
    table.row("entry", "from", "amount");
    for (LedgerEntry inflow : pool.inflows()) {
      table.row(
          Integer.toString(run.entries().indexOf(inflow) + 1),
          TextTable.name(inflow.from().toString()),
          amounts.showExact(inflow.amountUnits()));
    }
    table.printTo(out);
  }

  /**
   * Explains a cost center or a platform.
   *
   * @param account a declared one
   * @return lines that end with LF
   */
  public String account(Account account) {
    Lineage lineage =
        by.map(field -> Lineage.of(audited, field)).orElseGet(() -> Lineage.of(audited));
    Period span = run.policy().declared().grain().span();
    StringBuilder out = new StringBuilder();
    out.append(TextTable.name(account.toString())).append(", ");
    out.append(RollUpSection.day(span.start())).append(" to ");
    out.append(RollUpSection.day(span.end())).append(", run ").append(run.id()).append("\n\n");
    Lines.wrapped(out, "", explain.account(account).paragraph());
    if (account.kind() == AccountKind.PLATFORM) {
      OriginSection.ofPlatform(out, account, lineage, amounts);
    } else {
      OriginSection.ofSink(out, account, lineage, amounts, settled(account));
    }
    WaySection.print(out, account, run, amounts);
    largest(out, account);
    return out.toString();
  }

  /** What the statement says; the parts are made to sum to it. */
  private BigInteger settled(Account account) {
    Map<Account, BigInteger> all =
        Totals.of(run, Settlement.statement(audited), amounts).costCenters();
    return all.getOrDefault(account, BigInteger.ZERO);
  }

  private void largest(StringBuilder out, Account account) {
    List<Integer> into = new ArrayList<>();
    for (int i = 0; i < run.entries().size(); i++) {
      if (run.entries().get(i).to().equals(account)) {
        into.add(i);
      }
    }
    if (into.isEmpty()) {
      return;
    }
    into.sort(Comparator.comparing(
        (Integer i) -> run.entries().get(i).amountUnits().abs(), Comparator.reverseOrder()));
    Lines.heading(
        out,
        "LARGEST ENTRIES, "
            + Math.min(SHOWN, into.size())
            + " of "
            + into.size()
            + " (--entry explains one to the last unit)");
    TextTable table = new TextTable("rllr");
    table.row("entry", "from", "period", "amount");
    for (int i : into.subList(0, Math.min(SHOWN, into.size()))) {
      LedgerEntry entry = run.entries().get(i);
      table.row(
          Integer.toString(i + 1),
          TextTable.name(entry.from().toString()),
          RollUpSection.day(entry.chargePeriod().start()),
          amounts.showExact(entry.amountUnits()));
    }
    table.printTo(out);
  }

  /** An amount of a lineage in ledger units. */
  static BigInteger units(Lineage lineage, BigMoney amount) {
    return lineage.unit().unitsOf(amount);
  }
}
