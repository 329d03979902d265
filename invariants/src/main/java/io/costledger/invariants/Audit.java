package io.costledger.invariants;

import io.costledger.core.Invalid;
import io.costledger.core.ledger.Run;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
   * Returns the audit by these laws and more; a law is only ever added, so what passes an audit has
   * kept the standard laws.
   *
   * @param more further laws, with codes of their own
   * @return the audit by both
   * @throws IllegalArgumentException if two laws have one code
   */
  public Audit and(Invariant... more) {
    List<Invariant> both = new ArrayList<>(invariants);
    Set<String> codes = new HashSet<>();
    both.forEach(invariant -> codes.add(invariant.code()));
    for (Invariant invariant : more) {
      if (!codes.add(invariant.code())) {
        throw Invalid.argument("invariant", invariant.code(), "another law has this code");
      }
      both.add(invariant);
    }
    return new Audit(both);
  }

  /**
   * Returns what a run breaks, whether or not it may be published. To the laws of this audit come
   * those that the run's policy asks for by naming a threshold, unless one here has their code.
   *
   * @param run the run
   * @return the report
   */
  public AuditReport report(Run run) {
    List<Invariant> checked = new ArrayList<>(invariants);
    for (Invariant asked : StandardInvariants.askedForBy(run.policy().declared().audit())) {
      if (invariants.stream().noneMatch(law -> law.code().equals(asked.code()))) {
        checked.add(asked);
      }
    }
    List<Violation> violations = new ArrayList<>();
    for (Invariant invariant : checked) {
      violations.addAll(invariant.check(run));
    }
    return new AuditReport(checked, violations);
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
