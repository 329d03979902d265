package io.costledger.invariants;

import io.costledger.core.LedgerException;

/** A run that breaks a blocking law; carries the whole report. */
public final class AuditFailedException extends LedgerException {
  private static final long serialVersionUID = 1L;

  private final transient AuditReport report;

  AuditFailedException(String runId, AuditReport report) {
    super(
        "Run " + runId + " must not be published",
        report.violations().stream()
            .map(v -> v.invariant() + ": " + v.message())
            .toList());
    this.report = report;
  }

  /**
   * Returns what the audit found.
   *
   * @return with at least one violation that blocks
   */
  public AuditReport report() {
    return report;
  }
}
