package io.costledger.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.money.Ratio;
import java.math.BigDecimal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("what a platform keeps (SPEC 4.1)")
class RetentionTest {
  @ParameterizedTest
  @ValueSource(strings = {"0", "3/20", "1"})
  void isAShareOfZeroToOne(String text) {
    Ratio share = Ratio.parse(text);
    assertThat(new Retention.Share(share).share()).isEqualTo(share);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1/100", "101/100"})
  void isNoOtherShare(String share) {
    assertThatThrownBy(() -> new Retention.Share(Ratio.parse(share)))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid retained share: " + share + " (must be 0 to 1)");
  }

  @Test
  void isAnAmountOfZeroOrMore() {
    assertThat(new Retention.Amount(BigDecimal.ZERO).amount()).isZero();
    assertThatThrownBy(() -> new Retention.Amount(new BigDecimal("-0.01")))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid retained amount: -0.01 (must be 0 or more)");
  }
}
