package io.costledger.allocation.batch;

import io.costledger.core.Invalid;
import io.costledger.core.LedgerException;
import io.costledger.core.attribution.AttributionGraph;
import io.costledger.core.attribution.CyclicAttributionException;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.time.Period;
import io.costledger.core.work.Workers;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Passes a bill's cost through the tiers of a batch. What can stand in the way is found out for
 * every period before any cost moves; then periods go to different threads.
 */
final class TierAllocation {
  private static final int MOST_BITS = 63;

  private final ResolvedPolicy policy;
  private final Routes routes;
  private final Workers workers;
  private final BatchWorkspace workspace;

  TierAllocation(ResolvedPolicy policy, Routes routes, Workers workers, BatchWorkspace workspace) {
    this.policy = policy;
    this.routes = routes;
    this.workers = workers;
    this.workspace = workspace;
  }

  /** What the bill put into a period, by measure and platform. */
  private record Hits(PeriodPolicy in, Map<Measure, NavigableMap<String, BigInteger>> units) {
    void add(Measure measure, Pool pool, BigInteger amount) {
      if (!in.platforms().containsKey(pool.platform())) {
        throw unknown(pool);
      }
      int sign = amount.signum();
      if (sign != 0 && sign != (measure == Measure.CHARGE ? 1 : -1)) {
        throw Invalid.argument(
            measure == Measure.CHARGE ? "charge" : "credit",
            amount + " of platform:" + pool.platform() + " in " + pool.period(),
            measure == Measure.CHARGE ? "must be 0 or more" : "must be 0 or less");
      }
      if (sign != 0) {
        units.computeIfAbsent(measure, m -> new TreeMap<>()).put(pool.platform(), amount.abs());
      }
    }

    void requireFit() {
      units.forEach((measure, byPlatform) -> {
        BigInteger sum = byPlatform.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
        if (sum.bitLength() > MOST_BITS) {
          throw Invalid.argument(
              measure == Measure.CHARGE ? "sum of charges" : "sum of credits",
              sum + " units in " + in.period(),
              "must be less than 2^63");
        }
      });
    }

    Set<Integer> platforms(PeriodPlan plan) {
      Set<Integer> hit = new TreeSet<>();
      units
          .values()
          .forEach(byPlatform ->
              byPlatform.keySet().forEach(platform -> hit.add(plan.number(platform))));
      return hit;
    }
  }

  private static IllegalArgumentException unknown(Pool pool) {
    return Invalid.argument(
        "pool",
        "platform:" + pool.platform() + " in " + pool.period(),
        "the policy has no such platform in such a grain period");
  }

  TierColumns columns(PoolAmounts charges, PoolAmounts credits) {
    Hold hold = workspace.turn();
    List<Hits> hits = hits(charges, credits);
    ConsumerSums sums = sums(hits);
    AccountNumbers numbers =
        new AccountNumbers(routes.consumers(), hits.stream().map(Hits::in).toList());
    PeriodPlan[] plans = plans(hits, sums, numbers);
    List<List<String>> orders = orders(hits, plans);
    int ranges = Math.max(1, Math.min(workers.threads(), plans.length));
    PeriodCascade[] cascades = new PeriodCascade[ranges];
    TierLines[] lines = workspace.tierLines(2 * ranges);
    workers.run(ranges, range -> {
      PeriodCascade cascade = new PeriodCascade(
          policy.declared(), sums, numbers, lines[2 * range], lines[2 * range + 1]);
      int to = plans.length * (range + 1) / ranges;
      for (int i = plans.length * range / ranges; i < to; i++) {
        pass(cascade, plans[i], orders.get(i), hits.get(i));
      }
      cascades[range] = cascade;
    });
    List<PeriodCascade> done = List.of(cascades);
    refuse(done.stream().flatMap(cascade -> cascade.failures().stream()).toList());
    TierLines entries = workspace.entries();
    entries.addAll(done.stream().map(PeriodCascade::entries).toList());
    TierLines lineage = workspace.lineage();
    lineage.addAll(done.stream().map(PeriodCascade::lineage).toList());
    return new TierColumns(
        new EntryColumns(hold, numbers, entries), new LineageColumns(hold, numbers, lineage));
  }

  /** By period, those with cost only. */
  private List<Hits> hits(PoolAmounts charges, PoolAmounts credits) {
    Map<Period, Hits> all = new HashMap<>();
    policy.periods().each(in -> all.put(in.period(), new Hits(in, new EnumMap<>(Measure.class))));
    for (Measure measure : Measure.values()) {
      PoolAmounts amounts = measure == Measure.CHARGE ? charges : credits;
      amounts.units().forEach((pool, amount) -> {
        Hits in = all.get(pool.period());
        if (in == null) {
          throw unknown(pool);
        }
        in.add(measure, pool, amount);
      });
    }
    List<Hits> hits = new ArrayList<>();
    for (PeriodPolicy in : policy.periods()) {
      Hits of = all.get(in.period());
      if (of != null && !of.units.isEmpty()) {
        of.requireFit();
        hits.add(of);
      }
    }
    return hits;
  }

  /** Of all platforms in these periods: any may be charged by another. */
  private ConsumerSums sums(List<Hits> hits) {
    Set<Period> periods = new TreeSet<>();
    hits.forEach(of -> periods.add(of.in.period()));
    boolean[] counts = new boolean[routes.poolCount()];
    for (int pool = 0; pool < counts.length; pool++) {
      counts[pool] =
          routes.isAdditive(pool) && periods.contains(routes.pool(pool).period());
    }
    return ConsumerSums.of(routes, pool -> counts[pool], workers, workspace);
  }

  private PeriodPlan[] plans(List<Hits> hits, ConsumerSums sums, AccountNumbers numbers) {
    Map<Pool, Integer> poolNumbers = new HashMap<>();
    for (int pool = 0; pool < routes.poolCount(); pool++) {
      poolNumbers.put(routes.pool(pool), pool);
    }
    PeriodPlan[] plans = new PeriodPlan[hits.size()];
    boolean[][] known = known(hits);
    workers.run(
        plans.length,
        i -> plans[i] =
            new PeriodPlan(hits.get(i).in, known[i], routes, sums, numbers, poolNumbers));
    return plans;
  }

  /** By period, and by consumer's rank: whether the policy knows it. */
  private boolean[][] known(List<Hits> hits) {
    boolean[][] known = new boolean[hits.size()][];
    for (int i = 0; i < known.length; i++) {
      PeriodPolicy in = hits.get(i).in;
      if (i > 0 && in.knowsTheSame(hits.get(i - 1).in)) {
        known[i] = known[i - 1];
      } else {
        known[i] = new boolean[routes.consumers().length];
        for (int rank = 0; rank < known[i].length; rank++) {
          known[i][rank] = in.knows(routes.consumers()[rank]);
        }
      }
    }
    return known;
  }

  /** The order of the platforms by period; periods mostly have the same graph. */
  private static List<List<String>> orders(List<Hits> hits, PeriodPlan[] plans) {
    Map<Map<String, Set<String>>, List<String>> orders = new HashMap<>();
    List<List<String>> all = new ArrayList<>();
    List<String> offences = new ArrayList<>();
    for (int i = 0; i < plans.length; i++) {
      List<String> order = orders.get(plans[i].charged());
      if (order == null) {
        AttributionGraph graph = AttributionGraph.of(hits.get(i).in.period(), plans[i].charged());
        List<List<String>> cycles = graph.cycles();
        if (cycles.isEmpty()) {
          order = graph.resolve().order().castToList();
          orders.put(plans[i].charged(), order);
        } else {
          offences.addAll(new CyclicAttributionException(graph.period(), cycles).offences());
        }
      }
      offences.addAll(plans[i].offences(hits.get(i).platforms(plans[i])));
      all.add(order == null ? List.of() : order);
    }
    refuse(offences);
    return all;
  }

  private static void pass(PeriodCascade cascade, PeriodPlan plan, List<String> order, Hits hits) {
    hits.units.forEach((measure, byPlatform) -> {
      long[] units = new long[plan.size()];
      byPlatform.forEach(
          (platform, amount) -> units[plan.number(platform)] = amount.longValueExact());
      cascade.pass(plan, order, measure, units);
    });
  }

  private static void refuse(List<String> offences) {
    if (!offences.isEmpty()) {
      throw new LedgerException("The cost can't be passed on", offences);
    }
  }
}
