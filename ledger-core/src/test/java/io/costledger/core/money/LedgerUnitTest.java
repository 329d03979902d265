package io.costledger.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.Samples;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerUnitTest {
  private static final LedgerUnit CENT = LedgerUnit.of(CurrencyUnit.USD, 2);

  @Nested
  @DisplayName("of (SPEC 2.1: the unit is 10^-scale of one currency)")
  class Of {
    @Test
    void takesScalesFromZeroToThirty() {
      assertThat(LedgerUnit.of(CurrencyUnit.USD, 0).scale()).isZero();
      assertThat(LedgerUnit.of(CurrencyUnit.USD, 30).scale()).isEqualTo(30);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 31, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void refusesOtherScales(int scale) {
      assertThatThrownBy(() -> LedgerUnit.of(CurrencyUnit.USD, scale))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid scale: " + scale + " (must be 0 to 30)");
    }
  }

  @Nested
  @DisplayName("unitsOf (SPEC 2.2: import is exact)")
  class UnitsOf {
    @ParameterizedTest(name = "{0} is {1} cents")
    @CsvSource({"1.500, 150", "1.5, 150", "-0.01, -1", "1E3, 100000", "0.000, 0", "0E-20, 0"})
    void countsWhatFitsByItsValue(BigDecimal amount, BigInteger units) {
      assertThat(CENT.unitsOf(amount)).isEqualTo(units);
    }

    @Test
    void refusesWhatTheScaleCannotHold() {
      assertThatThrownBy(() -> CENT.unitsOf(new BigDecimal("1.505")))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid amount: 1.505 (scale 2 can't hold it without rounding)");
    }

    @ParameterizedTest(name = "{0} {1} is {2} cents")
    @CsvSource({
      "1.505, HALF_EVEN, 150",
      "1.515, HALF_EVEN, 152",
      "1.505, HALF_UP, 151",
      "1.505, DOWN, 150",
      "-1.505, DOWN, -150",
      "-1.505, FLOOR, -151",
      "1.500, UNNECESSARY, 150"
    })
    void roundsOnlyAsTheCallerChose(BigDecimal amount, RoundingMode rounding, BigInteger units) {
      assertThat(CENT.unitsOf(amount, rounding)).isEqualTo(units);
    }

    @Test
    void takesMoneyOfItsCurrency() {
      assertThat(CENT.unitsOf(BigMoney.parse("USD 1.500"))).isEqualTo(150);
    }

    @Test
    void refusesMoneyOfAnotherCurrency() {
      assertThatThrownBy(() -> CENT.unitsOf(BigMoney.parse("EUR 1.50")))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid currency: EUR (the ledger's is USD)");
    }

    @Test
    void refusesMoneyThatTheScaleCannotHold() {
      assertThatThrownBy(() -> CENT.unitsOf(BigMoney.parse("USD 0.001")))
          .hasMessage("Invalid amount: 0.001 (scale 2 can't hold it without rounding)");
    }

    @Test
    void widensBeyondSixtyFourBits() {
      assertThat(CENT.unitsOf(new BigDecimal("9".repeat(38))))
          .isEqualTo(new BigInteger("9".repeat(38) + "00"));
    }
  }

  @Nested
  class AmountOf {
    @Test
    void isExactAtTheUnitsScale() {
      LedgerUnit unit = LedgerUnit.of(CurrencyUnit.USD, 11);
      assertThat(unit.amountOf(BigInteger.ONE)).hasToString("USD 0.00000000001");
      assertThat(CENT.amountOf(BigInteger.valueOf(-150))).isEqualTo(BigMoney.parse("USD -1.50"));
    }
  }

  @Provide
  Arbitrary<BigDecimal> decimals() {
    return Samples.decimals();
  }

  @Property
  @Label("SPEC 2.1: units and amounts turn into each other exactly at every scale")
  void unitsAreReadBack(@ForAll BigInteger units, @ForAll @IntRange(min = 0, max = 30) int scale) {
    LedgerUnit unit = LedgerUnit.of(CurrencyUnit.USD, scale);
    assertThat(unit.unitsOf(unit.decimalOf(units))).isEqualTo(units);
    assertThat(unit.unitsOf(unit.amountOf(units))).isEqualTo(units);
  }

  @Property
  @Label("SPEC 2.2: an amount fits if and only if amount * 10^scale is a whole number")
  void fitsByValue(
      @ForAll("decimals") BigDecimal amount, @ForAll @IntRange(min = 0, max = 30) int scale) {
    LedgerUnit unit = LedgerUnit.of(CurrencyUnit.USD, scale);
    Ratio scaled = Ratio.of(amount).times(Ratio.of(BigInteger.TEN.pow(scale)));
    boolean whole = scaled.denominator().equals(BigInteger.ONE);
    assertThat(unit.fits(amount)).isEqualTo(whole);
    if (whole) {
      assertThat(unit.unitsOf(amount)).isEqualTo(scaled.numerator());
    } else {
      assertThatThrownBy(() -> unit.unitsOf(amount)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Property
  @Label("SPEC 2.2: a rounded amount is less than a unit away, whatever the mode")
  void roundingIsLessThanAUnit(
      @ForAll("decimals") BigDecimal amount,
      @ForAll @IntRange(min = 0, max = 30) int scale,
      @ForAll RoundingMode mode) {
    LedgerUnit unit = LedgerUnit.of(CurrencyUnit.USD, scale);
    if (mode != RoundingMode.UNNECESSARY) {
      BigDecimal rest = amount.subtract(unit.decimalOf(unit.unitsOf(amount, mode)));
      assertThat(rest.abs()).isLessThan(unit.decimalOf(BigInteger.ONE));
    }
  }
}
