package io.costledger.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.account.Account;
import io.costledger.core.policy.Proration;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import io.costledger.core.usage.UsageSummary;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SummarisingTest {
  private static final Period FIRST = Period.parse("2024-09-01T00:00:00Z/2024-09-02T00:00:00Z");
  private static final Period SECOND = Period.parse("2024-09-02T00:00:00Z/2024-09-03T00:00:00Z");
  private static final Grain DAYS = Grain.of(FIRST, SECOND);

  private static UsageRecord use(String id, String quantity, String period) {
    return UsageRecord.of(
        id, "spark", "cost-center:ads", quantity, "hours", Period.parse(period), "d");
  }

  private static UsageSummary.Sum sum(Period period, String quantity, long records) {
    UsageSummary.Key key =
        new UsageSummary.Key("d", "spark", Account.costCenter("ads"), "hours", period);
    return new UsageSummary.Sum(key, new BigDecimal(quantity), records);
  }

  private static UsageSummary summarise(Proration proration, UsageRecord... records) {
    return Summarising.of(DAYS, proration).summarise(UsageBatch.of(List.of(records)));
  }

  @Nested
  class Summarise {
    private final UsageRecord hour = use("u1", "1", "2024-09-01T05:00:00Z/2024-09-01T06:00:00Z");
    private final UsageRecord nextHour =
        use("u2", "2", "2024-09-01T06:00:00Z/2024-09-01T07:00:00Z");
    private final UsageRecord acrossMidnight =
        use("u3", "4", "2024-09-01T18:00:00Z/2024-09-02T06:00:00Z");
    private final UsageRecord acrossTheEnd =
        use("u4", "8", "2024-09-02T23:00:00Z/2024-09-03T03:00:00Z");

    @Test
    void sumsByTheGrainPeriodsThatContainTheRecords() {
      assertThat(summarise(Proration.NONE, hour, nextHour).sums())
          .containsExactly(sum(FIRST, "3", 2));
    }

    @Test
    void leavesTheirPeriodToRecordsThatNoGrainPeriodContains() {
      assertThat(summarise(Proration.NONE, acrossMidnight, hour, acrossTheEnd).sums())
          .containsExactly(
              sum(FIRST, "1", 1),
              sum(acrossMidnight.chargePeriod(), "4", 1),
              sum(acrossTheEnd.chargePeriod(), "8", 1));
    }

    /** 4 over 6 and 6 hours; 8 over 1 hour in the grain and 3 outside. */
    @Test
    void cutsARecordWhereThePolicyProratesItAndCountsItWhereItBegins() {
      UsageSummary summary =
          summarise(Proration.BY_DURATION, acrossMidnight, hour, acrossTheEnd, nextHour);
      assertThat(summary.sums())
          .containsExactly(
              sum(FIRST, "5", 3),
              sum(SECOND, "4", 1),
              sum(Period.of(SECOND.end(), acrossTheEnd.chargePeriod().end()), "6", 0));
      assertThat(summary.records()).isEqualTo(4);
    }

    /** A third of 1 in steps of 10^-12: 0.333333333333 and the rest. */
    @Test
    void cutsEachRecordAloneAndNeverTheSum() {
      String twoToOne = "2024-09-01T22:00:00Z/2024-09-02T01:00:00Z";
      UsageSummary summary =
          summarise(Proration.BY_DURATION, use("a", "1", twoToOne), use("b", "1", twoToOne));
      assertThat(summary.sums())
          .containsExactly(sum(FIRST, "1.333333333332", 2), sum(SECOND, "0.666666666668", 0));
    }

    @Test
    void partsAreNotCutAgain() {
      Summarising byDay = Summarising.of(DAYS, Proration.BY_DURATION);
      UsageSummary once = byDay.summarise(UsageBatch.of(List.of(acrossMidnight, acrossTheEnd)));
      assertThat(byDay.summarise(once.toBatch()).sums().collect(UsageSummary.Sum::quantity))
          .isEqualTo(once.sums().collect(UsageSummary.Sum::quantity));
      assertThat(byDay.summarise(once.toBatch()).sums().collect(UsageSummary.Sum::key))
          .isEqualTo(once.sums().collect(UsageSummary.Sum::key));
    }
  }

  @Nested
  class Parts {
    /** An hour of the first day; 4 over 6 and 6 hours; a record that nothing contains. */
    @Test
    void areTheRecordsUnderThePeriodsOfTheirSums() {
      UsageBatch parts = Summarising.of(DAYS, Proration.BY_DURATION)
          .parts(UsageBatch.of(List.of(
              use("u1", "1", "2024-09-01T05:00:00Z/2024-09-01T06:00:00Z"),
              use("u2", "4", "2024-09-01T18:00:00Z/2024-09-02T06:00:00Z"),
              use("u3", "8", "2025-01-01T00:00:00Z/2025-01-02T00:00:00Z"))));
      assertThat(IntStream.range(0, parts.size()).mapToObj(parts::record))
          .containsExactly(
              use("u1", "1", FIRST.toString()),
              use("u2", "2", FIRST.toString()),
              use("u2", "2", SECOND.toString()),
              use("u3", "8", "2025-01-01T00:00:00Z/2025-01-02T00:00:00Z"));
    }
  }

  @Nested
  class Serialization {
    private static byte[] written(Object value) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(value);
      }
      return bytes.toByteArray();
    }

    private static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
      try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
        return in.readObject();
      }
    }

    /** The same bytes with a text in place of another of the same length. */
    private static byte[] altered(byte[] bytes, String from, String to) {
      return new String(bytes, StandardCharsets.ISO_8859_1)
          .replace(from, to)
          .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void comesBackEqual() throws IOException, ClassNotFoundException {
      for (Proration proration : Proration.values()) {
        Summarising summarising = Summarising.of(DAYS, proration);
        assertThat(read(written(summarising)))
            .isEqualTo(summarising)
            .hasSameHashCodeAs(summarising);
      }
      assertThat(Stream.of(
                  Summarising.of(DAYS, Proration.NONE),
                  Summarising.of(DAYS, Proration.BY_DURATION),
                  Summarising.of(Grain.of(FIRST), Proration.NONE))
              .distinct())
          .hasSize(3);
    }

    @Test
    void isCheckedWhenItIsRead() throws IOException {
      byte[] bytes = written(Summarising.of(DAYS, Proration.BY_DURATION));
      byte[] overlapping = altered(bytes, "2024-09-02T00:00:00Z/", "2024-09-01T00:00:00Z/");
      assertThatThrownBy(() -> read(overlapping))
          .isInstanceOf(InvalidObjectException.class)
          .hasMessage("Invalid grain period: 2024-09-01T00:00:00Z/2024-09-03T00:00:00Z"
              + " (must not overlap 2024-09-01T00:00:00Z/2024-09-02T00:00:00Z)");
      byte[] noProration = altered(bytes, "BY_DURATION", "BY_DURATIOX");
      assertThatThrownBy(() -> read(noProration))
          .isInstanceOf(InvalidObjectException.class)
          .hasMessage("Invalid proration: BY_DURATIOX (must be NONE or BY_DURATION)");
    }
  }
}
