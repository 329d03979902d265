package io.costledger.invariants;

import io.costledger.core.ledger.Run;

/** A run that keeps every blocking law. Only an {@link Audit} makes one; only this is published. */
public final class AuditedRun {
  private final Run run;
  private final AuditReport report;

  AuditedRun(Run run, AuditReport report) {
    this.run = run;
    this.report = report;
  }

  /**
   * Returns the run.
   *
   * @return what was audited
   */
  public Run run() {
    return run;
  }

  /**
   * Returns what the audit found.
   *
   * @return the laws that were checked, and warnings
   */
  public AuditReport report() {
    return report;
  }
}
