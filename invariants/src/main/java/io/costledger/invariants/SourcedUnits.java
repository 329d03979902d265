package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;
import java.math.BigInteger;

/** How many of the units that one account bears began at another (SPEC section 8). */
public interface SourcedUnits {
  /**
   * Returns the charge period.
   *
   * @return the period
   */
  Period chargePeriod();

  /**
   * Returns the measure.
   *
   * @return charge or credit
   */
  Measure measure();

  /**
   * Returns where they began: what the bill hit first.
   *
   * @return a platform, a cost center or {@code unallocated:bill}; or {@code variance:<platform>}
   *     for what a rate model charged above its pool
   */
  Account rootAccount();

  /**
   * Returns who bears them.
   *
   * @return a cost center, or an account of cost without a home or of variance
   */
  Account sink();

  /**
   * Returns how many they are.
   *
   * @return whole units
   */
  BigInteger units();
}
