package io.costledger.core.ledger;

import org.eclipse.collections.api.list.ImmutableList;

/**
 * What a run booked, without its policy and inputs: as much as its published files can give back.
 * It says nothing of an audit.
 *
 * <p>Example: {@code BookedRun.of(audited.run())}.
 *
 * @param facts what it is counted in and pinned to
 * @param entries in {@link LedgerEntry#ORDER}
 */
public record BookedRun(RunFacts facts, ImmutableList<LedgerEntry> entries) {
  /**
   * Returns what a run booked.
   *
   * @param run a run
   * @return its facts and entries
   */
  public static BookedRun of(Run run) {
    return new BookedRun(RunFacts.of(run), run.entries());
  }
}
