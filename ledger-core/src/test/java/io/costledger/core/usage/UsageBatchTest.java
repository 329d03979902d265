package io.costledger.core.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.Samples;
import io.costledger.core.account.Account;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageBatchTest {
  private static final Account ADS = Account.costCenter("ads");

  private static UsageRecord record(String id, BigDecimal quantity) {
    return UsageRecord.builder()
        .id(id)
        .platform("spark")
        .consumer(ADS)
        .quantity(quantity)
        .unit("vcore-hours")
        .chargePeriod(Samples.day(0))
        .delivery("d")
        .build();
  }

  private static List<UsageRecord> recordsOf(UsageBatch batch) {
    return IntStream.range(0, batch.size()).mapToObj(batch::record).toList();
  }

  @Provide
  Arbitrary<List<UsageRecord>> recordLists() {
    Arbitrary<String> names = Arbitraries.of("a", "b", "\uFFFD", "\uD83D\uDE00");
    return Combinators.combine(
            names,
            names,
            Samples.consumers(),
            Samples.decimals(),
            names,
            Arbitraries.integers().between(0, 3),
            names,
            Arbitraries.maps(names, Samples.texts()).ofMaxSize(3))
        .as((id, platform, consumer, quantity, unit, day, delivery, dimensions) ->
            UsageRecord.builder()
                .id(id)
                .platform(platform)
                .consumer(consumer)
                .quantity(quantity)
                .unit(unit)
                .chargePeriod(Samples.day(day))
                .delivery(delivery)
                .dimensions(dimensions)
                .build())
        .list()
        .ofMaxSize(70);
  }

  @Property(tries = 300)
  @Label("a batch has the same meaning as a list of records, past any capacity")
  void isTheListOfItsRecords(@ForAll("recordLists") List<UsageRecord> records) {
    UsageBatch batch = UsageBatch.of(records);
    assertThat(recordsOf(batch)).isEqualTo(records);
    for (int i = 0; i < records.size(); i++) {
      UsageRecord record = records.get(i);
      assertThat(batch.id(i)).isEqualTo(record.id());
      assertThat(batch.platform(i)).isEqualTo(record.platform());
      assertThat(batch.consumer(i)).isEqualTo(record.consumer());
      assertThat(batch.quantity(i)).isEqualTo(record.quantity());
      assertThat(batch.unit(i)).isEqualTo(record.unit());
      assertThat(batch.chargePeriod(i)).isEqualTo(record.chargePeriod());
      assertThat(batch.delivery(i)).isEqualTo(record.delivery());
    }
  }

  @Nested
  class Add {
    @Test
    void growsPastTheInitialCapacityWithDimensionsAndWideQuantities() {
      BigDecimal wide = new BigDecimal(BigInteger.TEN.pow(37));
      List<UsageRecord> expected = new ArrayList<>();
      UsageBatch.Builder builder = UsageBatch.builder();
      for (int i = 0; i < 1000; i++) {
        BigDecimal quantity = i % 3 == 0 ? wide.add(BigDecimal.valueOf(i)) : BigDecimal.valueOf(i);
        builder.add("r" + i, "spark", ADS, quantity, "u", Samples.day(i % 30), "d" + i % 7);
        UsageRecord.Builder record = UsageRecord.builder();
        record.id("r" + i).platform("spark").consumer(ADS).quantity(quantity).unit("u");
        record.chargePeriod(Samples.day(i % 30)).delivery("d" + i % 7);
        if (i % 5 == 4) {
          builder.dimension("region", "r" + i % 4);
          record.putDimensions("region", "r" + i % 4);
        }
        if (i == 999) {
          builder.dimension("late", "x");
          record.putDimensions("late", "x");
        }
        expected.add(record.build());
      }
      assertThat(recordsOf(builder.build())).isEqualTo(expected);
    }

    @Test
    void refusesAConsumerOfAnotherKindAndAddsNothing() {
      UsageBatch.Builder builder = UsageBatch.builder();
      assertThatThrownBy(() ->
              builder.add("r", "p", Account.bill("b"), BigDecimal.ONE, "u", Samples.day(0), "d"))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid consumer: bill:b (must be a cost center or a platform)");
      assertThat(builder.build().size()).isZero();
    }

    @ParameterizedTest(name = "{4}")
    @CsvSource({
      "'', p, u, d, usage record id",
      "r, '', u, d, platform",
      "r, p, '', d, unit",
      "r, p, u, '', delivery id"
    })
    void refusesAnEmptyIdLikeARecordDoesAndAddsNothing(
        String id, String platform, String unit, String delivery, String what) {
      String message = "Invalid " + what + ": '' (must not be empty)";
      UsageBatch.Builder builder = UsageBatch.builder();
      builder.add(record("first", BigDecimal.ONE));
      assertThatThrownBy(() -> builder.add(
              id, platform, ADS, BigDecimal.TEN.pow(30), unit, Samples.day(0), delivery))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage(message);
      assertThatThrownBy(() -> UsageRecord.builder()
              .id(id)
              .platform(platform)
              .consumer(ADS)
              .quantity(BigDecimal.ONE)
              .unit(unit)
              .chargePeriod(Samples.day(0))
              .delivery(delivery)
              .build())
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage(message);
      builder.add(record("second", BigDecimal.valueOf(2)));
      assertThat(recordsOf(builder.build()))
          .containsExactly(
              record("first", BigDecimal.ONE), record("second", BigDecimal.valueOf(2)));
    }

    @Test
    void refusesARecordWhoseConsumerIsOfAnotherKind() {
      UsageRecord.Builder builder = UsageRecord.builder();
      builder.id("r").platform("p").consumer(Account.unallocated("x")).quantity(BigDecimal.ONE);
      builder.unit("u").chargePeriod(Samples.day(0)).delivery("d");
      assertThatThrownBy(builder::build)
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid consumer: unallocated:x (must be a cost center or a platform)");
    }
  }

  @Nested
  @DisplayName("quantity (SPEC 2.5: exact decimals)")
  class Quantity {
    @ParameterizedTest(name = "{0}E-({1})")
    @CsvSource({
      "9223372036854775807, 0, false",
      "9223372036854775808, 0, true",
      "-9223372036854775808, 0, true",
      "-9223372036854775807, 0, false",
      "-9223372036854775809, 0, true",
      "0, 2, false",
      "1, -100, false",
      "1, -101, true",
      "1, 100, false",
      "1, 101, true",
      "1, 127, true",
      "1, 128, true",
      "1, -128, true",
      "1, 256, true",
      "0, -1000000, true",
      "7, 2147483647, true",
      "7, -2147483647, true",
      "7, -2147483648, true",
      "99999999999999999999999999999999999999, 38, true"
    })
    void keepsEveryWidthAndScale(BigInteger digits, int scale, boolean isHeldApart) {
      BigDecimal quantity = new BigDecimal(digits, scale);
      UsageBatch batch =
          UsageBatch.of(List.of(record("r0", BigDecimal.ONE), record("r1", quantity)));
      assertThat(batch.quantity(1)).isEqualTo(quantity);
      assertThat(batch.isWide(1)).isEqualTo(isHeldApart);
      assertThat(batch.unscaled(1)).isEqualTo(isHeldApart ? 0 : digits.longValueExact());
      assertThat(batch.quantity(0)).isEqualTo(BigDecimal.ONE);
      assertThat(batch.isWide(0)).isFalse();
    }
  }

  @Nested
  class Dimension {
    @Test
    void belongsToTheRecordAddedLast() {
      UsageBatch.Builder builder = UsageBatch.builder();
      builder.add(record("r0", BigDecimal.ONE));
      builder.add(record("r1", BigDecimal.ONE)).dimension("region", "eu").dimension("region", "us");
      builder.add(record("r2", BigDecimal.ONE));
      UsageBatch batch = builder.build();
      assertThat(batch.record(0).dimensions()).isEmpty();
      assertThat(batch.record(1).dimensions()).containsExactly(java.util.Map.entry("region", "us"));
      assertThat(batch.record(2).dimensions()).isEmpty();
    }

    @Test
    void needsARecord() {
      assertThatThrownBy(() -> UsageBatch.builder().dimension("region", "eu"))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid dimension: region (must follow a record)");
    }
  }

  @Nested
  class Build {
    @Test
    void doesNotSeeWhatIsAddedLater() {
      UsageBatch.Builder builder = UsageBatch.builder().add(record("r0", BigDecimal.ONE));
      UsageBatch early = builder.build();
      builder.dimension("region", "eu").add(record("r1", BigDecimal.TEN.pow(30)));
      assertThat(recordsOf(early)).containsExactly(record("r0", BigDecimal.ONE));
      assertThat(builder.build().size()).isEqualTo(2);
    }

    @Test
    void takesNoRecord() {
      assertThat(UsageBatch.empty().size()).isZero();
    }
  }

  @Nested
  class WhatAllRecordsHaveInCommon {
    @Test
    void isTheRangeOfQuantitiesThatFit() {
      UsageBatch batch = UsageBatch.of(List.of(
          record("a", new BigDecimal("1.50")),
          record("b", new BigDecimal("-7E+2")),
          record("c", new BigDecimal("9223372036854775808"))));
      assertThat(batch.quantities()).isEqualTo(new QuantityRange(-2, 2, 150, true, true));
      assertThat(UsageBatch.empty().quantities())
          .isEqualTo(new QuantityRange(0, 0, 0, false, false));
    }

    @Test
    void isTheOneScaleAndThatNothingWasReturned() {
      assertThat(quantities("1.50", "2.25")).isEqualTo(new QuantityRange(2, 2, 225, false, false));
      assertThat(quantities("0.0", "0.0")).isEqualTo(new QuantityRange(1, 1, 0, false, false));
      assertThat(quantities("0.0", "-0.3")).isEqualTo(new QuantityRange(1, 1, 3, true, false));
      assertThat(quantities("9223372036854775808"))
          .isEqualTo(new QuantityRange(0, 0, 0, false, true));
    }

    private static QuantityRange quantities(String... quantities) {
      return Quantities.batch(Stream.of(quantities).map(BigDecimal::new).toList())
          .quantities();
    }

    /** U+FFFD comes before U+1F600, though its UTF-16 form comes after. */
    @Test
    void isWhetherIdsAscendInCodePointOrder() {
      assertThat(ascend("a", "b", "\uFFFD", "\uD83D\uDE00")).isTrue();
      assertThat(ascend("a", "a")).isFalse();
      assertThat(ascend("b", "a", "c")).isFalse();
      assertThat(ascend()).isTrue();
    }

    private static boolean ascend(String... ids) {
      return UsageBatch.of(Stream.of(ids).map(id -> record(id, BigDecimal.ONE)).toList())
          .idsAscend();
    }

    @Test
    void isWhatEachNumberStandsFor() {
      UsageBatch batch = UsageBatch.of(List.of(record("a", BigDecimal.ONE)));
      assertThat(batch.platforms().get(batch.platformNumber(0))).isEqualTo("spark");
      assertThat(batch.consumers().get(batch.consumerNumber(0))).isEqualTo(ADS);
      assertThat(batch.units().get(batch.unitNumber(0))).isEqualTo("vcore-hours");
      assertThat(batch.chargePeriods().get(batch.chargePeriodNumber(0))).isEqualTo(Samples.day(0));
      assertThat(batch.deliveries().get(batch.deliveryNumber(0))).isEqualTo("d");
    }

    @Test
    void numbersPlatformAndChargePeriodTogether() {
      UsageBatch.Builder builder = UsageBatch.builder();
      for (String platform : List.of("spark", "kv", "spark", "kv", "spark")) {
        int day = builder.build().size() / 3;
        builder.add("u", platform, ADS, BigDecimal.ONE, "gb", Samples.day(day), "d");
      }
      UsageBatch batch = builder.build();
      // spark, kv, spark on day 0; kv, spark on day 1.
      assertThat(IntStream.range(0, 5).map(batch::pairNumber)).containsExactly(0, 1, 0, 2, 3);
      assertThat(batch.pairCount()).isEqualTo(4);
      for (int i = 0; i < batch.size(); i++) {
        assertThat(batch.platformOfPair(batch.pairNumber(i))).isEqualTo(batch.platformNumber(i));
        assertThat(batch.chargePeriodOfPair(batch.pairNumber(i)))
            .isEqualTo(batch.chargePeriodNumber(i));
      }
      assertThat(batch.platform(3)).isEqualTo("kv");
      assertThat(batch.chargePeriod(3)).isEqualTo(Samples.day(1));
      assertThat(batch.chargePeriod(2)).isEqualTo(Samples.day(0));
    }
  }
}
