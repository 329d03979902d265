package io.costledger.invariants;

import io.costledger.core.ledger.Run;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks runs against laws.
 *
 * <p>Example: {@code Audit.standard().audit(run)} is the audited run, or an exception that carries
 * every violation.
 */
public final class Audit {
  private final List<Invariant> invariants;

  private Audit(List<Invariant> invariants) {
    this.invariants = List.copyOf(invariants);
  }

  /**
   * Returns the audit by the standard laws.
   *
   * @return the audit
   */
  public static Audit standard() {
    return new Audit(StandardInvariants.all());
  }

  /**
   * Returns what a run breaks, whether or not it may be published.
   *
   * @param run the run
   * @return the report
   */
  public AuditReport report(Run run) {
    List<Violation> violations = new ArrayList<>();
    for (Invariant invariant : invariants) {
      violations.addAll(invariant.check(run));
    }
    return new AuditReport(invariants, violations);
  }

  /**
   * Returns the audited run.
   *
   * @param run the run
   * @return the run with its report
   * @throws AuditFailedException if a violation blocks
   */
  public AuditedRun audit(Run run) {
    AuditReport report = report(run);
    if (!report.isPublishable()) {
      throw new AuditFailedException(run.id(), report);
    }
    return new AuditedRun(run, report);
  }
}
