package io.costledger.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvalidTest {
  @Nested
  @DisplayName("message (SPEC 14: one grammar)")
  class Message {
    @Test
    void hasOneGrammar() {
      assertThat(Invalid.message("scale", -1, "must be 0 to 30"))
          .isEqualTo("Invalid scale: -1 (must be 0 to 30)");
    }

    @Test
    void isThatOfTheException() {
      assertThat(Invalid.argument("scale", -1, "must be 0 to 30"))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid scale: -1 (must be 0 to 30)");
    }

    @Test
    void saysNullForNull() {
      assertThat(Invalid.message("id", null, "must be there"))
          .isEqualTo("Invalid id: null (must be there)");
    }

    @Test
    void showsEightyCharactersWhole() {
      assertThat(Invalid.message("id", "x".repeat(80), "r"))
          .isEqualTo("Invalid id: " + "x".repeat(80) + " (r)");
    }

    @Test
    void cutsAfterEightyCharacters() {
      assertThat(Invalid.message("id", "x".repeat(81), "r"))
          .isEqualTo("Invalid id: " + "x".repeat(80) + "... [81 characters] (r)");
    }

    @Test
    void neverCutsAnAstralCharacterInTwo() {
      String face = "\uD83D\uDE00";
      assertThat(Invalid.shown(face.repeat(80))).isEqualTo(face.repeat(80));
      assertThat(Invalid.shown(face.repeat(81))).startsWith(face.repeat(80) + "... [");
    }
  }

  @Nested
  class Shown {
    @ParameterizedTest(name = "U+{0}")
    @CsvSource({
      "0000", "0009", "000A", "000D", "001B", "007F", "0085", "00AD", "200B", "200E", "200F",
      "2028", "2029", "202A", "202D", "202E", "2066", "2067", "2068", "2069", "FEFF", "D800",
      "DBFF", "DC00", "DFFF"
    })
    void escapesWhatWouldHideOrReorderText(String hex) {
      String character = String.valueOf((char) Integer.parseInt(hex, 16));
      assertThat(Invalid.shown("a" + character + "b")).isEqualTo("a\\u" + hex + "b");
    }

    @Test
    void escapesALanguageTagBeyondTheBasicPlane() {
      assertThat(Invalid.shown("a\uDB40\uDC01b")).isEqualTo("a\\uE0001b");
    }

    @Test
    void escapesAPairOfSurrogatesInTheWrongOrder() {
      assertThat(Invalid.shown("\uDE00\uD83D")).isEqualTo("\\uDE00\\uD83D");
    }

    @Test
    void keepsOrdinaryTextOfAnyScript() {
      String text = "I\u0131\u0130i \u05D0 \u6F22 \uD83D\uDE00 '\"";
      assertThat(Invalid.shown(text)).isEqualTo(text);
    }
  }

  @Nested
  class Thrown {
    @Test
    void showsTheTypeAndTheMessageOnOneLine() {
      assertThat(Invalid.thrown(new ArithmeticException("a\nb")))
          .isEqualTo("java.lang.ArithmeticException: a\\u000Ab");
    }

    @Test
    void showsTheTypeAloneWithoutAMessage() {
      assertThat(Invalid.thrown(new StackOverflowError()))
          .isEqualTo("java.lang.StackOverflowError");
    }
  }

  @Property(tries = 300)
  @Label("whatever a file holds, a message is one short line of well-formed text")
  void fitsALine(@ForAll String text) {
    String message = Invalid.message("value", text, "r");
    assertThat(message.codePointCount(0, message.length())).isLessThan(80 * 8 + 60);
    IntStream types = message.codePoints().map(Character::getType);
    assertThat(types.toArray())
        .doesNotContain(
            Character.CONTROL,
            Character.SURROGATE,
            Character.FORMAT,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR);
  }
}
