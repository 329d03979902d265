package io.costledger.invariants;

import java.math.BigInteger;

/** An exact sum of whole units, held as a primitive as far as it fits. */
final class Units {
  private static final int LONG_BITS = Long.SIZE - 1;

  private long rest;
  private BigInteger large = BigInteger.ZERO;

  void add(BigInteger units) {
    if (units.bitLength() > LONG_BITS) {
      large = large.add(units);
    } else {
      add(units.longValue());
    }
  }

  void subtract(BigInteger units) {
    if (units.bitLength() >= LONG_BITS) { // the smallest long has no negative
      large = large.subtract(units);
    } else {
      add(-units.longValue());
    }
  }

  private void add(long units) {
    long sum = rest + units;
    if (((rest ^ sum) & (units ^ sum)) < 0) { // would wrap
      large = large.add(BigInteger.valueOf(rest));
      sum = units;
    }
    rest = sum;
  }

  BigInteger sum() {
    return large.add(BigInteger.valueOf(rest));
  }
}
