package io.costledger.invariants;

import java.util.List;

/**
 * What an audit found.
 *
 * @param checked the laws that were checked, in order
 * @param violations every violation, in the order of the laws
 */
public record AuditReport(List<Invariant> checked, List<Violation> violations) {
  /** Copies the lists. */
  public AuditReport {
    checked = List.copyOf(checked);
    violations = List.copyOf(violations);
  }

  /**
   * Returns whether the run may be published.
   *
   * @return true if no violation blocks
   */
  public boolean isPublishable() {
    return violations.stream().noneMatch(v -> v.severity() == Severity.BLOCK);
  }
}
