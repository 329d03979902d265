package io.costledger.allocation.batch;

import java.util.Arrays;

/**
 * Arrays that a batch needs, to be used again by the next one: 8 bytes a record for the work, and 8
 * for the column of results. Not safe to share between threads, nor while a result that was made
 * with it is still read.
 */
public final class BatchWorkspace {
  private long[] values = {};
  private long[] keys = {};

  private ShareBuffer[] buffers = {};

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
}
