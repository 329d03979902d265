package io.costledger.cli.report;

import io.costledger.allocation.Settlement;
import io.costledger.core.Invalid;
import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.Statement;
import io.costledger.core.policy.Hierarchy;
import io.costledger.core.time.Period;
import io.costledger.invariants.AuditedRun;

/**
 * A run as text for a console: what came in, where it went, who bears it, what has no home, and the
 * audit. Amounts are in the currency's own subunit with thousands separators, settled so that they
 * sum; the exact total is shown once. Names from the data are made safe to print.
 */
public final class ConsoleReport {
  private final AuditedRun audited;
  private final Hierarchy hierarchy;
  private final Run run;
  private final Amounts amounts;
  private final Statement statement;
  private final Totals totals;

  private ConsoleReport(AuditedRun audited, Hierarchy hierarchy) {
    this.audited = audited;
    this.hierarchy = hierarchy;
    this.run = audited.run();
    this.amounts = new Amounts(run.policy().declared().unit());
    this.statement = Settlement.statement(audited);
    this.totals = Totals.of(run, statement, amounts);
  }

  /**
   * Returns the report of a run.
   *
   * @param audited the audited run
   * @param hierarchy who belongs to whom; none: there is no roll-up
   * @return the report
   */
  public static ConsoleReport of(AuditedRun audited, Hierarchy hierarchy) {
    return new ConsoleReport(audited, hierarchy);
  }

  /**
   * Returns the whole report.
   *
   * @return lines that end with LF
   */
  public String full() {
    StringBuilder out = head();
    CameInSection.print(out, run, totals, amounts);
    TierSection.print(out, run, totals, amounts);
    CostCenterSection.print(out, run, totals, amounts);
    RollUpSection.print(out, run, hierarchy, totals, amounts);
    UnplacedSection.print(out, run, totals, amounts);
    AuditSection.print(out, audited.report(), statement, totals, amounts);
    return out.toString();
  }

  /**
   * Returns the report in short: totals, what has no home, the audit.
   *
   * @return lines that end with LF
   */
  public String brief() {
    StringBuilder out = head();
    CameInSection.print(out, run, totals, amounts);
    UnplacedSection.print(out, run, totals, amounts);
    AuditSection.print(out, audited.report(), statement, totals, amounts);
    return out.toString();
  }

  private StringBuilder head() {
    Period span = run.policy().declared().grain().span();
    int periods = run.policy().declared().grain().periods().size();
    return new StringBuilder()
        .append("Chargeback of ")
        .append(Invalid.shown(run.policy().declared().name()))
        .append(", ")
        .append(RollUpSection.day(span.start()))
        .append(" to ")
        .append(RollUpSection.day(span.end()))
        .append(" in ")
        .append(periods)
        .append(periods == 1 ? " period" : " periods")
        .append(", run ")
        .append(run.id())
        .append('\n');
  }
}
