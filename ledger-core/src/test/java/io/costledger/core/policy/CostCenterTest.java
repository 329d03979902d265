package io.costledger.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.Samples;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("a cost center, effective over [from, to) (SPEC 10.6)")
class CostCenterTest {
  private static CostCenter over(Instant from, Instant to) {
    return new CostCenter("ads", Optional.ofNullable(from), Optional.ofNullable(to));
  }

  @Nested
  class Dates {
    @ParameterizedTest(name = "[{0}, {1})")
    @CsvSource({
      "2024-10-01T00:00:00Z, 2024-09-01T00:00:00Z",
      "2024-09-01T00:00:00Z, 2024-09-01T00:00:00Z"
    })
    void mustEndAfterTheyStart(Instant from, Instant to) {
      assertThatThrownBy(() -> over(from, to))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Invalid effective dates: " + from + "/" + to + " (must end after they start)");
    }

    @Test
    void mayBeShortOrOpen() {
      Instant first = Samples.at("2024-09-01T00:00:00Z");
      Instant next = Samples.at("2024-09-01T00:00:00.000000001Z");
      assertThat(over(first, next).to()).contains(next);
      assertThat(over(first, null).to()).isEmpty();
      assertThat(over(null, first).from()).isEmpty();
      assertThat(CostCenter.of("ads")).isEqualTo(over(null, null));
    }
  }

  @Nested
  class IsEffectiveOver {
    @ParameterizedTest(name = "[{0}, {1}): {2}")
    @CsvSource({
      ", , true",
      "2024-09-01T00:00:00Z, 2024-10-01T00:00:00Z, true",
      "2024-09-01T00:00:00.000000001Z, , false",
      ", 2024-09-30T23:59:59.999999999Z, false"
    })
    void asksForTheWholePeriod(Instant from, Instant to, boolean isEffective) {
      assertThat(over(from, to).isEffectiveOver(Samples.SEPTEMBER)).isEqualTo(isEffective);
    }
  }
}
