package io.costledger.core.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.Samples;
import io.costledger.core.account.Account;
import io.costledger.core.work.Workers;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class UsageColumnsTest {
  private static final Workers THREE = Workers.of(3, ForkJoinPool.commonPool());

  @Provide
  Arbitrary<List<List<UsageRecord>>> parts() {
    Arbitrary<String> names = Arbitraries.of("a", "b", "c", "\uFFFD", "\uD83D\uDE00");
    Arbitrary<BigDecimal> quantities = Arbitraries.oneOf(
        Samples.decimals(), Arbitraries.of(BigDecimal.TEN.pow(30), new BigDecimal("1E-101")));
    return Combinators.combine(
            Arbitraries.oneOf(
                names, Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(3)),
            names,
            Samples.consumers(),
            quantities,
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
        .ofMaxSize(8)
        .list()
        .ofMaxSize(6);
  }

  private static UsageColumns.Part part(List<UsageRecord> records) {
    UsageColumns columns = new UsageColumns();
    for (UsageRecord record : records) {
      byte[] id = (record.id() + "!").getBytes(StandardCharsets.UTF_8);
      columns.add(
          id,
          0,
          id.length - 1,
          columns.platform(record.platform()),
          columns.consumer(record.consumer()),
          columns.unit(record.unit()),
          columns.chargePeriod(record.chargePeriod()));
      BigDecimal quantity = record.quantity();
      if (quantity.precision() < 18 && Math.abs(quantity.scale()) <= 100) {
        columns.quantity(quantity.unscaledValue().longValueExact(), quantity.scale());
      } else {
        columns.quantity(quantity);
      }
      record.dimensions().forEach((name, text) -> columns.dimension(name, columns.text(text)));
    }
    assertThat(columns.size()).isEqualTo(records.size());
    assertThat(columns.part().size()).isEqualTo(records.size());
    return columns.part();
  }

  private static UsageBatch oneByOne(List<List<UsageRecord>> parts) {
    return UsageBatch.of(parts.stream().flatMap(List::stream).toList());
  }

  @Property(tries = 300)
  @Label("parts are joined as if their records had come one by one, numbers included")
  void joinsParts(@ForAll("parts") List<List<UsageRecord>> parts) {
    UsageBatch.Builder all = UsageBatch.builder();
    parts.forEach(records -> records.forEach(all::add));
    UsageBatch expected = all.build("the one");
    for (Workers workers : List.of(Workers.caller(), THREE)) {
      assertSame(
          UsageColumns.joined(
              parts.stream().map(UsageColumnsTest::part).toList(), "the one", workers),
          expected);
    }
  }

  @Property(tries = 300)
  @Label("batches are joined as if their records had come one by one, and stay what they are")
  void joinsBatches(@ForAll("parts") List<List<UsageRecord>> parts) {
    List<UsageBatch> batches = parts.stream().map(UsageBatch::of).toList();
    assertSame(UsageBatch.joined(batches, THREE), oneByOne(parts));
    for (int p = 0; p < parts.size(); p++) {
      assertSame(batches.get(p), UsageBatch.of(parts.get(p)));
    }
  }

  @Property(tries = 200)
  @Label("sums are joined with their ids")
  void joinsSums(@ForAll("parts") List<List<UsageRecord>> parts) {
    UsageBatch sums = UsageSummary.of(oneByOne(parts)).toBatch();
    UsageBatch more = UsageBatch.of(List.of(record("zz")));
    UsageBatch joined = UsageBatch.joined(List.of(sums, more), Workers.caller());
    List<UsageRecord> expected = new ArrayList<>(records(sums));
    expected.addAll(records(more));
    assertThat(records(joined)).isEqualTo(expected);
  }

  private static UsageRecord record(String id) {
    return UsageRecord.of(id, "spark", "cost-center:ads", "1", "h", Samples.day(0), "d");
  }

  private static List<UsageRecord> records(UsageBatch batch) {
    return IntStream.range(0, batch.size()).mapToObj(batch::record).toList();
  }

  private static void assertSame(UsageBatch batch, UsageBatch expected) {
    assertThat(records(batch)).isEqualTo(records(expected));
    assertThat(batch.platforms()).isEqualTo(expected.platforms());
    assertThat(batch.consumers()).isEqualTo(expected.consumers());
    assertThat(batch.units()).isEqualTo(expected.units());
    assertThat(batch.chargePeriods()).isEqualTo(expected.chargePeriods());
    assertThat(batch.deliveries()).isEqualTo(expected.deliveries());
    assertThat(batch.pairCount()).isEqualTo(expected.pairCount());
    assertThat(batch.quantities()).isEqualTo(expected.quantities());
    assertThat(batch.idsAscend()).isEqualTo(expected.idsAscend());
    assertThat(batch.idsDiffer()).isEqualTo(expected.idsDiffer());
    for (int i = 0; i < batch.size(); i++) {
      assertThat(batch.platformNumber(i)).isEqualTo(expected.platformNumber(i));
      assertThat(batch.consumerNumber(i)).isEqualTo(expected.consumerNumber(i));
      assertThat(batch.unitNumber(i)).isEqualTo(expected.unitNumber(i));
      assertThat(batch.chargePeriodNumber(i)).isEqualTo(expected.chargePeriodNumber(i));
      assertThat(batch.deliveryNumber(i)).isEqualTo(expected.deliveryNumber(i));
      assertThat(batch.pairNumber(i)).isEqualTo(expected.pairNumber(i));
      assertThat(batch.isWide(i)).isEqualTo(expected.isWide(i));
      assertThat(batch.unscaled(i)).isEqualTo(expected.unscaled(i));
      assertThat(batch.scale(i)).isEqualTo(expected.scale(i));
    }
  }

  @Test
  void idsDifferOrNot() {
    assertThat(UsageBatch.empty().idsDiffer()).isTrue();
    assertThat(UsageBatch.of(List.of(record("b"), record("a"))).idsDiffer()).isTrue();
    UsageBatch twice = UsageBatch.of(List.of(record("b"), record("a"), record("b")));
    assertThat(twice.idsDiffer()).isFalse();
    assertThat(twice.idsDiffer()).isFalse();
  }

  @Test
  void whatAPartMustNotHaveIsRefused() {
    UsageColumns columns = new UsageColumns();
    assertThatThrownBy(() -> columns.platform(""))
        .hasMessage("Invalid platform: '' (must not be empty)");
    assertThatThrownBy(() -> columns.unit("")).hasMessage("Invalid unit: '' (must not be empty)");
    assertThatThrownBy(() -> columns.consumer(Account.bill("b")))
        .hasMessage("Invalid consumer: bill:b (must be a cost center or a platform)");
    assertThatThrownBy(() -> UsageColumns.joined(List.of(), "", Workers.caller()))
        .hasMessage("Invalid delivery id: '' (must not be empty)");
  }
}
