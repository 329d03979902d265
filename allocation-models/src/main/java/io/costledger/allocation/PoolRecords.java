package io.costledger.allocation;

import io.costledger.core.usage.UsageBatch;
import java.util.Arrays;

/**
 * The records of a batch, those of a pool side by side, and within it in the order of their
 * consumers' keys, of equal ones as in the batch.
 */
final class PoolRecords {
  /** The consumer's rank above the record's index. */
  private final long[] lines;

  /** By pool: where it begins; one more says where the last ends. */
  private final int[] starts;

  /**
   * @param poolOfPair by the number of a pair of platform and charge period: the number of its pool
   * @param pools how many there are
   */
  PoolRecords(UsageBatch usage, int[] poolOfPair, int pools) {
    int n = usage.size();
    starts = new int[pools + 1];
    for (int i = 0; i < n; i++) {
      starts[poolOfPair[usage.pairNumber(i)] + 1]++;
    }
    for (int pool = 0; pool < pools; pool++) {
      starts[pool + 1] += starts[pool];
    }
    int[] next = Arrays.copyOf(starts, pools);
    lines = new long[n];
    for (int i = 0; i < n; i++) {
      long rank = usage.consumerRank(usage.consumerNumber(i));
      lines[next[poolOfPair[usage.pairNumber(i)]]++] = rank << Integer.SIZE | i;
    }
  }

  /** Puts the records of a pool in order; they stand as in the batch until then. */
  void sort(int pool) {
    Arrays.sort(lines, starts[pool], starts[pool + 1]);
  }

  /** The place of a pool's first record. */
  int first(int pool) {
    return starts[pool];
  }

  /** The place after that of its last. */
  int end(int pool) {
    return starts[pool + 1];
  }

  /** The index of the record at a place. */
  int record(int place) {
    return (int) lines[place];
  }

  /** The rank of its consumer. */
  int rank(int place) {
    return (int) (lines[place] >>> Integer.SIZE);
  }

  /** The place after the last record of the consumer whose first is at a place of a pool. */
  int endOfConsumer(int place, int end) {
    int at = place + 1;
    while (at < end && rank(at) == rank(place)) {
      at++;
    }
    return at;
  }
}
