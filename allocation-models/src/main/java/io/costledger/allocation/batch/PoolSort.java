package io.costledger.allocation.batch;

import io.costledger.core.work.Workers;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Puts the weights of a batch's records side by side pool by pool, in the order of the batch within
 * each, and what became of them back in the order of the batch: two passes of a counting sort, so
 * there is no table of pools by consumers, however few the records are. Where the records of each
 * pool stand together already, they stay where they are. Ranges of the batch go to different
 * threads, each with places of its own.
 */
final class PoolSort {
  private static final int FEWEST = 1 << 15; // records that are worth a thread

  private final Routes routes;
  private final int[] rowStarts;
  private final Workers workers;
  private final int n;
  private final int ranges;

  /** By range and pool: how many records; then where they go. */
  private final int[][] starts;

  /** By range and pool, as long as the range is grouped: the first record. */
  private final int[][] firsts;

  private final boolean[] isGroupedRange;

  /** How many records there are in the pools before each. */
  private final int[] poolStarts;

  /** Where the records of each pool stand. */
  private final int[] begins;

  private final boolean isGrouped;

  /** Whether every record counts that is of a pool: then its unit needs no look. */
  private final boolean isWhole;

  PoolSort(Routes routes, int[] rowStarts, Workers workers) {
    this.routes = routes;
    this.rowStarts = rowStarts;
    this.workers = workers;
    this.isWhole = routes.readsAllUnits() && Arrays.stream(rowStarts).allMatch(start -> start >= 0);
    this.n = routes.usage().size();
    this.ranges = Math.max(1, Math.min(workers.threads(), n / FEWEST));
    this.starts = new int[ranges][rowStarts.length];
    this.firsts = new int[ranges][rowStarts.length];
    this.isGroupedRange = new boolean[ranges];
    this.poolStarts = new int[rowStarts.length + 1];
    this.begins = new int[rowStarts.length];
    workers.run(ranges, this::count);
    this.isGrouped = isGrouped();
    int at = 0;
    for (int pool = 0; pool < rowStarts.length; pool++) {
      poolStarts[pool] = at;
      for (int[] ofRange : starts) {
        int size = ofRange[pool];
        ofRange[pool] = at;
        at += size;
      }
    }
    poolStarts[rowStarts.length] = at;
    if (!isGrouped) {
      System.arraycopy(poolStarts, 0, begins, 0, begins.length);
    }
  }

  /** Whether the records of each pool stand together; notes where they begin. */
  private boolean isGrouped() {
    int[] sizes = new int[begins.length];
    for (int range = 0; range < ranges; range++) {
      if (!isGroupedRange[range]) {
        return false;
      }
      for (int pool = 0; pool < begins.length; pool++) {
        int size = starts[range][pool];
        if (size > 0 && sizes[pool] == 0) {
          begins[pool] = firsts[range][pool];
        } else if (size > 0 && begins[pool] + sizes[pool] != firsts[range][pool]) {
          return false;
        }
        sizes[pool] += size;
      }
    }
    return true;
  }

  /** Where a pool's records start. */
  int start(int pool) {
    return begins[pool];
  }

  /** Where they end. */
  int end(int pool) {
    return begins[pool] + poolStarts[pool + 1] - poolStarts[pool];
  }

  /** The first pool of a chunk, of so many that have about as many records each. */
  int poolAt(int chunk, int chunks) {
    return poolAt(poolStarts, chunk, chunks);
  }

  /** The first pool of a chunk, of so many that have about as many lines each. */
  static int poolAt(int[] starts, int chunk, int chunks) {
    int pools = starts.length - 1;
    long at = (long) starts[pools] * chunk / chunks;
    int pool = chunk == 0 ? 0 : pools;
    while (pool > 0 && starts[pool - 1] >= at) {
      pool--;
    }
    return chunk == chunks ? pools : pool;
  }

  private int rangeStart(int range) {
    return (int) ((long) n * range / ranges);
  }

  private void count(int range) {
    int[] counts = starts[range];
    int to = rangeStart(range + 1);
    int i = rangeStart(range);
    int last = -1;
    for (; i < to; i++) {
      int pool = pool(i);
      if (pool >= 0 && pool != last) {
        if (counts[pool] > 0) {
          break; // not grouped
        }
        firsts[range][pool] = i;
      }
      if (pool >= 0) {
        counts[pool]++;
      }
      last = pool;
    }
    isGroupedRange[range] = i == to;
    for (; i < to; i++) {
      int pool = pool(i);
      if (pool >= 0) {
        counts[pool]++;
      }
    }
  }

  /** The pool over whose records an amount is split; -1: this record has no part in any. */
  private int pool(int i) {
    int pool = routes.poolOf(i);
    if (pool < 0 || isWhole) {
      return pool;
    }
    return rowStarts[pool] < 0 || routes.rate(rowStarts[pool], i) < 0 ? -1 : pool;
  }

  /** Weights to {@code values}, the record and its consumer's rank to {@code keys}. */
  void sort(long[] values, long[] keys) {
    workers.run(ranges, range -> {
      int[] places = starts[range].clone();
      int to = rangeStart(range + 1);
      for (int i = rangeStart(range); i < to; i++) {
        int pool = pool(i);
        if (pool >= 0) {
          int place = isGrouped ? i : places[pool]++;
          values[place] = routes.rate(rowStarts[pool], i) * routes.digits(i);
          keys[place] = (long) i << Integer.SIZE | routes.rankOf(i);
        } else if (isGrouped) {
          values[i] = 0;
        }
      }
    });
  }

  /** Weights in the high bits, the consumer's rank in the low ones: where both fit. */
  void sortPacked(long[] packed, int rankBits) {
    workers.run(ranges, range -> {
      int[] places = starts[range].clone();
      int to = rangeStart(range + 1);
      for (int i = rangeStart(range); i < to; i++) {
        int pool = pool(i);
        if (pool >= 0) {
          long weight = routes.rate(rowStarts[pool], i) * routes.digits(i);
          packed[isGrouped ? i : places[pool]++] = weight << rankBits | routes.rankOf(i);
        }
      }
    });
  }

  /**
   * What stands where {@link #sort} put the weights, by record; 0 for one that has no part.
   *
   * @param spare where it is put, unless the values stand by record already
   * @return one of the two
   */
  long[] unsort(long[] values, long[] spare) {
    if (isGrouped) {
      return values;
    }
    IntConsumer task = range -> {
      int[] places = starts[range].clone();
      int to = rangeStart(range + 1);
      for (int i = rangeStart(range); i < to; i++) {
        int pool = pool(i);
        spare[i] = pool < 0 ? 0 : values[places[pool]++];
      }
    };
    workers.run(ranges, task);
    return spare;
  }
}
