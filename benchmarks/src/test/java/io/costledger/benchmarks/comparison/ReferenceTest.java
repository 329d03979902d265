package io.costledger.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What everybody is judged by, on splits that a reader can do. */
class ReferenceTest {
  @Test
  void equalRemaindersGoToTheSmallerKey() {
    assertThat(split(false, 100, 1, 1, 1)).isEqualTo(numbers(34, 33, 33));
  }

  @Test
  void theLargestRemainderGoesFirst() {
    // 10 * 1/6 = 1.67, 10 * 2/6 = 3.33, 10 * 3/6 = 5
    assertThat(split(false, 10, 1, 2, 3)).isEqualTo(numbers(2, 3, 5));
  }

  @Test
  void byPrefixTheStepsOfTheRunningQuotientAreGiven() {
    // floor(10 * 1/3) = 3, floor(10 * 2/3) = 6, 10
    assertThat(split(true, 10, 1, 1, 1)).isEqualTo(numbers(3, 3, 4));
  }

  @Test
  void noUnitsAreAllZeros() {
    assertThat(split(false, 0, 0, 0)).isEqualTo(numbers(0, 0));
  }

  private static List<BigInteger> split(boolean byPrefix, long units, long... weights) {
    return Reference.split(BigInteger.valueOf(units), numbers(weights), byPrefix);
  }

  private static List<BigInteger> numbers(long... values) {
    return LongStream.of(values).mapToObj(BigInteger::valueOf).toList();
  }
}
