package io.costledger.invariants;

/** Digits times powers of ten, in a primitive. */
final class Scaled {
  private static final long[] POWERS = new long[19];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  private Scaled() {}

  /** Whether digits times 10^decimals are a primitive; decimals are 0 or more. */
  static boolean fits(long digits, int decimals) {
    return decimals < POWERS.length && productFits(digits, POWERS[decimals]);
  }

  /** Digits times 10^decimals, which fit. */
  static long up(long digits, int decimals) {
    return digits * POWERS[decimals];
  }

  /** Whether a product is a primitive: its upper half is but the sign of its lower half. */
  static boolean productFits(long a, long b) {
    return Math.multiplyHigh(a, b) == ((a * b) >> (Long.SIZE - 1));
  }
}
