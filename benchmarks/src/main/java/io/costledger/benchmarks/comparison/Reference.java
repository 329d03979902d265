package io.costledger.benchmarks.comparison;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The right result of a task, slowly and in BigInteger, straight from the rules (SPEC 3.1, 3.2,
 * 5.2). It shares no code with any contender.
 */
final class Reference {
  private final Work work;
  private final boolean byPrefix;
  private final BigInteger[] sums;

  private Reference(Work work, boolean byPrefix) {
    this.work = work;
    this.byPrefix = byPrefix;
    sums = new BigInteger[work.cellCount()];
    Arrays.fill(sums, BigInteger.ZERO);
    for (int i = 0; i < work.n; i++) {
      int cell = work.cell(work.pool(i), work.consumers[i]);
      sums[cell] = sums[cell].add(weight(i));
    }
  }

  /** The units of every record or cell; the lineage is judged by its laws, so it is empty here. */
  static Outcome of(Task task, Work work) {
    Reference reference = new Reference(work, task.isPrefix());
    BigInteger[] shares = reference.shares();
    if (!task.isRecordLevel()) {
      return Outcome.of(longs(shares));
    }
    return Outcome.of(reference.records(shares));
  }

  private BigInteger weight(int record) {
    return BigInteger.valueOf(work.micros[record])
        .multiply(BigInteger.valueOf(101L * (work.skus[record] + 1)));
  }

  /** What each cell bears. Platforms ascend with their tiers, so a pool is full when its turn comes. */
  private BigInteger[] shares() {
    BigInteger[] shares = new BigInteger[sums.length];
    BigInteger[] inflow = new BigInteger[work.pools.length];
    Arrays.setAll(inflow, pool -> BigInteger.valueOf(work.pools[pool]));
    for (int pool = 0; pool < inflow.length; pool++) {
      BigInteger kept =
          inflow[pool].multiply(BigInteger.valueOf(Work.KEPT)).divide(BigInteger.valueOf(100));
      int from = work.cell(pool, 0);
      List<BigInteger> weights = Arrays.asList(sums).subList(from, from + work.consumerCount());
      List<BigInteger> split = split(inflow[pool].subtract(kept), weights, byPrefix);
      for (int consumer = 0; consumer < split.size(); consumer++) {
        shares[from + consumer] = split.get(consumer);
        int platform = consumer - work.centerCount;
        if (platform >= 0) {
          int further = platform * work.dayCount + pool % work.dayCount;
          inflow[further] = inflow[further].add(split.get(consumer));
        }
      }
    }
    return shares;
  }

  private long[] records(BigInteger[] shares) {
    List<List<Integer>> ofCell = new ArrayList<>();
    for (int cell = 0; cell < shares.length; cell++) {
      ofCell.add(List.of());
    }
    for (int i = 0; i < work.n; i++) {
      int cell = work.cell(work.pool(i), work.consumers[i]);
      if (ofCell.get(cell).isEmpty()) {
        ofCell.set(cell, new ArrayList<>(2));
      }
      ofCell.get(cell).add(i);
    }
    long[] units = new long[work.n];
    for (int cell = 0; cell < shares.length; cell++) {
      List<Integer> records = ofCell.get(cell);
      List<BigInteger> weights = records.stream().map(this::weight).toList();
      List<BigInteger> split = split(shares[cell], weights, byPrefix);
      for (int k = 0; k < split.size(); k++) {
        units[records.get(k)] = split.get(k).longValueExact();
      }
    }
    return units;
  }

  /** Whole units by weights in the order of their keys; all zeros for no units. */
  static List<BigInteger> split(BigInteger units, List<BigInteger> weights, boolean byPrefix) {
    BigInteger total = BigInteger.ZERO;
    for (BigInteger weight : weights) {
      total = total.add(weight);
    }
    List<BigInteger> shares = new ArrayList<>(weights.size());
    if (units.signum() == 0) {
      weights.forEach(weight -> shares.add(BigInteger.ZERO));
      return shares;
    }
    if (total.signum() == 0) {
      throw new IllegalArgumentException(
          "Invalid work: a pool without usage (take 3,000 records or more)");
    }
    if (byPrefix) {
      BigInteger prefix = BigInteger.ZERO;
      BigInteger before = BigInteger.ZERO;
      for (BigInteger weight : weights) {
        prefix = prefix.add(weight);
        BigInteger upTo = units.multiply(prefix).divide(total);
        shares.add(upTo.subtract(before));
        before = upTo;
      }
      return shares;
    }
    List<BigInteger> rests = new ArrayList<>(weights.size());
    List<Integer> order = new ArrayList<>(weights.size());
    BigInteger left = units;
    for (BigInteger weight : weights) {
      BigInteger[] parts = units.multiply(weight).divideAndRemainder(total);
      order.add(shares.size());
      shares.add(parts[0]);
      rests.add(parts[1]);
      left = left.subtract(parts[0]);
    }
    order.sort(Comparator.comparing((Integer k) -> rests.get(k)).reversed());
    for (int at = 0; at < left.intValueExact(); at++) {
      shares.set(order.get(at), shares.get(order.get(at)).add(BigInteger.ONE));
    }
    return shares;
  }

  private static long[] longs(BigInteger[] values) {
    return Arrays.stream(values).mapToLong(BigInteger::longValueExact).toArray();
  }
}
