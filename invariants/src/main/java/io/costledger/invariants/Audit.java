package io.costledger.invariants;

import io.costledger.core.Invalid;
import io.costledger.core.ledger.Run;
import io.costledger.core.work.Workers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks runs against laws.
 *
 * <p>Example: {@code Audit.standard().audit(run)} is the audited run, or an exception that carries
 * every violation.
 */
public final class Audit {
  private final List<Invariant> invariants;
  private final Workers workers;

  private Audit(List<Invariant> invariants, Workers workers) {
    this.invariants = List.copyOf(invariants);
    this.workers = workers;
  }

  /**
   * Returns the audit by the standard laws.
   *
   * @return the audit
   */
  public static Audit standard() {
    return new Audit(StandardInvariants.all(), Workers.caller());
  }

  /**
   * Returns the same audit by other threads: the laws of this library may be checked at the same
   * time, and those with much to do share it; a law of the caller's is asked once, by any of the
   * threads. A policy's models may be asked by several at once.
   *
   * @param others whose threads; otherwise it is the caller's
   * @return to the same report
   */
  public Audit by(Workers others) {
    return new Audit(invariants, others);
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
    return new Audit(both, workers);
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
    List<Optional<List<Violation>>> found =
        new ArrayList<>(Collections.nCopies(checked.size(), Optional.empty()));
    Inspection inspection = new Inspection(run, workers);
    workers.run(
        checked.size(), law -> found.set(law, Optional.of(check(checked.get(law), inspection))));
    List<Violation> violations = new ArrayList<>();
    found.forEach(ofLaw -> violations.addAll(ofLaw.orElseThrow()));
    return new AuditReport(checked, violations);
  }

  private static List<Violation> check(Invariant law, Inspection inspection) {
    return law instanceof Law ours ? ours.check(inspection) : law.check(inspection.run());
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
