package io.costledger.allocation.batch;

/**
 * What became of a bill's cost on its way through the platforms' tiers: what each passed on, and who
 * bears how much of what the bill put in where. Can be read until
 * the workspace that they were made with is used again.
 */
public final class TierColumns {
  private final EntryColumns entries;
  private final LineageColumns lineage;

  TierColumns(EntryColumns entries, LineageColumns lineage) {
    this.entries = entries;
    this.lineage = lineage;
  }

  /**
   * Returns what left the platforms' accounts.
   *
   * @return the entries; what comes from the bill is not among them
   */
  public EntryColumns entries() {
    return entries;
  }

  /**
   * Returns how much of what each sink bears the bill put in at which platform (SPEC section 8).
   *
   * @return the cells that aren't 0
   */
  public LineageColumns lineage() {
    return lineage;
  }
}
