package io.costledger.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.money.LedgerUnit;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CentsTest {
  private final Amounts amounts = new Amounts(LedgerUnit.of(CurrencyUnit.USD, 4));

  @Nested
  class Split {
    @Test
    void givesLeftOverCentsToTheLargestRemainders() {
      // 1.0050 + 1.0050 + 1.0000 = 3.0100: floors 100, 100, 100; the cent goes to the first.
      assertThat(split(301, 10_050, 10_050, 10_000)).containsExactly(cents(101, 100, 100));
    }

    @Test
    void roundsCreditsAsOneSum() {
      // 2.0000 - 0.0149 - 0.0149 = 1.9702: credits -0.0298 are -3 cents, charges 197 + 3.
      assertThat(split(197, 20_000, -149, -149)).containsExactly(cents(200, -2, -1));
    }

    @Test
    void takesATotalThatWasRoundedElsewhere() {
      assertThat(split(-2, -150, 0)).containsExactly(cents(-2, 0));
    }

    @Test
    void ofNothingIsNothing() {
      assertThat(split(0, 0, 0)).containsExactly(cents(0, 0));
    }
  }

  @Nested
  class Shown {
    @Test
    void hasThousandsSeparators() {
      assertThat(amounts.showCents(BigInteger.valueOf(-123_456_789))).isEqualTo("-1,234,567.89");
      assertThat(amounts.showCents(BigInteger.valueOf(99_900))).isEqualTo("999.00");
      assertThat(amounts.showCents(BigInteger.valueOf(-5))).isEqualTo("-0.05");
    }

    @Test
    void isExactOnRequest() {
      assertThat(amounts.showExact(BigInteger.valueOf(12_345_678))).isEqualTo("1234.5678");
    }

    @Test
    void isAPercentageOfAWhole() {
      assertThat(Amounts.percent(BigInteger.ONE, BigInteger.valueOf(3))).isEqualTo("33.3%");
      assertThat(Amounts.percent(BigInteger.ONE, BigInteger.ZERO)).isEqualTo("-");
    }
  }

  private List<BigInteger> split(long total, long... units) {
    return Cents.split(amounts, BigInteger.valueOf(total), List.of(cents(units)));
  }

  private static BigInteger[] cents(long... numbers) {
    return Arrays.stream(numbers).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new);
  }
}
