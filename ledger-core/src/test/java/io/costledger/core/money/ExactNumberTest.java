package io.costledger.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExactNumberTest {
  private static final String GRAMMAR = "must be [+-]digits[.digits][E[+-]digits] in ASCII";
  private static final String DIGITS = "at most 38 digits without leading zeros";
  private static final String SCALE = "|decimals - exponent| must be at most 38";

  /** The grammar of SPEC 2.4, written down a second time. */
  private static final Pattern NUMBER =
      Pattern.compile("([+-]?)([0-9]+)(?:\\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?");

  /** What SPEC 2.4 says of a text: its value, or the rule that it breaks. */
  private record Expected(Optional<BigDecimal> value, String rule) {
    static Expected of(String text) {
      Matcher match = NUMBER.matcher(text);
      if (!match.matches()) {
        return new Expected(Optional.empty(), GRAMMAR);
      }
      String decimals = match.group(3) == null ? "" : match.group(3);
      BigInteger exponent =
          match.group(4) == null ? BigInteger.ZERO : new BigInteger(match.group(4));
      BigInteger digits = new BigInteger(match.group(2) + decimals);
      if (digits.signum() > 0 && digits.toString().length() > 38) {
        return new Expected(Optional.empty(), DIGITS);
      }
      BigInteger scale = BigInteger.valueOf(decimals.length()).subtract(exponent);
      if (scale.abs().compareTo(BigInteger.valueOf(38)) > 0) {
        return new Expected(Optional.empty(), SCALE);
      }
      BigInteger signed = match.group(1).equals("-") ? digits.negate() : digits;
      return new Expected(Optional.of(new BigDecimal(signed, scale.intValueExact())), "");
    }
  }

  private static void assertAsSpecified(String text) {
    Expected expected = Expected.of(text);
    if (expected.value().isPresent()) {
      assertThat(ExactNumber.parse(text)).isEqualTo(expected.value().get());
    } else {
      assertRefused(text, expected.rule());
    }
  }

  private static void assertRefused(String text, String rule) {
    assertThatThrownBy(() -> ExactNumber.parse(text))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid number: " + shown(text) + " (" + rule + ")");
  }

  /** The quoted text as a message shows it, for texts without characters that are escaped. */
  private static String shown(String text) {
    String quoted = "'" + text + "'";
    return quoted.length() <= 80
        ? quoted
        : quoted.substring(0, 80) + "... [" + quoted.length() + " characters]";
  }

  @Provide
  Arbitrary<String> numbers() {
    Arbitrary<String> sign = Arbitraries.of("", "+", "-");
    Arbitrary<String> zeros = Arbitraries.strings().withChars('0').ofMaxLength(45);
    Arbitrary<String> some = Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(41);
    Arbitrary<String> digits =
        Arbitraries.oneOf(some, Combinators.combine(zeros, some).as(String::concat));
    Arbitrary<String> decimals = digits.map(text -> "." + text).injectDuplicates(0.1);
    Arbitrary<String> exponent = Combinators.combine(
            Arbitraries.of("e", "E"),
            Arbitraries.of("", "+", "-"),
            Arbitraries.of("", "0", "000000000000"),
            Arbitraries.integers().between(0, 90))
        .as((e, s, lead, value) -> e + s + lead + value);
    return Combinators.combine(
            sign,
            digits,
            Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(1, Arbitraries.just("")),
                net.jqwik.api.Tuple.of(2, decimals)),
            Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(1, Arbitraries.just("")),
                net.jqwik.api.Tuple.of(2, exponent)))
        .as((a, b, c, d) -> a + b + c + d);
  }

  @Provide
  Arbitrary<String> nearNumbers() {
    return Arbitraries.strings().withChars("0019.eE+-_, '\u0661\uFF11").ofMaxLength(8);
  }

  @Property
  @Label("SPEC 2.4: every text of the grammar is its value, or breaks a bound")
  void parsesTheGrammarExactly(@ForAll("numbers") String text) {
    assertAsSpecified(text);
  }

  @Property
  @Label("SPEC 2.4: what is not of the grammar is refused, what is of it is not")
  void refusesEverythingElse(@ForAll("nearNumbers") String text) {
    assertAsSpecified(text);
  }

  @Property
  @Label("plain text is read back as the same value")
  void plainIsReadBack(@ForAll("numbers") String text) {
    Expected.of(text)
        .value()
        .filter(value -> value.precision() - value.scale() <= 38)
        .ifPresent(value -> {
          String plain = ExactNumber.plain(value);
          assertThat(new BigDecimal(plain)).isEqualByComparingTo(value);
          assertThat(plain).matches("0|-?(0|[1-9][0-9]*)(\\.[0-9]*[1-9])?");
          assertThat(ExactNumber.parse(plain)).isEqualByComparingTo(value);
        });
  }

  @Nested
  @DisplayName("parse (SPEC 2.4)")
  class Parse {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
      "0, 0, 0",
      "-0, 0, 0",
      "+0.00, 0, 2",
      "007, 7, 0",
      "1.500, 1500, 3",
      "-1.5, -15, 1",
      "35.2E-7, 352, 8",
      "1e2, 1, -2",
      "1.25E1, 125, 1",
      "0E38, 0, -38",
      "1E38, 1, -38",
      "1E-38, 1, 38",
      "1E+00000000000000000000038, 1, -38",
    })
    void keepsValueAndScale(String text, String unscaled, int scale) {
      assertThat(ExactNumber.parse(text))
          .isEqualTo(new BigDecimal(new BigInteger(unscaled), scale));
    }

    @Test
    void takesThirtyEightDigits() {
      assertThat(ExactNumber.parse("9".repeat(38)))
          .isEqualTo(new BigDecimal(BigInteger.TEN.pow(38).subtract(BigInteger.ONE)));
    }

    @Test
    void refusesThirtyNineDigits() {
      assertRefused("1" + "0".repeat(38), DIGITS);
    }

    @Test
    void countsDigitsOnBothSidesOfThePoint() {
      assertThat(ExactNumber.parse("1".repeat(19) + "." + "1".repeat(19)).precision())
          .isEqualTo(38);
      assertRefused("1".repeat(20) + "." + "1".repeat(19), DIGITS);
    }

    @Test
    void countsNoLeadingZeros() {
      assertThat(ExactNumber.parse("0".repeat(500) + "9".repeat(38)).precision())
          .isEqualTo(38);
      assertThat(ExactNumber.parse("0." + "0".repeat(37) + "1")).isEqualTo("1E-38");
    }

    @Test
    void countsTrailingZeros() {
      assertRefused("1." + "0".repeat(38), DIGITS);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "1E39",
          "1E-39",
          "0E39",
          "0E-39",
          "1.0E-38",
          "1E999999999",
          "1E-999999999",
          "1E2147483648",
          "1E-2147483649",
          "1E99999999999999999999",
          "0E999999999"
        })
    void refusesAFarExponent(String text) {
      assertRefused(text, SCALE);
    }

    @Test
    void weighsDecimalsAgainstTheExponent() {
      assertThat(ExactNumber.parse("0." + "0".repeat(39) + "1E2"))
          .isEqualTo(new BigDecimal(BigInteger.ONE, 38));
      assertRefused("0." + "0".repeat(38) + "1", SCALE);
    }

    @Test
    void namesTheDigitsBeforeTheExponent() {
      assertRefused("1".repeat(39) + "E999", DIGITS);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          " ",
          "+",
          "-",
          ".",
          "e",
          "E5",
          ".5",
          "-.5",
          "5.",
          "5.E1",
          "1e",
          "1e+",
          "1E-",
          "1e1.0",
          "+-1",
          "--1",
          "1-",
          "1 ",
          " 1",
          "1 000",
          "1,000",
          "1,5",
          "1'000",
          "1_000",
          "0x10",
          "1f",
          "1d",
          "1L",
          "NaN",
          "Infinity",
          "-Infinity",
          "inf",
          "null",
          "1e5e5",
          "1.2.3",
          "1/3",
          "$1",
          "1%",
          "(1)"
        })
    void refusesWhatIsNoNumber(String text) {
      assertRefused(text, GRAMMAR);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\uFF11",
          "1\uFF0E5",
          "\u0661",
          "1\u0660",
          "1.\u0665",
          "1E\u0665",
          "\u22121",
          "1\u00A0000",
          "\uD835\uDFD9"
        })
    void refusesDigitsAndSignsBeyondAscii(String text) {
      assertRefused(text, GRAMMAR);
    }

    @Test
    void escapesControlCharactersInTheMessage() {
      assertThatThrownBy(() -> ExactNumber.parse("1\n"))
          .hasMessage("Invalid number: '1\\u000A' (" + GRAMMAR + ")");
    }
  }

  @Nested
  @DisplayName("parse of hostile lengths (SPEC 2.4: a clear error and not a stalled machine)")
  @Timeout(value = 10, unit = TimeUnit.SECONDS)
  class ParseHostile {
    private static final int LENGTH = 2_000_000;

    @Test
    void refusesAnExponentOfVeryManyDigits() {
      assertRefused("1E" + "9".repeat(LENGTH), SCALE);
      assertRefused("1E-" + "9".repeat(LENGTH), SCALE);
    }

    @Test
    void readsAnExponentOfVeryManyZeros() {
      assertThat(ExactNumber.parse("1E" + "0".repeat(LENGTH) + "2")).isEqualTo("1E2");
    }

    @Test
    void refusesVeryManyDigits() {
      assertRefused("9".repeat(LENGTH), DIGITS);
      assertRefused("0." + "9".repeat(LENGTH), DIGITS);
    }

    @Test
    void refusesVeryManyDecimalsOfZero() {
      assertRefused("0." + "0".repeat(LENGTH), SCALE);
    }

    @Test
    void refusesRubbishAfterVeryManyDigits() {
      assertRefused("9".repeat(LENGTH) + "x", GRAMMAR);
    }
  }

  @Nested
  class Plain {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
      "0.500, 0.5",
      "1E+3, 1000",
      "100, 100",
      "0E-7, 0",
      "-0.0010, -0.001",
      "35.2E-7, 0.00000352"
    })
    void hasNoExponentAndNoTrailingZeros(String number, String plain) {
      assertThat(ExactNumber.plain(new BigDecimal(number))).isEqualTo(plain);
    }
  }
}
