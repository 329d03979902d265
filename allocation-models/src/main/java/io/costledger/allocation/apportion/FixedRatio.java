package io.costledger.allocation.apportion;

/**
 * The quotients floor(A * w / S) of one pool by one multiplication each: A / S as a fixed-point
 * number, and a correction that is proved to be at most one, upward.
 *
 * <p>Proof. Let L be the bits of S, so {@code 2^(L-1) <= S < 2^L}, and {@code M = floor(A * 2^(L+1)
 * / S)}. Then {@code 0 <= A/S - M/2^(L+1) < 2^-(L+1)}. For a weight {@code 0 <= w <= S} let {@code x
 * = A * w / S} and {@code y = w * M / 2^(L+1)}: {@code 0 <= x - y < w / 2^(L+1) < 1/2}. So {@code
 * floor(y) <= floor(x) <= floor(y) + 1}: the estimate floor(y) is never too big, and it is one too
 * small exactly where the remainder {@code A * w - floor(y) * S} is S or more.
 *
 * <p>Nothing overflows: {@code M <= A * 2^(L+1) / 2^(L-1) = 4 * A < 2^63}, as {@code A < 2^61};
 * {@code w * 2^(63-L) < 2^63}, and the high half of its product with M is floor(y), since {@code 63
 * - L = 64 - (L+1)}; the remainder is at least 0 and below {@code 2 * S < 2^63}, as {@code S <
 * 2^62}, so it is right though its terms wrap.
 */
final class FixedRatio {
  private static final int AMOUNT_BITS = 61;
  private static final int TOTAL_BITS = 62;

  private final long amount;
  private final long total;
  private final long multiplier;
  private final int shift;

  /** A pool that {@link #fits}. */
  FixedRatio(long amount, long total) {
    this.amount = amount;
    this.total = total;
    this.shift = Long.numberOfLeadingZeros(total) - 1;
    int bits = Long.SIZE - shift;
    this.multiplier = NarrowSplit.divide(amount >>> (Long.SIZE - bits), amount << bits, total);
  }

  /** Whether the proof holds for an amount of 0 or more and a total above 0. */
  static boolean fits(long amount, long total) {
    return amount >>> AMOUNT_BITS == 0 && total >>> TOTAL_BITS == 0;
  }

  /** The M of the proof. */
  long multiplier() {
    return multiplier;
  }

  /** How far a weight is shifted before it is multiplied by M: the same for all amounts of a total. */
  int shift() {
    return shift;
  }

  /** Returns floor(A * w / S) for a weight of 0 to S, or one less. */
  long estimate(long weight) {
    return Math.multiplyHigh(weight << shift, multiplier);
  }

  /** Returns floor(A * w / S) for a weight of 0 to S. */
  long quotient(long weight) {
    long estimate = estimate(weight);
    return amount * weight - estimate * total >= total ? estimate + 1 : estimate;
  }

  /** Returns A * w mod S, given its quotient. */
  long remainder(long weight, long quotient) {
    return amount * weight - quotient * total;
  }
}
