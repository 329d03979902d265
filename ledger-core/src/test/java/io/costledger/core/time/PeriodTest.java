package io.costledger.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.Samples;
import java.time.Duration;
import java.time.Instant;
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
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {
  private static Period hours(int from, int to) {
    Instant zero = Samples.SEPTEMBER.start();
    return Period.of(zero.plusSeconds(3600L * from), zero.plusSeconds(3600L * to));
  }

  @Provide
  Arbitrary<Period> periods() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 6), Arbitraries.integers().between(1, 4))
        .as((start, length) -> hours(start, start + length));
  }

  @Nested
  @DisplayName("of (SPEC 10.1: [start, end))")
  class Of {
    @Test
    void refusesAPeriodThatEndsBeforeItStarts() {
      assertThatThrownBy(() -> hours(1, 0))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid period: 2024-09-01T01:00:00Z/2024-09-01T00:00:00Z"
              + " (must end after it starts)");
    }

    @Test
    void refusesYearsThatFourDigitsCanNotWrite() {
      Instant last = Instant.parse("9999-12-31T23:59:59.999999999Z");
      assertThat(Period.of(Instant.parse("0000-01-01T00:00:00Z"), last).end()).isEqualTo(last);
      assertThatThrownBy(() -> Period.of(last, last.plusNanos(1)))
          .hasMessage("Invalid period: 9999-12-31T23:59:59.999999999Z/+10000-01-01T00:00:00Z"
              + " (must lie in the years 0 to 9999)");
      assertThatThrownBy(() -> Period.of(Instant.parse("-0001-12-31T00:00:00Z"), last))
          .hasMessage("Invalid period: -0001-12-31T00:00:00Z/9999-12-31T23:59:59.999999999Z"
              + " (must lie in the years 0 to 9999)");
    }

    @Test
    void refusesAnEmptyPeriod() {
      assertThatThrownBy(() -> hours(1, 1))
          .hasMessage("Invalid period: 2024-09-01T01:00:00Z/2024-09-01T01:00:00Z"
              + " (must end after it starts)");
    }
  }

  @Nested
  class Parse {
    @Test
    void readsTwoInstants() {
      assertThat(Period.parse("2024-09-01T00:00:00Z/2024-10-01T00:00:00.5Z"))
          .isEqualTo(Period.of(
              Instant.parse("2024-09-01T00:00:00Z"), Instant.parse("2024-10-01T00:00:00.5Z")));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "/",
          "2024-09-01T00:00:00Z",
          "2024-09-01/2024-10-01",
          "2024-09-01T00:00:00/2024-10-01T00:00:00",
          "2024-09-01T00:00:00Z/2024-10-01T00:00:00Z/",
          "2024-09-01T00:00:00+02:00/2024-10-01T00:00:00+02:00",
          "2024-09-01T00:00:00Z/2024-10-01T00:00:00+00:00",
          " 2024-09-01T00:00:00Z/2024-10-01T00:00:00Z",
          "2024-02-30T00:00:00Z/2024-10-01T00:00:00Z"
        })
    void refusesWhatIsNoPeriodInUtc(String text) {
      assertThatThrownBy(() -> Period.parse(text))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid period: '" + text + "' (must be <start>/<end> in ISO-8601 with Z)");
    }
  }

  @Property
  @Label("parse inverts toString")
  void parseInvertsToString(@ForAll("periods") Period period) {
    assertThat(Period.parse(period.toString())).isEqualTo(period);
  }

  @Property
  @Label("contains and overlaps are those of the sets of hours")
  void isTheSetOfItsInstants(@ForAll("periods") Period a, @ForAll("periods") Period b) {
    boolean all = true;
    boolean some = false;
    for (int hour = 0; hour < 12; hour++) {
      Instant instant = Samples.SEPTEMBER.start().plusSeconds(3600L * hour);
      all &= !b.contains(instant) || a.contains(instant);
      some |= a.contains(instant) && b.contains(instant);
    }
    assertThat(a.contains(b)).isEqualTo(all);
    assertThat(a.overlaps(b)).isEqualTo(some);
    assertThat(b.overlaps(a)).isEqualTo(some);
  }

  @Nested
  class Contains {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
      "2024-08-31T23:59:59.999999999Z, false",
      "2024-09-01T00:00:00Z, true",
      "2024-09-30T23:59:59.999999999Z, true",
      "2024-10-01T00:00:00Z, false"
    })
    void isHalfOpen(Instant instant, boolean inside) {
      assertThat(Samples.SEPTEMBER.contains(instant)).isEqualTo(inside);
    }
  }

  @Test
  void overlapsNoPeriodThatItTouches() {
    assertThat(Samples.SEPTEMBER.overlaps(Samples.OCTOBER)).isFalse();
  }

  @Test
  void ascendsByStartThenByEnd() {
    assertThat(hours(0, 9)).isLessThan(hours(1, 2));
    assertThat(hours(1, 2)).isLessThan(hours(1, 3));
    assertThat(hours(1, 2)).isEqualByComparingTo(hours(1, 2));
  }

  @Test
  void hasADuration() {
    assertThat(Samples.SEPTEMBER.duration()).isEqualTo(Duration.ofDays(30));
  }
}
