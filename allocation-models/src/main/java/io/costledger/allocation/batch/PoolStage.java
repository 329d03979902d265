package io.costledger.allocation.batch;

import io.costledger.allocation.apportion.ColumnSplit;
import io.costledger.core.policy.ApportionmentRule;
import java.util.Arrays;

/**
 * Splits one pool after the other over its consumers, and each consumer's share over its records
 * (SPEC 3.1, 3.2, 3.8), where {@link PoolSort} has put the weights. What a pool needs beside them is
 * as large as its number of consumers. One for each thread.
 */
final class PoolStage {
  private final Routes routes;
  private final long[] values;
  private final long[] keys;
  private final ColumnSplit ofPools;
  private final ColumnSplit ofShares;

  private final PoolSums sums;

  /** Of those found in a pool, those that have a share. */
  private final int[] members;

  private final long[] shares;
  private final int[] identity;
  private int[] places = {};
  private final ShareBuffer out;

  PoolStage(
      Routes routes,
      long[] values,
      long[] keys,
      ApportionmentRule ofPools,
      ApportionmentRule ofShares,
      ShareBuffer out) {
    int consumers = routes.consumers().length;
    this.routes = routes;
    this.values = values;
    this.keys = keys;
    this.ofPools = new ColumnSplit(ofPools, ColumnSplit.KeyOrder.AS_GIVEN);
    this.ofShares = new ColumnSplit(ofShares, order(routes, keys));
    this.sums = new PoolSums(consumers);
    this.members = new int[consumers];
    this.shares = new long[consumers];
    this.identity = new int[consumers];
    Arrays.setAll(identity, k -> k);
    this.out = out;
  }

  private static ColumnSplit.KeyOrder order(Routes routes, long[] keys) {
    return routes.usage().idsAscend()
        ? ColumnSplit.KeyOrder.AS_GIVEN
        : new RecordOrder(routes.usage(), keys);
  }

  /**
   * Splits a pool over its consumers, notes the shares, and splits them over the records in place.
   *
   * @param amount what the pool has to pass on, of any sign
   * @param from where its weights start
   * @param to where they end
   * @return how many share it; -1 if the weights sum to 2^63 or more, and nothing is done
   */
  int split(int pool, long amount, int from, int to) {
    if (!sums.add(values, keys, from, to)) {
      sums.clear();
      return -1;
    }
    int n = 0;
    long total = 0;
    for (int k = 0; k < sums.found(); k++) {
      int rank = sums.rank(k);
      long sum = sums.of(rank);
      if (sum > 0 && routes.isOpen(pool, rank)) {
        total += sum;
        shares[n] = sum;
        members[n++] = rank;
      }
    }
    if (n > 0) {
      ofPools.turnTo(Math.abs(amount), total);
      ofPools.split(Math.abs(amount), total, shares, identity, 0, n);
      for (int k = 0; k < n; k++) {
        out.add(members[k], amount < 0 ? -shares[k] : shares[k]);
      }
    }
    ofShares.turnTo(Math.abs(amount), Math.max(1, total));
    open(n, from, to);
    if (amount < 0) {
      for (int j = from; j < to; j++) {
        values[j] = -values[j];
      }
    }
    sums.clear();
    return n;
  }

  /** Puts the places of each consumer's records side by side, and splits its share over them. */
  private void open(int n, int from, int to) {
    if (places.length < to - from) {
      places = new int[Math.max(to - from, 2 * places.length)];
    }
    int[] counts = sums.startsForCounts();
    for (int j = from; j < to; j++) {
      places[counts[(int) keys[j]]++] = j;
    }
    int at = 0;
    int member = 0;
    for (int k = 0; k < sums.found(); k++) {
      int rank = sums.rank(k);
      int end = counts[rank];
      if (member < n && members[member] == rank) {
        ofShares.split(shares[member++], sums.of(rank), values, places, at, end);
      } else {
        for (int i = at; i < end; i++) {
          values[places[i]] = 0;
        }
      }
      at = end;
    }
  }
}
