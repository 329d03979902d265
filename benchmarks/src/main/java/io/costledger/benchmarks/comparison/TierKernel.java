package io.costledger.benchmarks.comparison;

import java.util.Arrays;

/**
 * The floor in tiers: each day's pools from the roots down, and with every share how much of it
 * began at each root. Not part of the library.
 *
 * <p>A pool's roots are parted by prefix rounding, one root after the other, each over what the
 * roots before it left of every share: rows and columns sum exactly and nothing is negative.
 */
final class TierKernel implements Contender {
  private final Work work;
  private final Workers workers;
  private final PoolRecords records;
  private final Day[] days;
  private final long[] out;
  private final long[] lineage;

  TierKernel(Work work, int threads) {
    this.work = work;
    workers = new Workers(threads);
    records = new PoolRecords(work, false, false, workers);
    out = new long[work.cellCount()];
    lineage = new long[work.lineageCount()];
    days = new Day[threads];
    for (int thread = 0; thread < threads; thread++) {
      days[thread] = new Day();
    }
  }

  @Override
  public void run() {
    records.load();
    Arrays.fill(lineage, 0);
    records.each(work.dayCount, workers, thread -> day -> days[thread].charge(day));
  }

  @Override
  public Outcome outcome() {
    return new Outcome(out.clone(), lineage.clone());
  }

  @Override
  public void close() {
    workers.close();
  }

  /** One day's platforms, each after those that charge it. */
  private final class Day {
    private final PoolKernel kernel = new PoolKernel(work.consumerCount(), false);
    private final long[][] origins = new long[work.platformCount][work.rootCount()];
    private final Parting parting = new Parting(work.rootCount());

    void charge(int day) {
      for (int platform = 0; platform < work.platformCount; platform++) {
        Arrays.fill(origins[platform], 0);
        if (work.isRoot(platform)) {
          origins[platform][platform] = work.pools[platform * work.dayCount + day];
        }
      }
      for (int platform = 0; platform < work.platformCount; platform++) {
        passOn(platform, day);
      }
    }

    private void passOn(int platform, int day) {
      int pool = platform * work.dayCount + day;
      long inflow = parting.start(origins[platform]);
      long kept = Work.kept(inflow);
      if (inflow == 0) {
        return;
      }
      add(parting.next(kept), work.lineageCell(day, 0, work.centerCount));
      kernel.load(records.packed(), records.start(pool), records.end(pool));
      kernel.share(inflow - kept);
      for (int k = 0; k < kernel.usedCount(); k++) {
        int consumer = kernel.consumer(k);
        long share = kernel.shareOf(k);
        out[work.cell(pool, consumer)] = share;
        long[] parts = parting.next(share);
        if (consumer < work.centerCount) {
          add(parts, work.lineageCell(day, 0, consumer));
        } else {
          long[] further = origins[consumer - work.centerCount];
          for (int root = 0; root < parts.length; root++) {
            further[root] += parts[root];
          }
        }
      }
    }

    private void add(long[] parts, int cell) {
      for (int root = 0; root < parts.length; root++) {
        lineage[cell + root * (work.centerCount + 1)] += parts[root];
      }
    }
  }

  /** Parts one destination after the other by the roots of a pool. */
  private static final class Parting {
    private final FixedRatio[] ratios;
    private final long[] left;
    private final long[] given;
    private final long[] parts;

    Parting(int roots) {
      ratios = new FixedRatio[roots];
      left = new long[roots];
      given = new long[roots];
      parts = new long[roots];
    }

    /** Returns the sum. */
    long start(long[] origins) {
      long total = 0;
      for (int root = origins.length - 1; root >= 0; root--) {
        total += origins[root];
        ratios[root] = new FixedRatio(origins[root], Math.max(1, total));
        left[root] = 0;
        given[root] = 0;
      }
      return total;
    }

    long[] next(long units) {
      long rest = units;
      for (int root = 0; root < parts.length; root++) {
        left[root] += rest;
        long upTo = ratios[root].floor(left[root]);
        parts[root] = upTo - given[root];
        given[root] = upTo;
        rest -= parts[root];
      }
      return parts;
    }
  }
}
