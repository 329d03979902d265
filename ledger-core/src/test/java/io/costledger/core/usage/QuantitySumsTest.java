package io.costledger.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.Samples;
import io.costledger.core.money.Ratio;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
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

class QuantitySumsTest {
  @Provide
  Arbitrary<List<BigDecimal>> quantities() {
    return Samples.decimals().list().ofMaxSize(20);
  }

  @Property(tries = 500)
  @Label("SPEC 2.4, 2.5: the sum of each cell is exact, and of what was added to it alone")
  void areExactSideBySide(
      @ForAll("quantities") List<BigDecimal> quantities,
      @ForAll @IntRange(min = 1, max = 3) int cells) {
    QuantitySums sums = new QuantitySums(Quantities.batch(quantities));
    List<List<BigDecimal>> added = new ArrayList<>();
    for (int cell = 0; cell < cells; cell++) {
      assertThat(sums.next()).isEqualTo(cell);
      added.add(new ArrayList<>());
    }
    for (int i = 0; i < quantities.size(); i++) {
      sums.add(i % cells, i);
      added.get(i % cells).add(quantities.get(i));
    }
    for (int cell = 0; cell < cells; cell++) {
      assertThat(Ratio.of(sums.sum(cell))).isEqualTo(Quantities.exact(added.get(cell)));
    }
  }

  @Nested
  @DisplayName("sum (SPEC 2.4: arithmetic widens, and never wraps)")
  class Sum {
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
    void isThatOfWhatWasAddedWhateverTheScaleAndWidth(String quantities, BigDecimal expected) {
      UsageBatch batch = Quantities.batch(Quantities.parse(quantities));
      QuantitySums sums = new QuantitySums(batch);
      int cell = sums.next();
      for (int i = 0; i < batch.size(); i++) {
        sums.add(cell, i);
      }
      assertThat(sums.sum(cell)).isEqualByComparingTo(expected);
    }

    @Test
    void ofNothingIsZero() {
      QuantitySums sums = new QuantitySums(UsageBatch.empty());
      assertThat(sums.sum(sums.next())).isZero();
    }
  }

  @Nested
  class Cells {
    /** The sum of cell n is n + 1/2: of one record of n, and one of 1/2. */
    @Test
    void areNumberedFromZeroAndAsManyAsAreAskedFor() {
      List<BigDecimal> quantities = new ArrayList<>(List.of(new BigDecimal("0.5")));
      for (int n = 0; n < 1000; n++) {
        quantities.add(BigDecimal.valueOf(n));
      }
      QuantitySums sums = new QuantitySums(Quantities.batch(quantities));
      for (int n = 0; n < 1000; n++) {
        assertThat(sums.next()).isEqualTo(n);
        sums.add(n, n + 1);
        sums.add(n, 0);
      }
      for (int n = 0; n < 1000; n++) {
        assertThat(sums.sum(n)).isEqualByComparingTo(n + ".5");
      }
    }
  }
}
