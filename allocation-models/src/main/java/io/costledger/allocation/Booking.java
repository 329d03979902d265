package io.costledger.allocation;

import io.costledger.core.ledger.LedgerEntry;
import io.costledger.invariants.AuditedRun;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.collections.api.list.ImmutableList;

/**
 * One run of a {@link RunChain}, and what was booked so that the books are its entries.
 *
 * @param run the run
 * @param supersedes the id of the run before it; empty for the first
 * @param version the version of the period: 1, and one more with each restatement after closing
 * @param entries those of the run for the first, and the difference to the run before for the
 *     others; in {@link LedgerEntry#ORDER}
 */
public record Booking(
    AuditedRun run, Optional<String> supersedes, int version, ImmutableList<LedgerEntry> entries) {
  /**
   * Returns when the run was recorded.
   *
   * @return later than the booking before
   */
  public Instant recordedAt() {
    return run.run().recordedAt();
  }
}
