package io.costledger.invariants;

import io.costledger.core.ledger.Run;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.Retention;
import java.math.BigInteger;
import java.util.Map;

/** {@link StandardInvariants#RETAINED_BOUNDS}. */
final class RetainedBounds extends SharingLaw {
  RetainedBounds() {
    super(
        "RETAINED_BOUNDS",
        "A platform keeps the charges given to it and of the rest exactly its share, rounded down,"
            + " or its amount, if the pool has as much; no more and no less.");
  }

  @Override
  void find(Inspection inspection, Findings findings) {
    Run run = inspection.run();
    Map<Cell, Pool> pools = inspection.pools();
    LedgerUnit unit = run.policy().declared().unit();
    for (PeriodPolicy policy : run.policy().periods()) {
      for (PeriodPolicy.Terms terms : policy.platforms().values()) {
        for (Measure measure : Measure.values()) {
          Cell cell = new Cell(policy.period(), terms.account(), measure);
          Pool pool = pools.get(cell);
          if (pool != null && pool.isJudged()) {
            find(cell, pool, terms.retention(), unit, findings);
          }
        }
      }
    }
  }

  private static void find(
      Cell cell, Pool pool, Retention rule, LedgerUnit unit, Findings findings) {
    BigInteger kept = pool.givenKept().add(kept(cell.measure(), pool, rule, unit));
    if (!pool.retained().equals(kept)) {
      findings.units(
          pool.retained().subtract(kept),
          pool.keeping(),
          "retained " + cell.place(),
          findings.money(pool.retained()) + " by " + cell.account(),
          "must be " + findings.money(kept) + " of " + findings.money(pool.beforeRetention())
              + (pool.givenKept().signum() == 0
                  ? ""
                  : ", with charges of " + findings.money(pool.givenKept()) + " given to it"));
    }
  }

  /** 4.1; a group keeps the shares of its members itself. */
  private static BigInteger kept(Measure measure, Pool pool, Retention rule, LedgerUnit unit) {
    BigInteger units = pool.beforeRetention();
    if (rule instanceof Retention.Share share && !pool.isGrouped()) {
      BigInteger floor =
          units.abs().multiply(share.share().numerator()).divide(share.share().denominator());
      return units.signum() < 0 ? floor.negate() : floor;
    }
    if (rule instanceof Retention.Amount amount && measure == Measure.CHARGE) {
      return unit.unitsOf(amount.amount()).min(units);
    }
    return BigInteger.ZERO;
  }
}
