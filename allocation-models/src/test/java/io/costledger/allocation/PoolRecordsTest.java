package io.costledger.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.account.Account;
import io.costledger.core.account.CodePoints;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PoolRecordsTest {
  private static final Period DAY =
      Period.of(Instant.parse("2026-08-01T00:00:00Z"), Instant.parse("2026-08-02T00:00:00Z"));

  /** Beside the one of 63 bits, lines of 0 bits, which have no room. */
  @Property
  void recordsStandByPoolThenConsumerThenUnitThenAsTheyCame(
      @ForAll @Size(max = 60) List<@IntRange(max = 179) Integer> kinds) {
    UsageBatch.Builder builder = UsageBatch.builder();
    for (int i = 0; i < kinds.size(); i++) {
      int kind = kinds.get(i);
      builder.add(
          "r" + i,
          "p" + kind % 4,
          Account.costCenter("c" + kind / 4 % 9),
          BigDecimal.ONE,
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
      PoolRecords records = new PoolRecords(usage, new UnitOrder(usage), poolOfPair, pools, bits);
      for (int pool = 0; pool < pools; pool++) {
        int number = pool;
        List<Integer> expected = IntStream.range(0, usage.size())
            .filter(i -> poolOfPair[usage.pairNumber(i)] == number)
            .boxed()
            .sorted(Comparator.<Integer, Account>comparing(usage::consumer)
                .thenComparing(usage::unit, CodePoints.ORDER)
                .thenComparing(i -> i))
            .toList();
        records.sort(pool);
        List<Integer> found = new ArrayList<>();
        for (int place = records.first(pool); place < records.end(pool); place++) {
          int i = records.record(place);
          found.add(i);
          assertThat(records.consumer(place))
              .isEqualTo(usage.consumerRank(usage.consumerNumber(i)));
          assertThat(new UnitOrder(usage).unit(records.unit(place))).isEqualTo(usage.unit(i));
        }
        assertThat(found).isEqualTo(expected);
      }
    }
  }
}
