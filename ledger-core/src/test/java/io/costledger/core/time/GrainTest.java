package io.costledger.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GrainTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Period hours(int from, int to) {
    Instant zero = Samples.SEPTEMBER.start();
    return Period.of(zero.plusSeconds(3600L * from), zero.plusSeconds(3600L * to));
  }

  private static Period local(ZoneId zone, String from, String to) {
    return Period.of(
        LocalDate.parse(from).atStartOfDay(zone).toInstant(),
        LocalDate.parse(to).atStartOfDay(zone).toInstant());
  }

  @Nested
  @DisplayName("of (SPEC 1: disjoint charge periods)")
  class Of {
    @Test
    void sortsItsPeriods() {
      Grain grain = Grain.of(hours(5, 6), hours(0, 2), hours(2, 3));
      assertThat(grain.periods()).containsExactly(hours(0, 2), hours(2, 3), hours(5, 6));
      assertThat(grain.span()).isEqualTo(hours(0, 6));
      assertThat(grain).isEqualTo(Grain.of(hours(0, 2), hours(2, 3), hours(5, 6)));
      assertThat(grain).hasSameHashCodeAs(Grain.of(hours(0, 2), hours(2, 3), hours(5, 6)));
      assertThat(grain).isNotEqualTo(Grain.of(hours(0, 6)));
    }

    @Test
    void isShownByItsSpanAndHowManyPeriodsItHas() {
      assertThat(Grain.of(Samples.SEPTEMBER))
          .hasToString("2024-09-01T00:00:00Z/2024-10-01T00:00:00Z");
      assertThat(Grain.of(Samples.SEPTEMBER, Samples.OCTOBER))
          .hasToString("2 periods in 2024-09-01T00:00:00Z/2024-11-01T00:00:00Z");
    }

    @Test
    void refusesNoPeriod() {
      assertThatThrownBy(() -> Grain.of(List.of()))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid grain: [] (must have a period)");
    }

    @ParameterizedTest(name = "[{0}, {1}) and [{2}, {3})")
    @CsvSource({"0, 2, 1, 3", "0, 9, 3, 4", "0, 2, 0, 2", "0, 1, 0, 2"})
    void refusesAnOverlap(int from, int to, int otherFrom, int otherTo) {
      assertThatThrownBy(() -> Grain.of(hours(otherFrom, otherTo), hours(from, to)))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid grain period: "
              + hours(otherFrom, otherTo)
              + " (must not overlap "
              + hours(from, to)
              + ")");
    }
  }

  @Provide
  Arbitrary<List<Period>> disjoint() {
    return Arbitraries.integers().between(0, 14).set().ofMinSize(2).ofMaxSize(9).map(cuts -> {
      List<Integer> sorted = new ArrayList<>(cuts);
      Collections.sort(sorted);
      List<Period> periods = new ArrayList<>();
      for (int i = 1; i < sorted.size(); i++) {
        if (periods.isEmpty() || sorted.get(i) % 4 != 0) {
          periods.add(hours(sorted.get(i - 1), sorted.get(i)));
        }
      }
      return periods;
    });
  }

  @Property
  @Label("SPEC 6: a record belongs to the one grain period that contains its own")
  void containingIsTheOneThatContains(
      @ForAll("disjoint") List<Period> periods,
      @ForAll @IntRange(min = 0, max = 14) int from,
      @ForAll @IntRange(min = 1, max = 4) int length,
      @ForAll Random random) {
    Period own = hours(from, from + length);
    List<Period> shuffled = new ArrayList<>(periods);
    Collections.shuffle(shuffled, random);
    Grain grain = Grain.of(shuffled);
    Optional<Period> expected = periods.stream()
        .filter(p -> !own.start().isBefore(p.start()) && !own.end().isAfter(p.end()))
        .findFirst();
    assertThat(grain.containing(own)).isEqualTo(expected);
    assertThat(grain.indexContaining(own).isPresent()).isEqualTo(expected.isPresent());
    grain
        .indexContaining(own)
        .ifPresent(i -> assertThat(grain.periods().get(i)).isEqualTo(expected.orElseThrow()));
  }

  @Nested
  @DisplayName("containing (SPEC 6)")
  class Containing {
    private final Grain grain = Grain.of(hours(2, 4), hours(4, 6), hours(8, 10));

    @ParameterizedTest(name = "[{0}, {1}) is in the period {2}")
    @CsvSource({"2, 4, 0", "3, 4, 0", "4, 5, 1", "8, 10, 2", "9, 10, 2"})
    void findsTheWholePeriod(int from, int to, int index) {
      assertThat(grain.indexContaining(hours(from, to))).hasValue(index);
    }

    @ParameterizedTest(name = "the first that ends after {0} is {1}")
    @CsvSource({"0, 0", "2, 0", "3, 0", "4, 1", "6, 2", "7, 2", "8, 2", "9, 2", "10, 3", "12, 3"})
    void findsTheFirstThatEndsAfterAnInstant(int at, int index) {
      assertThat(grain.indexEndingAfter(hours(at, at + 1).start())).isEqualTo(index);
    }

    @ParameterizedTest(name = "[{0}, {1})")
    @CsvSource({"0, 1", "1, 3", "3, 5", "2, 6", "6, 8", "5, 9", "9, 11", "10, 11", "0, 20"})
    void findsNoneForWhatStraddlesOrLiesOutside(int from, int to) {
      assertThat(grain.containing(hours(from, to))).isEmpty();
    }
  }

  @Nested
  @DisplayName("every (SPEC 10.6: a billing period has a time zone)")
  class Every {
    @Test
    void cutsAMonthIntoDays() {
      Grain grain = Grain.every(Samples.SEPTEMBER, ChronoUnit.DAYS, ZoneOffset.UTC);
      assertThat(grain.periods()).hasSize(30);
      assertThat(grain.periods().get(29)).isEqualTo(Samples.day(29));
      assertThat(grain.span()).isEqualTo(Samples.SEPTEMBER);
    }

    @ParameterizedTest(name = "{0}: the day of {1} has {2}")
    @CsvSource({
      "Europe/Berlin, 2024-03-31, PT23H",
      "Europe/Berlin, 2024-10-27, PT25H",
      "America/New_York, 2024-03-10, PT23H",
      "Australia/Lord_Howe, 2024-04-07, PT24H30M",
      "America/Sao_Paulo, 2018-11-04, PT23H",
      "America/Havana, 2018-11-04, PT25H"
    })
    void cutsDaysAsLongAsTheyAreInTheZone(ZoneId zone, LocalDate day, Duration length) {
      Period whole = local(zone, day.minusDays(2).toString(), day.plusDays(3).toString());
      Grain grain = Grain.every(whole, ChronoUnit.DAYS, zone);
      assertThat(grain.periods()).hasSize(5);
      assertThat(grain.periods().get(2).duration()).isEqualTo(length);
      assertThat(grain.span()).isEqualTo(whole);
    }

    @ParameterizedTest(name = "{0} from {1}")
    @CsvSource({
      "America/Sao_Paulo, 2018-11-04",
      "America/Asuncion, 2017-10-01",
      "Africa/Cairo, 2024-04-26",
      "America/Havana, 2018-11-04",
      "Europe/Berlin, 2024-03-31"
    })
    void cutsDaysAndMonthsFromADayWhoseMidnightIsMissingOrComesTwice(ZoneId zone, LocalDate day) {
      Period days = local(zone, day.toString(), day.plusDays(3).toString());
      assertThat(Grain.every(days, ChronoUnit.DAYS, zone).periods())
          .containsExactly(
              local(zone, day.toString(), day.plusDays(1).toString()),
              local(zone, day.plusDays(1).toString(), day.plusDays(2).toString()),
              local(zone, day.plusDays(2).toString(), day.plusDays(3).toString()));
      YearMonth month = YearMonth.from(day);
      Period months =
          local(zone, month.atDay(1).toString(), month.plusMonths(2).atDay(1).toString());
      assertThat(Grain.every(months, ChronoUnit.MONTHS, zone).periods())
          .containsExactly(
              local(
                  zone, month.atDay(1).toString(), month.plusMonths(1).atDay(1).toString()),
              local(
                  zone,
                  month.plusMonths(1).atDay(1).toString(),
                  month.plusMonths(2).atDay(1).toString()));
    }

    @Test
    void leavesOutADayThatAZoneSkipped() {
      ZoneId apia = ZoneId.of("Pacific/Apia");
      Period whole = local(apia, "2011-12-29", "2012-01-01");
      assertThat(Grain.every(whole, ChronoUnit.DAYS, apia).periods())
          .containsExactly(
              local(apia, "2011-12-29", "2011-12-30"), local(apia, "2011-12-31", "2012-01-01"));
    }

    @Test
    void cutsHoursOfEqualLengthThroughAChangeOfTheClock() {
      Period day = local(BERLIN, "2024-10-27", "2024-10-28");
      Grain grain = Grain.every(day, ChronoUnit.HOURS, BERLIN);
      assertThat(grain.periods()).hasSize(25);
      assertThat(grain.periods()).allMatch(hour -> hour.duration().equals(Duration.ofHours(1)));
    }

    @Test
    void cutsHoursWhereTheZoneHasThem() {
      ZoneId kolkata = ZoneId.of("Asia/Kolkata");
      Period day = local(kolkata, "2024-09-01", "2024-09-02");
      assertThat(Grain.every(day, ChronoUnit.HOURS, kolkata).periods()).hasSize(24);
      assertThatThrownBy(() -> Grain.every(hours(0, 2), ChronoUnit.HOURS, kolkata))
          .hasMessage("Invalid grain start: 2024-09-01T00:00:00Z"
              + " (must be the start of an hour in Asia/Kolkata)");
    }

    @Test
    void cutsAYearIntoMonths() {
      Period year = local(BERLIN, "2024-01-01", "2025-01-01");
      Grain grain = Grain.every(year, ChronoUnit.MONTHS, BERLIN);
      assertThat(grain.periods()).hasSize(12);
      assertThat(grain.periods().get(1).duration()).isEqualTo(Duration.ofDays(29));
      assertThat(grain.periods().get(2).duration()).isEqualTo(Duration.ofHours(31 * 24 - 1));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"HOURS, an hour", "DAYS, a day", "MONTHS, a month"})
    void refusesAStartThatIsNoCut(ChronoUnit unit, String name) {
      Period off = Period.of(Instant.parse("2024-09-01T00:00:00.001Z"), Samples.SEPTEMBER.end());
      assertThatThrownBy(() -> Grain.every(off, unit, ZoneOffset.UTC))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid grain start: 2024-09-01T00:00:00.001Z (must be the start of "
              + name
              + " in Z)");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"HOURS, an hour", "DAYS, a day", "MONTHS, a month"})
    void refusesAnEndThatIsNoCut(ChronoUnit unit, String name) {
      Period off = Period.of(Samples.SEPTEMBER.start(), Instant.parse("2024-10-01T00:00:00.001Z"));
      assertThatThrownBy(() -> Grain.every(off, unit, ZoneOffset.UTC))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Invalid grain end: 2024-10-01T00:00:00.001Z (must be the end of " + name + " in Z)");
    }

    @Test
    void refusesADayOfAnotherZone() {
      assertThatThrownBy(() -> Grain.every(Samples.SEPTEMBER, ChronoUnit.DAYS, BERLIN))
          .hasMessage("Invalid grain start: 2024-09-01T00:00:00Z"
              + " (must be the start of a day in Europe/Berlin)");
    }

    @Test
    void refusesTheSecondMidnightOfADay() {
      Period off = Period.of(
          Instant.parse("2018-11-04T05:00:00Z"),
          LocalDate.parse("2018-11-06")
              .atStartOfDay(ZoneId.of("America/Havana"))
              .toInstant());
      assertThatThrownBy(() -> Grain.every(off, ChronoUnit.DAYS, ZoneId.of("America/Havana")))
          .hasMessage("Invalid grain start: 2018-11-04T05:00:00Z"
              + " (must be the start of a day in America/Havana)");
    }

    @Test
    void refusesAMonthThatStartsInsideAMonth() {
      Period off = local(ZoneOffset.UTC, "2024-09-02", "2024-10-02");
      assertThatThrownBy(() -> Grain.every(off, ChronoUnit.MONTHS, ZoneOffset.UTC))
          .hasMessage(
              "Invalid grain start: 2024-09-02T00:00:00Z (must be the start of a month in Z)");
    }

    @ParameterizedTest
    @EnumSource(
        value = ChronoUnit.class,
        mode = EnumSource.Mode.EXCLUDE,
        names = {"HOURS", "DAYS", "MONTHS"})
    void refusesEveryOtherUnit(ChronoUnit unit) {
      assertThatThrownBy(() -> Grain.every(hours(0, 24), unit, ZoneOffset.UTC))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid grain unit: " + unit.name() + " (HOURS, DAYS or MONTHS)");
    }

    @Test
    void refusesMoreThanAHundredThousandPeriods() {
      Instant start = Samples.SEPTEMBER.start();
      Period most = Period.of(start, start.plus(Duration.ofHours(100_000)));
      assertThat(Grain.every(most, ChronoUnit.HOURS, ZoneOffset.UTC).periods()).hasSize(100_000);
      Period more = Period.of(start, start.plus(Duration.ofHours(100_001)));
      assertThatThrownBy(() -> Grain.every(more, ChronoUnit.HOURS, ZoneOffset.UTC))
          .hasMessage("Invalid grain: " + more + " (must have at most 100000 periods)");
    }
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
            "Europe/Berlin",
            "America/Sao_Paulo",
            "America/Asuncion",
            "Africa/Cairo",
            "America/Havana",
            "Australia/Lord_Howe",
            "Asia/Kolkata",
            "Pacific/Kiritimati",
            "Asia/Beirut")
        .map(ZoneId::of);
  }

  @Property(tries = 300)
  @Label("SPEC 10.6: days of a zone go from each date's first instant to the next one's")
  void daysAreThoseOfTheZonesCalendar(
      @ForAll("zones") ZoneId zone,
      @ForAll @IntRange(min = 13_880, max = 19_800) int epochDay,
      @ForAll @IntRange(min = 1, max = 40) int days) {
    LocalDate first = LocalDate.ofEpochDay(epochDay);
    List<Period> expected = new ArrayList<>();
    for (int i = 0; i < days; i++) {
      expected.add(
          local(zone, first.plusDays(i).toString(), first.plusDays(i + 1).toString()));
    }
    Period whole = local(zone, first.toString(), first.plusDays(days).toString());
    assertThat(Grain.every(whole, ChronoUnit.DAYS, zone).periods().castToList())
        .isEqualTo(expected);
  }
}
