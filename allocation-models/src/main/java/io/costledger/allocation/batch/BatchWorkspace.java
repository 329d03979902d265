package io.costledger.allocation.batch;

import java.util.Arrays;

/**
 * Arrays that a batch needs, and those of its result, to be used again by the next one: 8 bytes a
 * record for the work, and 8 for the column of records; 8 in all for shares and tiers, and 12 to 40
 * for each share, entry and cell. A result can be read until its workspace is used again; then it
 * refuses. Not safe to share between threads.
 */
public final class BatchWorkspace {
  private Hold hold = new Hold();
  private long[] values = {};
  private long[] keys = {};
  private ShareBuffer[] buffers = {};
  private TierLines[] tierLines = {};
  private int[] sumRanks = {};
  private long[] sums = {};
  private int[] shareRanks = {};
  private long[] shares = {};
  private final TierLines entries = new TierLines();
  private final TierLines lineage = new TierLines();

  /** Starts without arrays; they grow as needed. */
  public BatchWorkspace() {}

  /** Ends the hold of the result before, and begins another's. */
  Hold turn() {
    hold.end();
    hold = new Hold();
    return hold;
  }

  /** Weights, sorted by pool; then shares. */
  long[] values(int n) {
    if (values.length < n) {
      values = new long[n];
    }
    return values;
  }

  /** Record and consumer of each weight; then what each record got. */
  long[] keys(int n) {
    if (keys.length < n) {
      keys = new long[n];
    }
    return keys;
  }

  /** Consumers with weight, pool by pool. */
  int[] sumRanks(int n) {
    if (sumRanks.length < n) {
      sumRanks = new int[n];
    }
    return sumRanks;
  }

  /** What their weights sum to. */
  long[] sums(int n) {
    if (sums.length < n) {
      sums = new long[n];
    }
    return sums;
  }

  /** Who has the shares of a result. */
  int[] shareRanks(int n) {
    if (shareRanks.length < n) {
      shareRanks = new int[n];
    }
    return shareRanks;
  }

  /** The shares of a result. */
  long[] shares(int n) {
    if (shares.length < n) {
      shares = new long[n];
    }
    return shares;
  }

  /** The entries of a result; empty. */
  TierLines entries() {
    return entries.emptied();
  }

  /** The lineage of a result; empty. */
  TierLines lineage() {
    return lineage.emptied();
  }

  /** One for each of some threads; empty. */
  ShareBuffer[] buffers(int n) {
    int before = buffers.length;
    if (before < n) {
      buffers = Arrays.copyOf(buffers, n);
      Arrays.setAll(buffers, k -> k < before ? buffers[k] : new ShareBuffer());
    }
    ShareBuffer[] some = Arrays.copyOf(buffers, n);
    Arrays.stream(some).forEach(ShareBuffer::emptied);
    return some;
  }

  /** As many as asked for; empty. */
  TierLines[] tierLines(int n) {
    int before = tierLines.length;
    if (before < n) {
      tierLines = Arrays.copyOf(tierLines, n);
      Arrays.setAll(tierLines, k -> k < before ? tierLines[k] : new TierLines());
    }
    TierLines[] some = Arrays.copyOf(tierLines, n);
    Arrays.stream(some).forEach(TierLines::emptied);
    return some;
  }
}
