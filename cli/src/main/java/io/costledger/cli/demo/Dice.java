package io.costledger.cli.demo;

/**
 * Throws the demo's dice: SplitMix64 (Steele, Lea and Flood, Fast splittable pseudorandom number
 * generators, 2014) in whole numbers, so that every machine makes the same company.
 */
final class Dice {
  private long state;

  Dice(long seed) {
    this.state = seed;
  }

  /** A number from {@code least} to {@code most}, both included. */
  long between(long least, long most) {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return least + Long.remainderUnsigned(z, most - least + 1);
  }

  /** A number near another: within some percent of it, up or down. */
  long near(long middle, int percent) {
    return middle / 100_000 * between(100_000 - percent * 1_000L, 100_000 + percent * 1_000L)
        + between(0, 99_999);
  }
}
