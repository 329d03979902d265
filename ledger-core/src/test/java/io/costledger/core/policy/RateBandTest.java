package io.costledger.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.money.Ratio;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("a band of a tiered rate (SPEC 4)")
class RateBandTest {
  private static RateBand band(String upTo, String rate) {
    return new RateBand(Optional.of(new BigDecimal(upTo)), Ratio.parse(rate));
  }

  @Test
  void endsAboveZeroOrNowhere() {
    assertThat(band("0.001", "1").upTo()).contains(new BigDecimal("0.001"));
    assertThat(new RateBand(Optional.empty(), Ratio.ONE).upTo()).isEmpty();
  }

  @Test
  void mayCostNothing() {
    assertThat(band("10", "0").rate()).isEqualTo(Ratio.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-10"})
  void refusesAnEndThatIsNotAboveZero(String upTo) {
    assertThatThrownBy(() -> band(upTo, "1"))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid band: " + upTo + " (must end above 0)");
  }

  @Test
  void refusesARateBelowZero() {
    assertThatThrownBy(() -> band("10", "-1/2"))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid rate: -1/2 (must be 0 or more)");
  }
}
