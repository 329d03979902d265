package io.costledger.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The arithmetic of the floor against BigInteger, where it is hardest. */
class KernelArithmeticTest {
  private final SplittableRandom random = new SplittableRandom(7);

  @Nested
  class AFixedRatio {
    @Test
    void givesTheExactQuotientAtEverySize() {
      for (int i = 0; i < 20_000; i++) {
        long units = random.nextLong(1L << random.nextInt(1, 59));
        long total = 1 + random.nextLong(1L << random.nextInt(1, 61));
        long x = random.nextLong(total + 1);
        check(units, total, x);
        check(units, total, total);
        check(units, total, total - 1);
      }
    }

    private void check(long units, long total, long x) {
      BigInteger right = BigInteger.valueOf(units)
          .multiply(BigInteger.valueOf(x))
          .divide(BigInteger.valueOf(total));
      assertThat(BigInteger.valueOf(new FixedRatio(units, total).floor(x)))
          .as("%d * %d / %d", units, x, total)
          .isEqualTo(right);
    }

    @Test
    void refusesWhatItIsNotProvedFor() {
      assertThatThrownBy(() -> new FixedRatio(1, 1L << 61))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid ratio: 1/2305843009213693952 (must be below 2^59 and 2^61)");
    }
  }

  @Nested
  class TheLargestRests {
    @Test
    void areThoseOfAWholeSortAlsoWhereMostAreEqual() {
      LargestRests largest = new LargestRests();
      for (int i = 0; i < 2_000; i++) {
        int size = 2 + random.nextInt(400);
        long total = 1L << random.nextInt(1, 60);
        long distinct = random.nextBoolean() ? Math.min(total, 3) : total;
        List<BigInteger> weights = new ArrayList<>();
        long[] rests = new long[size];
        for (int k = 0; k < size; k++) {
          rests[k] = random.nextLong(distinct);
          weights.add(BigInteger.valueOf(rests[k]));
        }
        int spare = random.nextInt(size);
        long[] units = new long[size];
        largest.give(rests, units, size, spare, total);
        assertThat(units).as("%s, %d", weights, spare).isEqualTo(bySorting(rests, spare));
      }
    }

    private long[] bySorting(long[] rests, int spare) {
      List<Integer> order = new ArrayList<>();
      for (int k = 0; k < rests.length; k++) {
        order.add(k);
      }
      order.sort((a, b) -> Long.compare(rests[b], rests[a]));
      long[] units = new long[rests.length];
      order.subList(0, spare).forEach(k -> units[k]++);
      return units;
    }
  }
}
