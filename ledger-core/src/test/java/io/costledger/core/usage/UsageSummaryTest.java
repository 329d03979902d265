package io.costledger.core.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.Samples;
import io.costledger.core.account.Account;
import io.costledger.core.money.Ratio;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
  private static final UsageSummary.Pool SPARK = new UsageSummary.Pool(Samples.day(0), "spark");
  private static final UsageSummary.Key ADS =
      new UsageSummary.Key(SPARK, Account.costCenter("ads"), "hours");

  /** One contribution: a quantity under a key, brought by a delivery. */
  private record Part(UsageSummary.Key key, BigDecimal quantity, String delivery) {}

  private static UsageSummary summary(List<Part> parts) {
    UsageSummary.Builder builder = UsageSummary.builder();
    parts.forEach(part -> {
      builder.add(part.key(), part.quantity());
      builder.delivery(part.key().pool(), part.delivery());
    });
    return builder.build();
  }

  @Provide
  Arbitrary<List<Part>> partLists() {
    Arbitrary<String> names = Arbitraries.of("a", "\uFFFD", "\uD83D\uDE00");
    Arbitrary<UsageSummary.Key> keys = Combinators.combine(
            Arbitraries.integers().between(0, 1), names, Samples.consumers(), names)
        .as((day, platform, consumer, unit) -> new UsageSummary.Key(
            new UsageSummary.Pool(Samples.day(day), platform), consumer, unit));
    return Combinators.combine(keys, Samples.decimals(), names)
        .as(Part::new)
        .list()
        .ofMaxSize(12);
  }

  @Property(tries = 200)
  @Label("SPEC 3.6: any partitioning and any order give the same summary")
  void isTheSameForAnyPartitioning(
      @ForAll("partLists") List<Part> parts,
      @ForAll @IntRange(min = 1, max = 5) int partitions,
      @ForAll Random random) {
    List<Part> shuffled = new ArrayList<>(parts);
    Collections.shuffle(shuffled, random);
    List<List<Part>> split = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      split.add(new ArrayList<>());
    }
    shuffled.forEach(part -> split.get(random.nextInt(partitions)).add(part));
    UsageSummary merged = UsageSummary.empty();
    for (List<Part> partition : split) {
      merged = merged.merge(summary(partition));
    }
    UsageSummary whole = summary(parts);
    assertThat(merged).isEqualTo(whole).hasSameHashCodeAs(whole).hasToString(whole.toString());
    assertThat(new ArrayList<>(merged.sums().keySet()))
        .isEqualTo(new ArrayList<>(whole.sums().keySet()));
  }

  @Property(tries = 200)
  @Label("SPEC 3.6: merge is associative and commutative, and the empty summary is neutral")
  void mergesLikeASum(
      @ForAll("partLists") List<Part> first,
      @ForAll("partLists") List<Part> second,
      @ForAll("partLists") List<Part> third) {
    UsageSummary a = summary(first);
    UsageSummary b = summary(second);
    UsageSummary c = summary(third);
    assertThat(a.merge(b)).isEqualTo(b.merge(a));
    assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
    assertThat(a.merge(UsageSummary.empty())).isEqualTo(a);
    assertThat(UsageSummary.empty().merge(a)).isEqualTo(a);
  }

  @Property(tries = 200)
  @Label("SPEC 2.5: every sum is exact, zeros and negative sums included")
  void sumsExactly(@ForAll("partLists") List<Part> parts) {
    Map<UsageSummary.Key, Ratio> expected = new HashMap<>();
    for (Part part : parts) {
      expected.put(
          part.key(),
          expected.getOrDefault(part.key(), Ratio.ZERO).plus(Ratio.of(part.quantity())));
    }
    Map<UsageSummary.Key, Ratio> actual = new HashMap<>();
    summary(parts).sums().forEach((key, sum) -> actual.put(key, Ratio.of(sum)));
    assertThat(actual).isEqualTo(expected);
  }

  @Nested
  class Sums {
    @Test
    void areHeldWithoutTrailingZeros() {
      UsageSummary one =
          UsageSummary.builder().add(ADS, new BigDecimal("1.500")).build();
      UsageSummary other = UsageSummary.builder()
          .add(ADS, new BigDecimal("0.5"))
          .add(ADS, new BigDecimal("1.0"))
          .build();
      assertThat(one).isEqualTo(other);
    }

    @Test
    void keepAReturnThatCancelsUseAsZero() {
      UsageSummary summary = UsageSummary.builder()
          .add(ADS, new BigDecimal("1.50"))
          .add(ADS, new BigDecimal("-1.5"))
          .build();
      assertThat(summary.sums()).containsExactly(Map.entry(ADS, BigDecimal.ZERO));
    }

    @Test
    void ascendByPeriodPlatformConsumerAndUnitInCodePoints() {
      UsageSummary.Key later = new UsageSummary.Key(
          new UsageSummary.Pool(Samples.day(1), "a"), Account.costCenter("a"), "a");
      UsageSummary.Key astral =
          new UsageSummary.Key(SPARK, Account.costCenter("\uD83D\uDE00"), "hours");
      UsageSummary.Key basic = new UsageSummary.Key(SPARK, Account.costCenter("\uFFFD"), "hours");
      UsageSummary.Key astralUnit =
          new UsageSummary.Key(SPARK, Account.costCenter("\uFFFD"), "\uD83D\uDE00");
      UsageSummary.Key basicUnit =
          new UsageSummary.Key(SPARK, Account.costCenter("\uFFFD"), "\uFFFD");
      UsageSummary.Key platform = new UsageSummary.Key(
          new UsageSummary.Pool(Samples.day(0), "\uFFFD"), Account.costCenter("a"), "a");
      UsageSummary.Builder builder = UsageSummary.builder();
      List.of(later, platform, astral, astralUnit, basicUnit, basic, ADS)
          .forEach(key -> builder.add(key, BigDecimal.ONE));
      assertThat(builder.build().sums().keySet())
          .containsExactly(ADS, basic, basicUnit, astralUnit, astral, platform, later);
    }
  }

  @Nested
  class Immutability {
    @Test
    void handsOutOnlyUnmodifiableMaps() {
      UsageSummary summary =
          UsageSummary.builder().add(ADS, BigDecimal.ONE).delivery(SPARK, "d").build();
      assertThatThrownBy(() -> summary.sums().clear())
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> summary.deliveries().clear())
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> summary.deliveries().get(SPARK).add("e"))
          .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void doesNotSeeWhatIsAddedLater() {
      UsageSummary.Builder builder =
          UsageSummary.builder().add(ADS, BigDecimal.ONE).delivery(SPARK, "d");
      UsageSummary early = builder.build();
      builder.add(ADS, BigDecimal.ONE).delivery(SPARK, "e");
      assertThat(early.sums()).containsExactly(Map.entry(ADS, BigDecimal.ONE));
      assertThat(early.deliveries().get(SPARK)).containsExactly("d");
    }

    @Test
    void leavesBothPartsOfAMergeAlone() {
      UsageSummary a =
          UsageSummary.builder().add(ADS, BigDecimal.ONE).delivery(SPARK, "d").build();
      UsageSummary b = UsageSummary.builder().add(ADS, BigDecimal.TEN).build();
      UsageSummary merged = a.merge(b);
      assertThat(merged.sums().get(ADS)).isEqualByComparingTo("11");
      assertThat(a.sums()).containsExactly(Map.entry(ADS, BigDecimal.ONE));
      assertThat(b.deliveries()).isEmpty();
    }
  }
}
