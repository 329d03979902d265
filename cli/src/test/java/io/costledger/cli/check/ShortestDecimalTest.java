package io.costledger.cli.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ShortestDecimalTest {
  private static BigDecimal ofDouble(double number) {
    return new ShortestDecimal().ofDouble(Double.doubleToRawLongBits(number));
  }

  private static BigDecimal ofFloat(float number) {
    return new ShortestDecimal().ofFloat(Float.floatToRawIntBits(number));
  }

  @Test
  void isWhatAPersonWrote() {
    assertThat(ofDouble(0.1)).isEqualTo("0.1");
    assertThat(ofDouble(-1234.56)).isEqualTo("-1234.56");
    assertThat(ofDouble(0.1 + 0.2)).isEqualTo("0.30000000000000004");
    assertThat(ofDouble(Double.parseDouble("2e23"))).isEqualTo("2E+23");
    assertThat(ofDouble(-0.0)).isEqualTo("0");
    assertThat(ofFloat(0.1f)).isEqualTo("0.1");
  }

  /** Beside a power of two the neighbour below is nearer: the nearest of 16 digits is not the one. */
  @Test
  void isFoundBesideAPowerOfTwo() {
    assertThat(ofDouble(Math.scalb(1.0, -44))).isEqualTo("5.684341886080802E-14");
  }

  @Test
  void isRefusedForNoNumber() {
    assertThatThrownBy(() -> ofDouble(Double.NaN))
        .hasMessage("Invalid number: NaN (must be finite)");
    assertThatThrownBy(() -> ofFloat(Float.NEGATIVE_INFINITY))
        .hasMessage("Invalid number: -Infinity (must be finite)");
  }

  @Property(tries = 500)
  void tellsTheDoubleFromAllOthersInNoMoreDigitsThanJava(@ForAll long bits) {
    double number = Double.longBitsToDouble(bits);
    if (Double.isFinite(number)) {
      BigDecimal shortest = ofDouble(number);
      assertThat(shortest.doubleValue()).isEqualTo(number == 0 ? 0.0 : number);
      assertThat(shortest.precision())
          .isLessThanOrEqualTo(new BigDecimal(Double.toString(number)).precision());
    }
  }
}
