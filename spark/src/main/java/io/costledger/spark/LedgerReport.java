package io.costledger.spark;

import io.costledger.invariants.Invariant;
import io.costledger.invariants.Violation;
import java.util.List;

/**
 * What the check of a table of entries found.
 *
 * @param results every law that was checked, in the order of {@code StandardInvariants}
 */
public record LedgerReport(List<LawResult> results) {
  /** Copies the list. */
  public LedgerReport {
    results = List.copyOf(results);
  }

  /**
   * What became of one law.
   *
   * @param law the law, of which only what entries can show was checked
   * @param count how many violations there are, listed or not
   * @param offences the first twenty, by run, charge period and account
   */
  public record LawResult(Invariant law, long count, List<Offence> offences) {
    /** Copies the list. */
    public LawResult {
      offences = List.copyOf(offences);
    }
  }

  /**
   * One place where the entries of a run break a law.
   *
   * @param run the run's id
   * @param violation what is wrong, with the first twenty entries that show it
   */
  public record Offence(String run, Violation violation) {}

  /**
   * Returns whether the entries must not be published.
   *
   * @return true if a law is broken
   */
  public boolean isBlocked() {
    return results.stream().anyMatch(result -> result.count() > 0);
  }
}
