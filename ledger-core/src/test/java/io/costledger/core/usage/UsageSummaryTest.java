package io.costledger.core.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.Samples;
import io.costledger.core.account.Account;
import io.costledger.core.account.CodePoints;
import io.costledger.core.money.Ratio;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UsageSummaryTest {
  private static final UsageSummary.Key ADS = key("d", "spark", "ads", "hours", 0);

  private static UsageSummary.Key key(
      String delivery, String platform, String center, String unit, int day) {
    return new UsageSummary.Key(
        delivery, platform, Account.costCenter(center), unit, Samples.day(day));
  }

  /** What is known of some records without the code under test: sums as fractions, and counts. */
  private static Map<UsageSummary.Key, Ratio> quantities(List<UsageRecord> records) {
    Map<UsageSummary.Key, Ratio> quantities = new HashMap<>();
    records.forEach(
        record -> quantities.merge(key(record), Ratio.of(record.quantity()), Ratio::plus));
    return quantities;
  }

  private static UsageSummary.Key key(UsageRecord record) {
    return new UsageSummary.Key(
        record.delivery(),
        record.platform(),
        record.consumer(),
        record.unit(),
        record.chargePeriod());
  }

  private static UsageRecord record(UsageSummary.Key key, String quantity) {
    return UsageRecord.builder()
        .id("u")
        .platform(key.platform())
        .consumer(key.consumer())
        .quantity(new BigDecimal(quantity))
        .unit(key.unit())
        .chargePeriod(key.chargePeriod())
        .delivery(key.delivery())
        .build();
  }

  private static UsageSummary of(List<UsageRecord> records) {
    return UsageSummary.of(UsageBatch.of(records));
  }

  @Provide
  Arbitrary<UsageSummary.Key> keys() {
    Arbitrary<String> names = Arbitraries.of("a", "a |", "\\", "|", "\uFFFD", "\uD83D\uDE00");
    return Combinators.combine(
            names, names, Samples.consumers(), names, Arbitraries.integers().between(0, 2))
        .as((delivery, platform, consumer, unit, day) ->
            new UsageSummary.Key(delivery, platform, consumer, unit, Samples.day(day)));
  }

  @Provide
  Arbitrary<List<UsageRecord>> recordLists() {
    Arbitrary<UsageRecord> few = Combinators.combine(Arbitraries.of(0, 1), Samples.decimals())
        .as((day, quantity) -> record(key("d", "p", "c", "h", day), quantity.toString()));
    Arbitrary<UsageRecord> any = Combinators.combine(keys(), Samples.decimals())
        .as((key, quantity) -> record(key, quantity.toString()));
    return Arbitraries.oneOf(few, any).list().ofMaxSize(20);
  }

  @Property(tries = 300)
  @Label("SPEC 2.5: every sum is exact and of the records of its key, zeros and returns included")
  void sumsExactly(@ForAll("recordLists") List<UsageRecord> records) {
    UsageSummary summary = of(records);
    Map<UsageSummary.Key, Ratio> quantities = new HashMap<>();
    Map<UsageSummary.Key, Long> counts = new HashMap<>();
    summary.sums().forEach(sum -> {
      assertThat(quantities.put(sum.key(), Ratio.of(sum.quantity()))).isNull();
      counts.put(sum.key(), sum.records());
    });
    assertThat(quantities).isEqualTo(quantities(records));
    Map<UsageSummary.Key, Long> expected = new HashMap<>();
    records.forEach(record -> expected.merge(key(record), 1L, Long::sum));
    assertThat(counts).isEqualTo(expected);
    assertThat(summary.sums().collect(UsageSummary.Sum::key).castToList()).isSorted();
    assertThat(summary.records()).isEqualTo(records.size());
    assertThat(summary.size()).isEqualTo(expected.size());
    for (int i = 0; i < summary.size(); i++) {
      assertThat(expected).containsEntry(summary.key(i), summary.records(i));
    }
  }

  @Property(tries = 300)
  @Label("SPEC 3.6: any partitioning and any order give the same summary")
  void isTheSameForAnyPartitioning(
      @ForAll("recordLists") List<UsageRecord> records,
      @ForAll @IntRange(min = 1, max = 5) int partitions,
      @ForAll Random random) {
    List<UsageRecord> shuffled = new ArrayList<>(records);
    Collections.shuffle(shuffled, random);
    List<List<UsageRecord>> split = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      split.add(new ArrayList<>());
    }
    shuffled.forEach(record -> split.get(random.nextInt(partitions)).add(record));
    UsageSummary merged = UsageSummary.empty();
    UsageSummary.Builder built = UsageSummary.builder();
    for (List<UsageRecord> partition : split) {
      merged = merged.merge(of(partition));
      built.add(of(partition));
    }
    UsageSummary whole = of(records);
    assertThat(merged).isEqualTo(whole).hasSameHashCodeAs(whole).hasToString(whole.toString());
    assertThat(built.build()).isEqualTo(whole);
    assertThat(merged.records()).isEqualTo(records.size());
  }

  @Property(tries = 200)
  @Label("SPEC 3.6: merge is associative and commutative, and the empty summary is neutral")
  void mergesLikeASum(
      @ForAll("recordLists") List<UsageRecord> first,
      @ForAll("recordLists") List<UsageRecord> second,
      @ForAll("recordLists") List<UsageRecord> third) {
    UsageSummary a = of(first);
    UsageSummary b = of(second);
    UsageSummary c = of(third);
    assertThat(a.merge(b)).isEqualTo(b.merge(a));
    assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
    assertThat(a.merge(UsageSummary.empty())).isEqualTo(a);
    assertThat(UsageSummary.empty().merge(a)).isEqualTo(a);
  }

  @Property(tries = 300)
  @Label("the records that stand for sums have the sums, and summed again give them")
  void toBatchHasOneRecordForEachSum(@ForAll("recordLists") List<UsageRecord> records) {
    UsageSummary summary = of(records);
    UsageBatch batch = summary.toBatch();
    Map<UsageSummary.Key, Ratio> quantities = new HashMap<>();
    Set<String> ids = new HashSet<>();
    List<UsageSummary.Key> keys = new ArrayList<>();
    boolean ascend = true;
    for (int i = 0; i < batch.size(); i++) {
      keys.add(key(batch.record(i)));
      quantities.put(keys.get(i), Ratio.of(batch.quantity(i)));
      ids.add(batch.id(i));
      assertThat(batch.id(i)).isEqualTo(keys.get(i).recordId());
      ascend &= i == 0 || CodePoints.compare(batch.id(i - 1), batch.id(i)) < 0;
    }
    assertThat(batch.idsAscend()).isEqualTo(ascend);
    assertThat(quantities).isEqualTo(quantities(records));
    assertThat(keys).isSorted();
    assertThat(ids).hasSize(batch.size());
    assertThat(UsageSummary.of(batch).sums().collect(UsageSummary.Sum::quantity))
        .isEqualTo(summary.sums().collect(UsageSummary.Sum::quantity));
  }

  @Property(tries = 1000)
  void differentKeysHaveDifferentIds(
      @ForAll("keys") UsageSummary.Key one, @ForAll("keys") UsageSummary.Key other) {
    assertThat(one.recordId().equals(other.recordId())).isEqualTo(one.equals(other));
  }

  @Nested
  class Of {
    /** More groups than the dense table has room for, so that the sparse one is used. */
    @Test
    void manyConsumersOnManyDaysAreSummedApart() {
      UsageBatch.Builder batch = UsageBatch.builder();
      int consumers = 3_000;
      for (int round = 0; round < 2; round++) {
        for (int i = 0; i < consumers; i++) {
          for (int day = 0; day < 30; day += 1 + i % 29) {
            batch.add(
                "u" + i,
                "p" + i % 3,
                Account.costCenter("c" + i),
                BigDecimal.valueOf(i + 1),
                "h",
                Samples.day(day),
                "d");
          }
        }
      }
      UsageSummary summary = UsageSummary.of(batch.build());
      summary.sums().forEach(sum -> {
        int number = Integer.parseInt(sum.key().consumer().id().substring(1));
        assertThat(sum.quantity()).isEqualByComparingTo(BigDecimal.valueOf(2L * (number + 1)));
        assertThat(sum.records()).isEqualTo(2);
        assertThat(sum.key().platform()).isEqualTo("p" + number % 3);
      });
      int expected = 0;
      for (int i = 0; i < consumers; i++) {
        expected += 29 / (1 + i % 29) + 1;
      }
      assertThat(summary.sums()).hasSize(expected);
      assertThat(summary.records()).isEqualTo(2L * expected);
    }

    @Test
    void sumsByGivenChargePeriodsAndLeavesOutWhereThereIsNone() {
      Period twoDays = Period.of(Samples.day(0).start(), Samples.day(1).end());
      List<UsageRecord> records = List.of(
          record(key("d", "p", "c", "h", 0), "1"),
          record(key("d", "p", "c", "h", 1), "2"),
          record(key("d", "p", "c", "h", 2), "4"),
          record(key("d", "p", "c", "h", 3), "8"));
      UsageSummary summary = UsageSummary.of(
          UsageBatch.of(records),
          own -> twoDays.contains(own)
              ? Optional.of(twoDays)
              : Optional.of(own).filter(Samples.day(3)::equals));
      assertThat(summary.sums())
          .containsExactly(
              new UsageSummary.Sum(
                  new UsageSummary.Key("d", "p", Account.costCenter("c"), "h", twoDays),
                  new BigDecimal("3"),
                  2),
              new UsageSummary.Sum(key("d", "p", "c", "h", 3), new BigDecimal("8"), 1));
    }

    @Test
    void aBatchOfNoRecordIsEmpty() {
      assertThat(UsageSummary.of(UsageBatch.empty())).isEqualTo(UsageSummary.empty());
      assertThat(UsageSummary.empty().toBatch().size()).isZero();
      assertThat(UsageSummary.empty().records()).isZero();
    }
  }

  @Nested
  class Sums {
    @Test
    void areHeldWithoutTrailingZeros() {
      UsageSummary one =
          UsageSummary.builder().add(ADS, new BigDecimal("1.500"), 2).build();
      UsageSummary other = UsageSummary.builder()
          .add(ADS, new BigDecimal("0.5"), 1)
          .add(ADS, new BigDecimal("1.0"), 1)
          .build();
      assertThat(one).isEqualTo(other);
    }

    @Test
    void tellSummariesApart() {
      UsageSummary one = UsageSummary.builder().add(ADS, BigDecimal.ONE, 1).build();
      assertThat(one).isNotEqualTo(UsageSummary.empty());
      assertThat(one)
          .isNotEqualTo(UsageSummary.builder().add(ADS, BigDecimal.TEN, 1).build())
          .isNotEqualTo(UsageSummary.builder().add(ADS, BigDecimal.ONE, 2).build());
    }

    @Test
    void keepAReturnThatCancelsUseAsZero() {
      UsageSummary summary = of(List.of(record(ADS, "1.50"), record(ADS, "-1.5")));
      assertThat(summary.sums()).containsExactly(new UsageSummary.Sum(ADS, BigDecimal.ZERO, 2));
      assertThat(summary.toBatch().size()).isEqualTo(1);
    }

    @Test
    void ascendByDeliveryPlatformConsumerUnitAndPeriodInCodePoints() {
      List<UsageSummary.Key> keys = List.of(
          key("a", "a", "a", "a", 0),
          key("a", "a", "a", "a", 1),
          key("a", "a", "a", "\uFFFD", 0),
          key("a", "a", "a", "\uD83D\uDE00", 0),
          key("a", "a", "\uFFFD", "a", 0),
          key("a", "a", "\uD83D\uDE00", "a", 0),
          new UsageSummary.Key("a", "a", Account.platform("a"), "a", Samples.day(0)),
          key("a", "\uFFFD", "a", "a", 0),
          key("a", "\uD83D\uDE00", "a", "a", 0),
          key("\uFFFD", "a", "a", "a", 0),
          key("\uD83D\uDE00", "a", "a", "a", 0));
      List<UsageSummary.Key> shuffled = new ArrayList<>(keys);
      Collections.shuffle(shuffled, new Random(1));
      UsageSummary.Builder builder = UsageSummary.builder();
      shuffled.forEach(key -> builder.add(key, BigDecimal.ONE, 1));
      assertThat(of(shuffled.stream().map(key -> record(key, "1")).toList()))
          .isEqualTo(builder.build());
      assertThat(builder.build().sums().collect(UsageSummary.Sum::key))
          .containsExactlyElementsOf(keys);
    }

    @Test
    void areOfAnyNumberOfParts() {
      UsageSummary.Builder builder = UsageSummary.builder();
      for (int i = 0; i < 200_000; i++) { // more than are held before they are folded
        builder.add(key("d", "p", "c", "h", i % 3), BigDecimal.ONE, 1);
      }
      assertThat(builder.build().sums().collect(UsageSummary.Sum::records))
          .containsExactly(66_667L, 66_667L, 66_666L);
    }
  }

  @Nested
  class Keys {
    @Test
    void sayWhatTheirRecordStandsFor() {
      assertThat(key("u-09", "spark|2", "a\\b", "hours", 0).recordId())
          .isEqualTo("sum of u-09 | spark\\|2 | cost-center:a\\\\b | hours"
              + " | 2024-09-01T00:00:00Z/2024-09-02T00:00:00Z");
    }

    @Test
    void haveIdsAndAConsumer() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> key("", "p", "c", "h", 0))
          .withMessage("Invalid delivery id: '' (must not be empty)");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> key("d", "", "c", "h", 0))
          .withMessage("Invalid platform: '' (must not be empty)");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> key("d", "p", "c", "\uD83D", 0))
          .withMessage("Invalid unit: '\\uD83D' (must not hold an unpaired surrogate)");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new UsageSummary.Key("d", "p", Account.bill("b"), "h", Samples.day(0)))
          .withMessage("Invalid consumer: bill:b (must be a cost center or a platform)");
    }
  }

  @Nested
  class Records {
    /** Of a record that was cut in parts, the first counts; the later parts have a quantity only. */
    @Test
    void mayBeNoneOfAQuantity() {
      UsageSummary later = UsageSummary.builder().add(ADS, BigDecimal.ONE, 0).build();
      assertThat(later.records()).isZero();
      assertThat(later.merge(of(List.of(record(ADS, "1")))).sums())
          .containsExactly(new UsageSummary.Sum(ADS, new BigDecimal("2"), 1));
    }

    @Test
    void areShown() {
      assertThat(UsageSummary.empty()).hasToString("0 records in []");
      assertThat(of(List.of(record(ADS, "1"), record(ADS, "1"))).toString())
          .startsWith("2 records in [Sum[key=Key[delivery=d, platform=spark, ");
    }

    @Test
    void areCountedExactlyOrNotAtAll() {
      UsageSummary most =
          UsageSummary.builder().add(ADS, BigDecimal.ONE, Long.MAX_VALUE).build();
      UsageSummary sameKey = of(List.of(record(ADS, "1")));
      UsageSummary other = of(List.of(record(key("d", "q", "c", "h", 0), "1")));
      assertThat(most.records()).isEqualTo(Long.MAX_VALUE);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> most.merge(sameKey))
          .withMessage("Invalid number of records: 9223372036854775807 + 1 (must fit 63 bits)");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> most.merge(other))
          .withMessage("Invalid number of records: 1 + 9223372036854775807 (must fit 63 bits)");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> UsageSummary.builder().add(ADS, BigDecimal.ONE, -1))
          .withMessage("Invalid number of records: -1 (must not be negative)");
    }
  }

  @Nested
  class Immutability {
    @Test
    void handsOutOnlyUnmodifiableSums() {
      assertThatThrownBy(() -> of(List.of(record(ADS, "1"))).sums().castToList().clear())
          .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void doesNotSeeWhatIsAddedLater() {
      UsageSummary.Builder builder = UsageSummary.builder().add(ADS, BigDecimal.ONE, 1);
      UsageSummary early = builder.build();
      builder.add(ADS, BigDecimal.ONE, 1);
      assertThat(early.sums()).containsExactly(new UsageSummary.Sum(ADS, BigDecimal.ONE, 1));
      assertThat(builder.build().sums())
          .containsExactly(new UsageSummary.Sum(ADS, new BigDecimal("2"), 2));
    }

    @Test
    void leavesBothPartsOfAMergeAlone() {
      UsageSummary a = of(List.of(record(ADS, "1")));
      UsageSummary b = of(List.of(record(ADS, "10")));
      assertThat(a.merge(b).sums())
          .containsExactly(new UsageSummary.Sum(ADS, new BigDecimal("11"), 2));
      assertThat(a).isEqualTo(of(List.of(record(ADS, "1"))));
      assertThat(b).isEqualTo(of(List.of(record(ADS, "10.0"))));
    }
  }
}
