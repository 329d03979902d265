package io.costledger.allocation.explain;

import io.costledger.core.ledger.LedgerEntry;
import java.util.List;
import java.util.Optional;

/**
 * Why one entry is what it is: the pool that it leaves, and what gives each of its units.
 *
 * @param entry the entry
 * @param pool the pool of the platform that the units leave, or that variance funds; empty
 *     for an entry from elsewhere
 * @param group the reciprocal group that the units leave
 * @param parts what the entry is made of; they sum to it exactly
 */
public record EntryExplanation(
    LedgerEntry entry,
    Optional<PoolExplanation> pool,
    Optional<GroupExplanation> group,
    List<Part> parts) {
  /** Copies the parts. */
  public EntryExplanation {
    parts = List.copyOf(parts);
  }

  /**
   * Returns the explanation in words for a reader who knows costs and not this library.
   *
   * @return one paragraph on one line, amounts exact
   */
  public String paragraph() {
    return EntryWords.of(this);
  }
}
