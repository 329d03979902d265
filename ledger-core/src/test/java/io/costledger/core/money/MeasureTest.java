package io.costledger.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasureTest {
  @ParameterizedTest(name = "{0} is a {1}")
  @DisplayName("SPEC 1: the measure is the sign of an amount as imported")
  @CsvSource({"1, CHARGE", "0, CHARGE", "-0.00, CHARGE", "-1E-38, CREDIT", "-5, CREDIT"})
  void isTheSignOfTheAmount(BigDecimal amount, Measure measure) {
    assertThat(Measure.of(amount)).isEqualTo(measure);
  }
}
