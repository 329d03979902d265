package io.costledger.allocation.apportion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Who gets the units left over, compared with a stable sort of all remainders. */
class LeftOverTest {
  @Property(tries = 3000)
  void thoseWithTheLargestRemaindersAndOfEqualOnesTheFirstGetAUnit(
      @ForAll @IntRange(min = 1, max = 400) int keys,
      @ForAll @IntRange(min = 1, max = 62) int totalBits,
      @ForAll @IntRange(min = 1, max = 62) int remainderBits,
      @ForAll Random random) {
    long total = 1L << (totalBits - 1) | random.nextLong() >>> (Long.SIZE - totalBits);
    long[] remainders = new long[keys];
    for (int i = 0; i < keys; i++) {
      remainders[i] = Math.floorMod(random.nextLong() >>> (Long.SIZE - remainderBits), total);
    }
    int left = 1 + random.nextInt(keys);

    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparing((Integer i) -> remainders[i]).reversed());
    long[] expected = new long[keys];
    order.subList(0, left).forEach(i -> expected[i] = 1);

    long[] shares = new long[keys];
    LeftOver.place(shares, remainders, total, left);
    assertThat(shares).containsExactly(expected);
  }
}
