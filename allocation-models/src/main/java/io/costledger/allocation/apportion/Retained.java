package io.costledger.allocation.apportion;

import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.Retention;
import java.math.BigInteger;

/** What a platform keeps of what came in (SPEC 4.1). */
public final class Retained {
  private Retained() {}

  /**
   * Returns what is kept: sign(C) * floor(s * |C|) for a share; min(amount, C) of charges for an
   * amount.
   *
   * <p>Example: of 101 units a share of 0.15 keeps 15.
   *
   * @param retention the platform's terms
   * @param pool what came in, in whole units of either sign
   * @param measure charge or credit; of credits no amount is kept
   * @param unit the ledger's unit
   * @return whole units with the sign of the pool
   */
  public static BigInteger of(
      Retention retention, BigInteger pool, Measure measure, LedgerUnit unit) {
    if (retention instanceof Retention.Share share) {
      BigInteger kept =
          pool.abs().multiply(share.share().numerator()).divide(share.share().denominator());
      return pool.signum() < 0 ? kept.negate() : kept;
    }
    if (retention instanceof Retention.Amount amount && measure == Measure.CHARGE) {
      return unit.unitsOf(amount.amount()).min(pool.abs());
    }
    return BigInteger.ZERO;
  }
}
