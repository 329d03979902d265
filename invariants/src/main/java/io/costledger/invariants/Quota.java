package io.costledger.invariants;

import io.costledger.core.ledger.Run;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.RateModel;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@link StandardInvariants#QUOTA}. */
final class Quota extends SharingLaw {
  private static final Pool EMPTY = new Pool();

  Quota() {
    super(
        "QUOTA",
        "Each consumer gets the share of its platform's pool that the policy's model and rounding"
            + " give it, to the unit; of a rate model its charge; and what has no home is the"
            + " rest. Groups and weights of another period are left out.");
  }

  @Override
  void find(Inspection inspection, Findings findings) {
    Run run = inspection.run();
    Map<Cell, Pool> pools = inspection.pools();
    UsageSums sums = new UsageSums(inspection);
    List<Place> places = new ArrayList<>();
    for (PeriodPolicy policy : run.policy().periods()) {
      for (PeriodPolicy.Terms terms : policy.platforms().values()) {
        places.add(new Place(policy, terms));
      }
    }
    findings.inTasks(
        inspection.workers(),
        places.size(),
        (found, place) -> find(run, pools, sums, places.get(place), found));
  }

  private record Place(PeriodPolicy policy, PeriodPolicy.Terms terms) {
    Cell cell(Measure measure) {
      return new Cell(policy.period(), terms.account(), measure);
    }
  }

  private static void find(
      Run run, Map<Cell, Pool> pools, UsageSums sums, Place place, Findings findings) {
    boolean isRate = place.terms().model().orElse(null) instanceof RateModel;
    boolean hasPool = false;
    for (Measure measure : Measure.values()) {
      hasPool |= pools.containsKey(place.cell(measure));
    }
    if (!hasPool && !isRate) {
      return; // A rate model charges also when its pool is empty.
    }
    PoolShares shares;
    try {
      shares = new PoolShares(run.policy().declared(), place.policy(), place.terms(), sums);
    } catch (IllegalArgumentException e) {
      findings.fact(
          Offenders.none(),
          "weights of " + place.terms().account() + " in " + place.policy().period(),
          "none",
          "the model refuses the run's usage: " + e.getMessage());
      return;
    }
    for (Measure measure : Measure.values()) {
      Pool pool = pools.getOrDefault(place.cell(measure), EMPTY);
      if (pool.isJudged() && !pool.isGrouped() && shares.of(pool, measure).areKnown()) {
        compare(place.cell(measure), pool, shares, findings);
      }
    }
  }

  private static void compare(Cell cell, Pool pool, PoolShares shares, Findings findings) {
    if (shares.are(pool.shares())) {
      return;
    }
    Map<Pool.Destination, BigInteger> expected = shares.all();
    Set<Pool.Destination> wrong = new TreeSet<>();
    expected.forEach((to, right) -> {
      if (!right.equals(pool.shares().getOrDefault(to, BigInteger.ZERO))) {
        wrong.add(to);
      }
    });
    pool.shares().forEach((to, found) -> {
      if (!found.equals(expected.getOrDefault(to, BigInteger.ZERO))) {
        wrong.add(to);
      }
    });
    for (Pool.Destination to : wrong) {
      BigInteger found = pool.shares().getOrDefault(to, BigInteger.ZERO);
      BigInteger right = expected.getOrDefault(to, BigInteger.ZERO);
      findings.units(
          found.subtract(right),
          pool.entriesTo(to),
          (to.trueUp() ? "true-up in " : "share in ") + cell.place(),
          findings.money(found) + " " + cell.account() + " -> " + to.to(),
          "must be " + findings.money(right) + " of " + findings.money(pool.passedOn()));
    }
  }
}
