package io.costledger.allocation.difference;

import java.math.BigInteger;

/**
 * One figure in two runs, in whole ledger units.
 *
 * <p>Example: {@code Change.of(BigInteger.TEN, BigInteger.TWO).differenceUnits()} is -8.
 *
 * @param beforeUnits in the run before
 * @param afterUnits in the run after
 */
public record Change(BigInteger beforeUnits, BigInteger afterUnits) {
  /** Nothing before, nothing after. */
  public static final Change NONE = new Change(BigInteger.ZERO, BigInteger.ZERO);

  /**
   * Returns the change from one figure to another.
   *
   * @param beforeUnits in the run before
   * @param afterUnits in the run after
   * @return the change
   */
  public static Change of(BigInteger beforeUnits, BigInteger afterUnits) {
    return new Change(beforeUnits, afterUnits);
  }

  /**
   * Returns the exact difference.
   *
   * @return after less before
   */
  public BigInteger differenceUnits() {
    return afterUnits.subtract(beforeUnits);
  }

  /**
   * Returns whether the figure is the same in both runs.
   *
   * @return true if the difference is 0
   */
  public boolean isNone() {
    return beforeUnits.equals(afterUnits);
  }

  /**
   * Returns the change of two figures together.
   *
   * @param other the other figure's change
   * @return the sums before and after
   */
  public Change plus(Change other) {
    return new Change(beforeUnits.add(other.beforeUnits), afterUnits.add(other.afterUnits));
  }
}
