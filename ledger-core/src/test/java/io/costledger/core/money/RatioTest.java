package io.costledger.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.Samples;
import java.math.BigDecimal;
import java.math.BigInteger;
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

class RatioTest {
  private static Ratio ratio(long numerator, long denominator) {
    return new Ratio(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  @Provide
  Arbitrary<Ratio> ratios() {
    Arbitrary<BigInteger> numerators = Arbitraries.bigIntegers()
        .between(BigInteger.TEN.pow(25).negate(), BigInteger.TEN.pow(25))
        .edgeCases(edges -> edges.add(BigInteger.ZERO, BigInteger.ONE));
    Arbitrary<BigInteger> denominators =
        Arbitraries.bigIntegers().between(BigInteger.ONE, BigInteger.TEN.pow(25));
    return Combinators.combine(numerators, denominators).as(Ratio::new);
  }

  @Provide
  Arbitrary<BigDecimal> decimals() {
    return Samples.decimals();
  }

  @Nested
  @DisplayName("parse (SPEC 2.5: an exact decimal, or a ratio n/d)")
  class Parse {
    @ParameterizedTest(name = "{0} is {1}/{2}")
    @CsvSource({
      "0.15, 3, 20",
      "1/3, 1, 3",
      "-2/4, -1, 2",
      "+6/+4, 3, 2",
      "0/7, 0, 1",
      "0, 0, 1",
      "1.500, 3, 2",
      "25E-2, 1, 4",
      "2E3, 2000, 1",
      "007/014, 1, 2"
    })
    void isInLowestTerms(String text, long numerator, long denominator) {
      Ratio parsed = Ratio.parse(text);
      assertThat(parsed.numerator()).isEqualTo(numerator);
      assertThat(parsed.denominator()).isEqualTo(denominator);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"1/0, 1/0", "0/0, 0/0", "1/-3, 1/-3", "01/-0, 1/0"})
    void refusesADenominatorThatIsNotAboveZero(String text, String shown) {
      assertThatThrownBy(() -> Ratio.parse(text))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid ratio: " + shown + " (denominator must be above 0)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0/3", "1/3.0", "1E2/3", "1/0.5"})
    void refusesARatioOfDecimals(String text) {
      assertThatThrownBy(() -> Ratio.parse(text))
          .hasMessage("Invalid ratio: '" + text + "' (n/d must be two whole numbers)");
    }

    @ParameterizedTest(name = "[{0}]")
    @CsvSource({"'1/', ''", "'/3', ''", "'1/2/3', '2/3'", "'1 /3', '1 '", "'a/3', 'a'", "'', ''"})
    void refusesWhatIsNoNumber(String text, String part) {
      assertThatThrownBy(() -> Ratio.parse(text))
          .hasMessage(
              "Invalid number: '" + part + "' (must be [+-]digits[.digits][E[+-]digits] in ASCII)");
    }

    @Test
    void holdsBothSidesToTheBoundsOfANumber() {
      assertThat(Ratio.parse("1/" + "9".repeat(38)).denominator())
          .isEqualTo(BigInteger.TEN.pow(38).subtract(BigInteger.ONE));
      assertThatThrownBy(() -> Ratio.parse("1/" + "9".repeat(39)))
          .hasMessage(
              "Invalid number: '" + "9".repeat(39) + "' (at most 38 digits without leading zeros)");
    }
  }

  @Property
  @Label("parse inverts toString, for whole parts within SPEC 2.4")
  void parseInvertsToString(@ForAll("ratios") Ratio ratio) {
    assertThat(Ratio.parse(ratio.toString())).isEqualTo(ratio);
  }

  @Property
  @Label("SPEC 2.5: a decimal is made a ratio exactly: numerator = decimal * denominator")
  void ofDecimalIsExact(@ForAll("decimals") BigDecimal decimal) {
    Ratio ratio = Ratio.of(decimal);
    assertThat(decimal.multiply(new BigDecimal(ratio.denominator())))
        .isEqualByComparingTo(new BigDecimal(ratio.numerator()));
    assertThat(ratio.numerator().gcd(ratio.denominator())).isEqualTo(BigInteger.ONE);
  }

  @Property
  @Label("sum, difference and product are exact, by cross-multiplication")
  void arithmeticIsExact(@ForAll("ratios") Ratio a, @ForAll("ratios") Ratio b) {
    BigInteger common = a.denominator().multiply(b.denominator());
    BigInteger left = a.numerator().multiply(b.denominator());
    BigInteger right = b.numerator().multiply(a.denominator());
    assertEqual(a.plus(b), left.add(right), common);
    assertEqual(a.minus(b), left.subtract(right), common);
    assertEqual(a.times(b), a.numerator().multiply(b.numerator()), common);
    assertThat(Integer.signum(a.compareTo(b))).isEqualTo(left.compareTo(right));
    assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
    assertThat(a.signum()).isEqualTo(a.numerator().signum());
  }

  private static void assertEqual(Ratio actual, BigInteger numerator, BigInteger denominator) {
    assertThat(actual.numerator().multiply(denominator))
        .isEqualTo(numerator.multiply(actual.denominator()));
  }

  @Nested
  class Values {
    @Test
    void areEqualInLowestTerms() {
      assertThat(ratio(2, 4)).isEqualTo(ratio(1, 2)).hasSameHashCodeAs(ratio(1, 2));
      assertThat(ratio(0, 9)).isEqualTo(Ratio.ZERO);
      assertThat(Ratio.of(BigInteger.ONE)).isEqualTo(Ratio.ONE);
    }

    @Test
    void areWrittenAsAWholeNumberOrARatio() {
      assertThat(ratio(-6, 3)).hasToString("-2");
      assertThat(ratio(-3, 6)).hasToString("-1/2");
    }
  }
}
