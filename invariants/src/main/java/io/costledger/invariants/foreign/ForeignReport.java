package io.costledger.invariants.foreign;

import java.util.List;
import java.util.Optional;

/**
 * What the checker found.
 *
 * @param originRows how many rows of origins there are
 * @param allocatedRows how many allocated rows there are
 * @param totals per unit, by its code points
 * @param results every check that was made, in the order of {@link ForeignCheck}
 * @param tolerance what was let pass; empty: nothing
 */
public record ForeignReport(
    long originRows,
    long allocatedRows,
    List<UnitTotal> totals,
    List<CheckResult> results,
    Optional<ForeignRules.Tolerance> tolerance) {
  /** Copies the lists. */
  public ForeignReport {
    totals = List.copyOf(totals);
    results = List.copyOf(results);
  }

  /**
   * Returns whether the allocation must not be published.
   *
   * @return true if a check is broken that blocks
   */
  public boolean isBlocked() {
    return results.stream().anyMatch(CheckResult::blocks);
  }
}
