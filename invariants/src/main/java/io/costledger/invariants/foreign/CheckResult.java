package io.costledger.invariants.foreign;

import io.costledger.invariants.Severity;
import io.costledger.invariants.Violation;
import java.util.List;

/**
 * What became of one check.
 *
 * @param check the check
 * @param severity what its violations mean
 * @param count how many violations there are, listed or not, without tolerated ones
 * @param sums their discrepancies, exact, by unit
 * @param violations the twenty with the largest discrepancies, largest first
 * @param toleratedCount how many there are that a tolerance lets pass
 * @param toleratedSums their discrepancies, exact, by unit
 * @param tolerated the twenty largest of those
 */
public record CheckResult(
    ForeignCheck check,
    Severity severity,
    long count,
    List<UnitSum> sums,
    List<Violation> violations,
    long toleratedCount,
    List<UnitSum> toleratedSums,
    List<Violation> tolerated) {
  /** Copies the lists. */
  public CheckResult {
    sums = List.copyOf(sums);
    violations = List.copyOf(violations);
    toleratedSums = List.copyOf(toleratedSums);
    tolerated = List.copyOf(tolerated);
  }

  /**
   * Returns whether the check holds without any tolerance.
   *
   * @return true if there is no violation at all
   */
  public boolean holds() {
    return count == 0 && toleratedCount == 0;
  }

  /**
   * Returns whether the allocation must not be published for this.
   *
   * @return true if there is a violation that blocks
   */
  public boolean blocks() {
    return count > 0 && severity == Severity.BLOCK;
  }
}
