package io.costledger.allocation.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Weights of 62 bits and two ranks in one number: three of the largest are beyond 63 bits. */
class PackedSumsTest {
  private static final int RANK_BITS = 2;
  private static final long LARGEST = (1L << 62) - 1;

  private final PackedSums sums = new PackedSums(2, 62, RANK_BITS);
  private final ShareBuffer out = new ShareBuffer();

  private static long packed(long weight, int rank) {
    return weight << RANK_BITS | rank;
  }

  @Test
  void sumUpToTheLargestNumber() {
    long[] records = {packed(LARGEST, 1), packed(LARGEST, 1), packed(1, 1)};
    assertThat(sums.note(records, 0, 3, out)).isTrue();
    int[] ranks = new int[1];
    long[] units = new long[1];
    ShareBuffer.join(new ShareBuffer[] {out}, ranks, units);
    assertThat(ranks).containsExactly(1);
    assertThat(units).containsExactly(Long.MAX_VALUE);
  }

  @Test
  void sayThatTheyDoNotFitOneAboveIt() {
    long[] records = {packed(LARGEST, 1), packed(LARGEST, 0), packed(2, 1)};
    assertThat(sums.note(records, 0, 3, out)).isFalse();
  }

  /** Four of the largest and 9 are 2^64 + 5, which wraps to 5. */
  @Test
  void sayThatTheyDoNotFitWhereTheSumWrapsTwice() {
    long[] records = {
      packed(LARGEST, 1), packed(LARGEST, 0), packed(LARGEST, 1), packed(LARGEST, 0), packed(9, 1)
    };
    assertThat(sums.note(records, 0, 5, out)).isFalse();
  }
}
