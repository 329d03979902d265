package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.Bounds;
import io.costledger.core.policy.PeriodPolicy;
import java.math.BigInteger;
import java.util.Map;

/** {@link StandardInvariants#CONSUMER_BOUNDS}. */
final class ConsumerBounds extends SharingLaw {
  ConsumerBounds() {
    super(
        "CONSUMER_BOUNDS",
        "A consumer with weight pays a platform, of its charges in a period, no less than its"
            + " minimum and no more than its cap.");
  }

  @Override
  void find(Inspection inspection, Findings findings) {
    Run run = inspection.run();
    if (run.policy().periods().noneSatisfy(ConsumerBounds::isBounded)) {
      return;
    }
    Map<Cell, Pool> pools = inspection.pools();
    UsageSums sums = new UsageSums(inspection);
    for (PeriodPolicy policy : run.policy().periods()) {
      for (PeriodPolicy.Terms terms : policy.platforms().values()) {
        Cell cell = new Cell(policy.period(), terms.account(), Measure.CHARGE);
        Pool pool = pools.get(cell);
        if (pool != null && !terms.bounds().isNone() && pool.isJudged() && !pool.isGrouped()) {
          PoolShares shares = new PoolShares(run.policy().declared(), policy, terms, sums);
          find(run, cell, pool, shares.of(pool, Measure.CHARGE), terms.bounds(), findings);
        }
      }
    }
  }

  private static boolean isBounded(PeriodPolicy policy) {
    return policy.platforms().values().stream()
        .anyMatch(terms -> !terms.bounds().isNone());
  }

  private static void find(
      Run run, Cell cell, Pool pool, PoolShares shares, Bounds bounds, Findings findings) {
    for (Account consumer : shares.consumers()) {
      Pool.Destination to = Pool.Destination.of(consumer);
      BigInteger share =
          pool.shares().getOrDefault(to, BigInteger.ZERO).subtract(shares.beside(consumer));
      Quotas.Limits limits =
          PoolShares.limits(bounds.of(consumer), run.policy().declared().unit());
      if (!limits.contains(share)) {
        BigInteger passed =
            share.compareTo(limits.least()) < 0 ? limits.least() : limits.most().orElse(share);
        findings.units(
            share.subtract(passed),
            pool.entriesTo(to),
            "bounded share in " + cell.place(),
            findings.money(share) + " " + cell.account() + " -> " + consumer,
            "must be " + findings.money(limits.least())
                + limits.most().map(most -> " to " + findings.money(most)).orElse(" or more"));
      }
    }
  }
}
