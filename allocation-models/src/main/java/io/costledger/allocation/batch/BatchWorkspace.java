package io.costledger.allocation.batch;

import java.util.Arrays;

/**
 * Arrays that a batch needs, to be used again by the next one: 8 bytes a record for the work, and 8
 * for the column of results; less for shares and tiers. Not safe to share between threads, nor while a result that was made
 * with it is still read.
 */
public final class BatchWorkspace {
  private long[] values = {};
  private long[] keys = {};

  private ShareBuffer[] buffers = {};
  private TierLines[] tierLines = {};
  private int[] sumRanks = {};
  private long[] sums = {};

  /** Starts without arrays; they grow as needed. */
  public BatchWorkspace() {}

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
