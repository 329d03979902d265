package io.costledger.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.Samples;
import io.costledger.core.money.Ratio;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitySumTest {
  private static BigDecimal total(List<BigDecimal> quantities) {
    UsageBatch batch = Quantities.batch(quantities);
    QuantitySum sum = new QuantitySum();
    for (int i = 0; i < batch.size(); i++) {
      sum.add(batch, i);
    }
    return sum.total();
  }

  @Provide
  Arbitrary<List<BigDecimal>> quantities() {
    return Samples.decimals().list().ofMaxSize(20);
  }

  @Property(tries = 500)
  @Label("SPEC 2.4, 2.5: a sum is exact: it widens and never wraps")
  void isExact(@ForAll("quantities") List<BigDecimal> quantities) {
    assertThat(Ratio.of(total(quantities))).isEqualTo(Quantities.exact(quantities));
  }

  @Nested
  @DisplayName("total (SPEC 2.4: arithmetic widens, and never wraps)")
  class Total {
    @Test
    void ofNothingIsZero() {
      assertThat(new QuantitySum().total()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
      "0.5 1.25, 1.75",
      "0.5 1, 1.5",
      "1 0.5, 1.5",
      "0.5 -0.5, 0",
      "3 -5, -2",
      "-3 5, 2",
      "9223372036854775807 -9223372036854775807, 0",
      "9223372036854775807 1, 9223372036854775808",
      "-9223372036854775807 -2, -9223372036854775809",
      "9223372036854775807 9223372036854775807 9223372036854775807 0.1, 27670116110564327421.1",
      "9223372036854775808 1 0.5, 9223372036854775809.5",
      "0.5 9223372036854775808 -1, 9223372036854775807.5",
      "922337203685477580 0.1, 922337203685477580.1",
      "0.1 922337203685477581, 922337203685477581.1",
      "0.000000000000000001 9, 9.000000000000000001",
      "0.000000000000000001 10, 10.000000000000000001",
      "1E-10 1E+9 1E-1, 1000000000.1000000001",
      "7E+40 1, 70000000000000000000000000000000000000001"
    })
    void isTheSumWhateverTheScaleAndWidth(String quantities, BigDecimal total) {
      assertThat(total(Quantities.parse(quantities))).isEqualByComparingTo(total);
    }

    @Test
    void goesOnAfterItWasAsked() {
      UsageBatch batch = Quantities.batch(Quantities.parse("0.5 1 9223372036854775807"));
      QuantitySum sum = new QuantitySum();
      sum.add(batch, 0);
      assertThat(sum.total()).isEqualByComparingTo("0.5");
      sum.add(batch, 1);
      assertThat(sum.total()).isEqualByComparingTo("1.5");
      sum.add(batch, 2);
      assertThat(sum.total()).isEqualByComparingTo("9223372036854775808.5");
    }
  }
}
