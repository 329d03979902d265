package io.costledger.benchmarks.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The task as one writes it with objects: records in maps by their keys, exact arithmetic by
 * BigDecimal or by Joda-Money, a sort for the units left over. By largest remainder only.
 *
 * @param <M> the type of an amount
 */
final class ObjectContender<M> implements Contender {
  /** What the arithmetic of a type of amounts is. */
  interface Arithmetic<M> {
    M of(long units);

    /** floor(amount * weight / total) in whole units. */
    M floor(M amount, BigDecimal weight, BigDecimal total);

    M plus(M a, M b);

    M minus(M a, M b);

    int compare(M a, M b);

    /** amount * weight - part * total. */
    M rest(M amount, BigDecimal weight, M part, BigDecimal total);

    long units(M amount);
  }

  private record Usage(
      int id, String platform, int day, String team, String sku, BigDecimal quantity) {}

  private record Pool(String platform, int day) {}

  private record Share(Pool pool, String team) {}

  private record Line(Usage usage, BigDecimal cost) {}

  private final Task task;
  private final Work work;
  private final Arithmetic<M> arithmetic;
  private final List<Usage> usages = new ArrayList<>();
  private final Map<String, BigDecimal> rates = new HashMap<>();
  private final Map<Pool, M> pools = new HashMap<>();
  private Map<Integer, M> ofRecords = Map.of();
  private Map<Share, M> ofTeams = Map.of();

  ObjectContender(Task task, Work work, Arithmetic<M> arithmetic) {
    this.task = task;
    this.work = work;
    this.arithmetic = arithmetic;
    for (int i = 0; i < work.n; i++) {
      usages.add(new Usage(
          i,
          Work.platform(work.platforms[i]),
          work.days[i],
          Work.center(work.consumers[i]),
          Work.sku(work.skus[i]),
          BigDecimal.valueOf(work.micros[i], 6)));
    }
    for (int sku = 0; sku < Work.SKUS; sku++) {
      rates.put(Work.sku(sku), BigDecimal.valueOf(Work.rate(sku), 4));
    }
    for (int pool = 0; pool < work.pools.length; pool++) {
      long toPassOn = work.pools[pool] - Work.kept(work.pools[pool]);
      pools.put(
          new Pool(Work.platform(pool / work.dayCount), pool % work.dayCount),
          arithmetic.of(toPassOn));
    }
  }

  @Override
  public void run() {
    ofRecords = new HashMap<>();
    ofTeams = new HashMap<>();
    Map<Pool, Map<String, List<Line>>> byPool = new HashMap<>();
    for (Usage usage : usages) {
      BigDecimal cost = usage.quantity().multiply(rates.getOrDefault(usage.sku(), BigDecimal.ZERO));
      byPool
          .computeIfAbsent(new Pool(usage.platform(), usage.day()), pool -> new TreeMap<>())
          .computeIfAbsent(usage.team(), team -> new ArrayList<>())
          .add(new Line(usage, cost));
    }
    byPool.forEach(this::share);
  }

  private void share(Pool pool, Map<String, List<Line>> byTeam) {
    M amount = pools.getOrDefault(pool, arithmetic.of(0));
    List<String> teams = new ArrayList<>(byTeam.keySet());
    List<List<Line>> lines = new ArrayList<>(byTeam.values());
    List<BigDecimal> weights = lines.stream()
        .map(ofTeam -> ofTeam.stream().map(Line::cost).reduce(BigDecimal.ZERO, BigDecimal::add))
        .toList();
    List<M> shares = split(amount, weights);
    for (int k = 0; k < teams.size(); k++) {
      if (task.isRecordLevel()) {
        List<M> parts =
            split(shares.get(k), lines.get(k).stream().map(Line::cost).toList());
        for (int j = 0; j < parts.size(); j++) {
          ofRecords.put(lines.get(k).get(j).usage().id(), parts.get(j));
        }
      } else {
        ofTeams.put(new Share(pool, teams.get(k)), shares.get(k));
      }
    }
  }

  private List<M> split(M amount, List<BigDecimal> weights) {
    BigDecimal total = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    List<M> parts = new ArrayList<>();
    List<M> rests = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    M left = amount;
    for (BigDecimal weight : weights) {
      M part = arithmetic.floor(amount, weight, total);
      order.add(parts.size());
      parts.add(part);
      rests.add(arithmetic.rest(amount, weight, part, total));
      left = arithmetic.minus(left, part);
    }
    M one = arithmetic.of(1);
    long spare = arithmetic.units(left);
    if (spare > 0) {
      Comparator<Integer> byRest = (a, b) -> arithmetic.compare(rests.get(b), rests.get(a));
      order.sort(byRest);
    }
    for (int at = 0; at < spare; at++) {
      parts.set(order.get(at), arithmetic.plus(parts.get(order.get(at)), one));
    }
    return parts;
  }

  @Override
  public Outcome outcome() {
    if (task.isRecordLevel()) {
      long[] units = new long[work.n];
      ofRecords.forEach((id, amount) -> units[id] = arithmetic.units(amount));
      return Outcome.of(units);
    }
    long[] units = new long[work.cellCount()];
    for (int pool = 0; pool < work.pools.length; pool++) {
      Pool key = new Pool(Work.platform(pool / work.dayCount), pool % work.dayCount);
      for (int center = 0; center < work.centerCount; center++) {
        M amount = ofTeams.get(new Share(key, Work.center(center)));
        units[work.cell(pool, center)] = amount == null ? 0 : arithmetic.units(amount);
      }
    }
    return Outcome.of(units);
  }
}
