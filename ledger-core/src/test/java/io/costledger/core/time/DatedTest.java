package io.costledger.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatedTest {
  private static final Dated<String> CHANGED =
      Dated.of(List.of(version("2024-10-01", "", "b"), version("2024-09-01", "2024-10-01", "a")));

  private static Dated.Version<String> version(String from, String to, String value) {
    return new Dated.Version<>(date(from), date(to), value);
  }

  private static Optional<Instant> date(String date) {
    return date == null || date.isEmpty() ? Optional.empty() : Optional.of(midnight(date));
  }

  private static Instant midnight(String date) {
    return Instant.parse(date + "T00:00:00Z");
  }

  private static Period days(String from, String to) {
    return Period.of(midnight(from), midnight(to));
  }

  @Nested
  @DisplayName("of (SPEC 10.6: gaps and overlaps are errors)")
  class Of {
    @Test
    void sortsVersions() {
      assertThat(CHANGED.versions().collect(Dated.Version::value)).containsExactly("a", "b");
    }

    @Test
    void takesOpenEnds() {
      Dated<String> dated =
          Dated.of(List.of(version("", "2024-09-01", "a"), version("2024-09-01", "", "b")));
      assertThat(dated.at(Instant.EPOCH)).contains("a");
      assertThat(dated.at(midnight("2024-09-01"))).contains("b");
      assertThat(dated.at(midnight("9999-12-31"))).contains("b");
    }

    @Test
    void refusesNoVersion() {
      assertThatThrownBy(() -> Dated.of(List.of()))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid effective dates: [] (must have a version)");
    }

    @ParameterizedTest(name = "[{0}, {1}) and [{2}, {3})")
    @CsvSource({
      "2024-01-01, 2024-03-01, 2024-02-01, 2024-04-01, 2024-03-01T00:00:00Z and 2024-02-01T00:00:00Z",
      "2024-01-01, , 2024-02-01, , open and 2024-02-01T00:00:00Z",
      ", 2024-03-01, , 2024-03-01, 2024-03-01T00:00:00Z and open",
      ", , , , open and open",
      ", , 2024-02-01, , open and 2024-02-01T00:00:00Z",
      ", 2024-03-01, , , 2024-03-01T00:00:00Z and open"
    })
    void refusesAnOverlap(String from, String to, String from2, String to2, String shown) {
      assertThatThrownBy(() -> Dated.of(List.of(version(from, to, "a"), version(from2, to2, "b"))))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid effective dates: " + shown + " (versions must not overlap)");
    }

    @Test
    void refusesAGap() {
      assertThatThrownBy(() ->
              Dated.of(List.of(version("2024-03-02", "", "b"), version("", "2024-03-01", "a"))))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid effective dates: 2024-03-01T00:00:00Z and 2024-03-02T00:00:00Z"
              + " (versions must leave no gap)");
    }

    @ParameterizedTest(name = "[{0}, {1})")
    @CsvSource({"2024-02-01, 2024-01-01", "2024-02-01, 2024-02-01"})
    void refusesAVersionThatDoesNotEndAfterItsStart(String from, String to) {
      assertThatThrownBy(() -> version(from, to, "a"))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid effective dates: "
              + midnight(from)
              + "/"
              + midnight(to)
              + " (must end after they start)");
    }
  }

  @Nested
  class At {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
      "2024-08-31T23:59:59.999999999Z,",
      "2024-09-01T00:00:00Z, a",
      "2024-09-30T23:59:59.999999999Z, a",
      "2024-10-01T00:00:00Z, b",
      "2999-01-01T00:00:00Z, b"
    })
    void isTheVersionThatHoldsThen(Instant instant, String value) {
      assertThat(CHANGED.at(instant)).isEqualTo(Optional.ofNullable(value));
    }
  }

  @Nested
  @DisplayName("over (SPEC 10.6)")
  class Over {
    @Test
    void isTheOneValueOfThePeriod() {
      assertThat(CHANGED.over(Samples.SEPTEMBER)).isEqualTo("a");
      assertThat(CHANGED.over(Samples.OCTOBER)).isEqualTo("b");
      assertThat(CHANGED.over(days("2024-09-30", "2024-10-01"))).isEqualTo("a");
      assertThat(Dated.always("x").over(Samples.SEPTEMBER)).isEqualTo("x");
    }

    @Test
    void refusesAChangeInsideThePeriod() {
      assertThatThrownBy(() -> CHANGED.over(days("2024-09-30", "2024-10-02")))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid effective dates: 2024-09-30T00:00:00Z/2024-10-02T00:00:00Z"
              + " (must not change inside a grain period)");
    }

    @ParameterizedTest(name = "[{0}, {1})")
    @CsvSource({"2024-08-31, 2024-09-02", "2024-08-01, 2024-09-01", "2024-08-31, 2024-10-02"})
    void refusesAPeriodThatStartsBeforeTheFirstVersion(String from, String to) {
      assertThatThrownBy(() -> CHANGED.over(days(from, to)))
          .hasMessage(
              "Invalid effective dates: " + days(from, to) + " (must cover the whole grain)");
    }

    @Test
    void refusesAPeriodThatEndsAfterTheLastVersion() {
      Dated<String> closed = Dated.of(List.of(version("", "2024-09-15", "a")));
      assertThatThrownBy(() -> closed.over(Samples.SEPTEMBER))
          .hasMessage(
              "Invalid effective dates: " + Samples.SEPTEMBER + " (must cover the whole grain)");
    }
  }

  @Nested
  class Values {
    @Test
    void areEqualByTheirVersions() {
      assertThat(Dated.always("a")).isEqualTo(Dated.always("a"));
      assertThat(Dated.always("a")).hasSameHashCodeAs(Dated.always("a"));
      assertThat(Dated.always("a")).isNotEqualTo(Dated.always("b"));
      assertThat(Dated.always("a")).isNotEqualTo(Dated.of(List.of(version("2024-01-01", "", "a"))));
    }

    @Test
    void showAnUnchangingValueAlone() {
      assertThat(Stream.of(Dated.always("a"), Dated.always(7)).map(Dated::toString))
          .containsExactly("a", "7");
    }
  }
}
