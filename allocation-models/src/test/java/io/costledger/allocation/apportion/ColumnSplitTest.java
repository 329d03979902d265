package io.costledger.allocation.apportion;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.reference.WholeSplit;
import io.costledger.core.policy.ApportionmentRule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Pools and shares split in place, each unit compared with BigInteger. */
class ColumnSplitTest {
  private static final int[] BITS = {1, 3, 8, 20, 45, 50, 55, 60, 61, 62, 63};

  /** A pool over consumers, and every share over records; both rules, all kinds of sizes. */
  @Property(tries = 6000)
  void everyUnitIsThatOfWholeNumbers(
      @ForAll @IntRange(min = 1, max = 8) int consumers,
      @ForAll @IntRange(min = 1, max = 80) int most,
      @ForAll boolean isPrefix,
      @ForAll boolean isTied,
      @ForAll boolean isShuffled,
      @ForAll Random random) {
    int totalBits = BITS[random.nextInt(BITS.length)];
    int weightBits = Math.max(1, totalBits - 1 - random.nextInt(9));
    long tie = 1 + bits(random, weightBits);
    List<List<Long>> records = new ArrayList<>();
    BigInteger total = BigInteger.ZERO;
    for (int c = 0; c < consumers; c++) {
      List<Long> weights = new ArrayList<>();
      for (int r = 1 + random.nextInt(most); r > 0; r--) {
        long weight = isTied && random.nextInt(3) > 0 ? tie : bits(random, weightBits);
        if (total.add(BigInteger.valueOf(weight)).bitLength() <= 63) {
          total = total.add(BigInteger.valueOf(weight));
          weights.add(weight);
        }
      }
      records.add(weights);
    }
    records.removeIf(weights -> sum(weights) == 0);
    if (!records.isEmpty()) {
      long amount = bits(random, BITS[random.nextInt(BITS.length)]);
      ApportionmentRule rule =
          isPrefix ? ApportionmentRule.PREFIX : ApportionmentRule.LARGEST_REMAINDER;
      requireExact(amount, records, rule, isShuffled ? random : null);
    }
  }

  /**
   * Every pool of two consumers with up to three records and small numbers: among them all four
   * corrections of the estimate, of which one that is two too small needs a share that is rounded
   * up and a weight just below a power of two.
   */
  @Example
  void allSmallPools() {
    for (ApportionmentRule rule : ApportionmentRule.values()) {
      for (long amount = 0; amount < 12; amount++) {
        for (long a = 1; a < 10; a++) {
          for (long b = 0; b < 10; b++) {
            for (long c = 1; c < 10; c++) {
              requireExact(amount, List.of(List.of(a, b), List.of(c, b, a)), rule, null);
            }
          }
        }
      }
    }
  }

  /** Far more weights than there is room for at first, and every third the same. */
  @Example
  void aLargePool() {
    Random random = new Random(5);
    for (ApportionmentRule rule : ApportionmentRule.values()) {
      for (int size : List.of(300, 5000)) {
        List<Long> weights = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          weights.add(i % 3 == 0 ? 1000 : bits(random, 20));
        }
        requireExact(1_234_567_891L, List.of(weights), rule, random);
      }
    }
  }

  /** What the rest of an estimate says is missing: its floor by the total. */
  @Example
  void everyCorrection() {
    for (long total : new long[] {2, 3, 1000, (1L << 61) - 1}) {
      for (int times = -1; times <= 2; times++) {
        long first = times * total + (times < 0 ? 1 : 0); // above -total
        for (long rest : new long[] {first, times * total + total - 1}) {
          assertThat(ColumnSplit.correction(rest, total)).isEqualTo(times);
        }
      }
    }
  }

  /** The places and their keys in two orders: shuffled, so that ties have to be put in order. */
  private static void requireExact(
      long amount, List<List<Long>> records, ApportionmentRule rule, Random shuffling) {
    List<Long> column = new ArrayList<>();
    records.forEach(column::addAll);
    int n = column.size();
    List<Integer> at = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      at.add(i);
    }
    if (shuffling != null) {
      Collections.shuffle(at, shuffling);
    }
    // Record i stands at place at[i]; keys ascend with i.
    long[] values = new long[n];
    int[] key = new int[n];
    for (int i = 0; i < n; i++) {
      values[at.get(i)] = column.get(i);
      key[at.get(i)] = i;
    }
    ColumnSplit.KeyOrder order = shuffling == null
        ? ColumnSplit.KeyOrder.AS_GIVEN
        : (places, from, to) -> {
          List<Integer> some = new ArrayList<>();
          for (int k = from; k < to; k++) {
            some.add(places[k]);
          }
          some.sort(Comparator.comparing(place -> key[place]));
          for (int k = from; k < to; k++) {
            places[k] = some.get(k - from);
          }
        };
    long[] shares = records.stream().mapToLong(ColumnSplitTest::sum).toArray();
    List<Long> sums = Arrays.stream(shares).boxed().toList();
    long total = sum(sums);
    int[] identity = new int[shares.length];
    Arrays.setAll(identity, k -> k);
    ColumnSplit split = new ColumnSplit(rule, order);
    ColumnSplit ofPool = new ColumnSplit(rule, ColumnSplit.KeyOrder.AS_GIVEN);
    ofPool.turnTo(amount, total);
    ofPool.split(amount, total, shares, identity, 0, shares.length);
    assertThat(shares).as("%s over %s", amount, sums).containsExactly(slow(amount, sums, rule));
    split.turnTo(amount, total);
    int first = 0;
    for (int c = 0; c < records.size(); c++) {
      int size = records.get(c).size();
      List<Integer> places = new ArrayList<>(at.subList(first, first + size));
      if (shuffling != null) {
        Collections.shuffle(places, shuffling);
      }
      // A place before and one after belong to others.
      places.add(0, at.get((first + n - 1) % n));
      places.add(at.get((first + size) % n));
      int[] some = places.stream().mapToInt(place -> place).toArray();
      split.split(shares[c], sums.get(c), values, some, 1, 1 + size);
      assertThat(some[0]).isEqualTo(places.get(0));
      assertThat(some[1 + size]).isEqualTo(places.get(1 + size));
      long[] found = new long[size];
      for (int i = 0; i < size; i++) {
        found[i] = values[at.get(first + i)];
      }
      assertThat(found)
          .as("%s over %s of %s over %s", shares[c], records.get(c), amount, sums)
          .containsExactly(slow(shares[c], records.get(c), rule));
      first += size;
    }
  }

  private static long[] slow(long amount, List<Long> weights, ApportionmentRule rule) {
    return WholeSplit.of(
            BigInteger.valueOf(amount),
            weights.stream().map(BigInteger::valueOf).toList(),
            rule == ApportionmentRule.PREFIX)
        .stream()
        .mapToLong(BigInteger::longValueExact)
        .toArray();
  }

  private static long sum(List<Long> weights) {
    return weights.stream().mapToLong(weight -> weight).sum();
  }

  /** At most so many bits, 0 to 63. */
  private static long bits(Random random, int bits) {
    return random.nextLong() >>> (Long.SIZE - bits);
  }
}
