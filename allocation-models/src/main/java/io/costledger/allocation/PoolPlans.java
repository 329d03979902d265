package io.costledger.allocation;

import io.costledger.allocation.explain.Estimate;
import io.costledger.core.ledger.ClosingWeights;
import io.costledger.core.policy.CannotWeighException;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.policy.Weights;
import io.costledger.core.time.Period;
import io.costledger.core.work.Workers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The plans of all pools of a run, period by period: a period's weights may stand in for those of
 * the one after (SPEC section 6). Fourth step of a run.
 */
final class PoolPlans {
  private final Optional<ClosingWeights> pinned;
  private final Map<Period, Map<String, PoolPlan>> byPeriod = new LinkedHashMap<>();
  private final List<String> offences = new ArrayList<>();
  private final List<Throwable> thrown = new ArrayList<>();
  private Optional<Period> last = Optional.empty();

  private PoolPlans(Optional<ClosingWeights> pinned) {
    this.pinned = pinned;
  }

  /**
   * Weights that a charge period's own data gave, for the next.
   *
   * @param weights without the platform itself
   * @param deliveries the deliveries that they rest on, where the run has them
   */
  record Previous(Estimate ground, Weights weights, List<String> deliveries) {}

  static PoolPlans of(
      ResolvedPolicy policy,
      PoolUsages pools,
      BillBooking bill,
      Optional<ClosingWeights> pinned,
      Workers workers) {
    List<Asked> asked = new ArrayList<>();
    for (PeriodPolicy inPeriod : policy.periods()) {
      inPeriod.platforms().values().forEach(terms -> asked.add(new Asked(inPeriod, terms)));
    }
    workers.run(asked.size(), pool -> asked.get(pool).ask(pools, bill));
    PoolPlans plans = new PoolPlans(pinned);
    for (PeriodPolicy inPeriod : policy.periods()) {
      plans.add(
          inPeriod, asked.stream().filter(pool -> pool.inPeriod == inPeriod).toList());
    }
    return plans;
  }

  /** What a pool's own data say, or what is wrong with them; no pool depends on another for that. */
  private static final class Asked {
    private final PeriodPolicy inPeriod;
    private final PeriodPolicy.Terms terms;
    private final List<String> offences = new ArrayList<>();
    private Optional<Throwable> thrown = Optional.empty();
    private Optional<PoolUsages.Own> own = Optional.empty();

    Asked(PeriodPolicy inPeriod, PeriodPolicy.Terms terms) {
      this.inPeriod = inPeriod;
      this.terms = terms;
    }

    void ask(PoolUsages pools, BillBooking bill) {
      offences.addAll(pools.negativeSums(inPeriod.period(), terms));
      if (!offences.isEmpty()) {
        return;
      }
      try {
        own = Optional.of(pools.own(inPeriod, terms, bill));
      } catch (CannotWeighException e) {
        offences.add(terms.account() + " in " + inPeriod.period() + ": " + e.getMessage());
      } catch (BrokenModelException e) {
        offences.add(e.getMessage());
        thrown = Optional.ofNullable(e.getCause());
      }
    }
  }

  /** By period in the order of the grain, then by platform; without those that can't be planned. */
  Map<Period, Map<String, PoolPlan>> byPeriod() {
    return byPeriod;
  }

  /** Sums and quantities that can't be weighed. */
  List<String> offences() {
    return offences;
  }

  /** What models threw. */
  List<Throwable> thrown() {
    return thrown;
  }

  /** What the last period's own data gave: never an estimate. */
  Map<String, Weights> closing() {
    Map<String, Weights> closing = new TreeMap<>();
    plansOf(last).forEach((platform, plan) -> closing.put(platform, plan.own()));
    return closing;
  }

  private void add(PeriodPolicy inPeriod, List<Asked> pools) {
    Period period = inPeriod.period();
    Map<String, PoolPlan> byPlatform = new TreeMap<>();
    for (Asked pool : pools) {
      offences.addAll(pool.offences);
      pool.thrown.ifPresent(thrown::add);
      String platform = pool.terms.platform();
      pool.own.ifPresent(own -> byPlatform.put(
          platform, PoolPlan.of(inPeriod, pool.terms, own, previous(period, platform))));
    }
    byPeriod.put(period, byPlatform);
    last = Optional.of(period);
  }

  /** Of the period that ends where this one starts; never further back. */
  private Optional<Previous> previous(Period period, String platform) {
    if (last.isPresent() && last.get().end().equals(period.start())) {
      return Optional.ofNullable(plansOf(last).get(platform))
          .map(plan -> new Previous(
              new Estimate(last.get(), Optional.empty()), plan.own(), plan.deliveries()));
    }
    return pinned
        .filter(closing -> closing.period().end().equals(period.start()))
        .flatMap(closing -> Optional.ofNullable(closing.byPlatform().get(platform))
            .map(weights -> new Previous(
                new Estimate(closing.period(), Optional.of(closing.run())), weights, List.of())));
  }

  private Map<String, PoolPlan> plansOf(Optional<Period> period) {
    return period.map(at -> Maps.get(byPeriod, at)).orElse(Collections.emptyMap());
  }
}
