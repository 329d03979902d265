package io.costledger.allocation.lineage;

import io.costledger.core.account.Account;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;
import io.costledger.invariants.SourcedUnits;
import java.math.BigInteger;

/**
 * How much of what a root put in one sink bears, of one charge period and measure.
 *
 * @param chargePeriod the charge period
 * @param measure charge or credit
 * @param root where the cost began
 * @param sink who bears it: a cost center, or an account of cost without a home or of variance
 * @param units whole units, not 0; of the sign of the measure, but for what {@code
 *     variance:<platform>} funds
 */
public record LineageCell(
    Period chargePeriod, Measure measure, Root root, Account sink, BigInteger units)
    implements SourcedUnits {
  /** The root without the text that splits it. */
  @Override
  public Account rootAccount() {
    return root.account();
  }
}
