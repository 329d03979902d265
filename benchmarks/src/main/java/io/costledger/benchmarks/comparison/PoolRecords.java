package io.costledger.benchmarks.comparison;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/**
 * All records, those of a pool together: scattered there in two passes, or taken as they stand
 * where they are grouped already. The arrays are used again.
 */
final class PoolRecords {
  private final Work work;
  private final boolean grouped;
  private final Workers workers;
  private final long[] packed;
  private final int[] at;
  private final int[] starts;
  private final int[][] next;
  private final long[] rates = new long[Work.SKUS];

  PoolRecords(Work work, boolean grouped, boolean withPlaces, Workers workers) {
    this.work = work;
    this.grouped = grouped;
    this.workers = workers;
    packed = new long[work.n];
    at = withPlaces && !grouped ? new int[work.n] : new int[0];
    starts = new int[work.pools.length + 1];
    next = new int[workers.threads()][work.pools.length];
    for (int sku = 0; sku < Work.SKUS; sku++) {
      rates[sku] = Work.rate(sku);
    }
  }

  long[] packed() {
    return packed;
  }

  /** The record of each place; empty where each stands at its own. */
  int[] at() {
    return at;
  }

  int start(int pool) {
    return starts[pool];
  }

  int end(int pool) {
    return starts[pool + 1];
  }

  void load() {
    workers.all(this::count);
    int sum = 0;
    for (int pool = 0; pool < work.pools.length; pool++) {
      starts[pool] = sum;
      for (int[] ofThread : next) {
        int count = ofThread[pool];
        ofThread[pool] = sum;
        sum += count;
      }
    }
    starts[work.pools.length] = sum;
    workers.all(grouped ? this::pack : this::scatter);
  }

  /** Calls the work for each pool's or day's number once, by whichever thread is free. */
  void each(int size, Workers by, IntFunction<IntConsumer> ofThread) {
    AtomicInteger turn = new AtomicInteger();
    by.all(thread -> {
      IntConsumer one = ofThread.apply(thread);
      for (int i = turn.getAndIncrement(); i < size; i = turn.getAndIncrement()) {
        one.accept(i);
      }
    });
  }

  private int chunk(int thread) {
    return (int) ((long) work.n * thread / workers.threads());
  }

  private void count(int thread) {
    int[] counts = next[thread];
    Arrays.fill(counts, 0);
    int end = chunk(thread + 1);
    for (int i = chunk(thread); i < end; i++) {
      counts[work.pool(i)]++;
    }
  }

  private void scatter(int thread) {
    int[] places = next[thread];
    int end = chunk(thread + 1);
    boolean withPlaces = at.length > 0;
    for (int i = chunk(thread); i < end; i++) {
      int place = places[work.pool(i)]++;
      packed[place] = PoolKernel.packed(rates[work.skus[i]] * work.micros[i], work.consumers[i]);
      if (withPlaces) {
        at[place] = i;
      }
    }
  }

  private void pack(int thread) {
    int end = chunk(thread + 1);
    for (int i = chunk(thread); i < end; i++) {
      packed[i] = PoolKernel.packed(rates[work.skus[i]] * work.micros[i], work.consumers[i]);
    }
  }
}
