package io.costledger.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.account.Account;
import io.costledger.core.account.CodePoints;
import io.costledger.core.time.Period;
import io.costledger.core.usage.QuantitySum;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.work.Workers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PoolRecordsTest {
  private static final Period DAY = Period.parse("2026-08-01T00:00:00Z/2026-08-02T00:00:00Z");

  /** Beside the one of 63 bits, lines of 0 bits, which have no room; and quantities of one scale. */
  @Property
  void recordsStandByPoolThenConsumerThenUnitThenAsTheyCame(
      @ForAll @Size(max = 60) List<@IntRange(max = 179) Integer> kinds,
      @ForAll boolean isOneScale) {
    UsageBatch.Builder builder = UsageBatch.builder();
    for (int i = 0; i < kinds.size(); i++) {
      int kind = kinds.get(i);
      builder.add(
          "r" + i,
          "p" + kind % 4,
          Account.costCenter("c" + kind / 4 % 9),
          BigDecimal.valueOf(kind, isOneScale ? 2 : kind % 3),
          "u" + kind / 36,
          DAY,
          "d");
    }
    UsageBatch usage = builder.build();
    // Two pairs share a pool.
    int[] poolOfPair =
        IntStream.range(0, usage.pairCount()).map(pair -> pair / 2).toArray();
    int pools = (usage.pairCount() + 1) / 2;
    for (int bits : new int[] {Long.SIZE - 1, 0}) {
      PoolRecords records =
          new PoolRecords(usage, new UnitOrder(usage), poolOfPair, pools, Workers.caller(), bits);
      for (int pool = 0; pool < pools; pool++) {
        int number = pool;
        List<Integer> came = IntStream.range(0, usage.size())
            .filter(i -> poolOfPair[usage.pairNumber(i)] == number)
            .boxed()
            .toList();
        assertThat(IntStream.range(0, records.size(pool))
                .mapToObj(k -> records.record(number, k))
                .toList())
            .isEqualTo(came);
        assertInOrder(usage, came, records.inOrder(pool));
      }
    }
  }

  private static void assertInOrder(
      UsageBatch usage, List<Integer> came, PoolRecords.Pool inOrder) {
    List<Integer> expected = came.stream()
        .sorted(Comparator.<Integer, Account>comparing(usage::consumer)
            .thenComparing(usage::unit, CodePoints.ORDER)
            .thenComparing(i -> i))
        .toList();
    List<Integer> found = new ArrayList<>();
    for (int k = 0; k < inOrder.size(); k++) {
      int i = inOrder.record(k);
      found.add(i);
      assertThat(inOrder.consumer(k)).isEqualTo(usage.consumerRank(usage.consumerNumber(i)));
      assertThat(new UnitOrder(usage).unit(inOrder.unit(k))).isEqualTo(usage.unit(i));
      QuantitySum sum = new QuantitySum();
      inOrder.addTo(sum, k);
      assertThat(sum.total()).isEqualByComparingTo(usage.quantity(i));
    }
    assertThat(found).isEqualTo(expected);
  }

  /** So many that several threads put them there. */
  @Example
  void threadsPutThemThereAsOneDoes() {
    UsageBatch.Builder builder = UsageBatch.builder();
    for (int i = 0; i < 150_000; i++) {
      builder.add(
          "r" + i,
          "p" + i * 7919L % 5,
          Account.costCenter("c" + i * 104_729L % 31),
          BigDecimal.valueOf(i, 3),
          "u" + i % 3,
          DAY,
          "d");
    }
    UsageBatch usage = builder.build();
    int[] poolOfPair = {0, 1, 2, 1, 0};
    UnitOrder units = new UnitOrder(usage);
    PoolRecords alone = new PoolRecords(usage, units, poolOfPair, 3, Workers.caller());
    PoolRecords shared =
        new PoolRecords(usage, units, poolOfPair, 3, Workers.of(4, ForkJoinPool.commonPool()));
    for (int pool = 0; pool < 3; pool++) {
      PoolRecords.Pool expected = alone.inOrder(pool);
      PoolRecords.Pool found = shared.inOrder(pool);
      assertThat(IntStream.range(0, found.size()).map(found::record).toArray())
          .isEqualTo(IntStream.range(0, expected.size()).map(expected::record).toArray());
    }
  }
}
