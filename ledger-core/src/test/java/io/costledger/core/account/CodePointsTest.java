package io.costledger.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.Samples;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

class CodePointsTest {
  @Provide
  Arbitrary<String> texts() {
    return Samples.texts();
  }

  @Property(tries = 2000)
  @Label("SPEC 3.3: the order of keys is the order of their UTF-8 bytes")
  void ordersLikeBytes(@ForAll("texts") String a, @ForAll("texts") String b) {
    int bytes = Arrays.compareUnsigned(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    assertThat(Integer.signum(CodePoints.compare(a, b))).isEqualTo(Integer.signum(bytes));
    assertThat(CodePoints.ORDER.compare(a, b)).isEqualTo(CodePoints.compare(a, b));
  }

  @Property
  @Label("a text is well-formed if and only if its UTF-8 form is read back")
  void wellFormedHasAnUtf8Form(@ForAll String text) {
    String readBack = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertThat(CodePoints.isWellFormed(text)).isEqualTo(readBack.equals(text));
  }

  @Nested
  @DisplayName("compare (SPEC 3.3)")
  class Compare {
    @Test
    void putsAstralCharactersAfterTheWholeBasicPlane() {
      String astral = "\uD83D\uDE00";
      assertThat(CodePoints.compare("\uFFFF", astral)).isNegative();
      assertThat(CodePoints.compare("\uE000", astral)).isNegative();
      assertThat("\uFFFF".compareTo(astral)).as("UTF-16 order is wrong here").isPositive();
    }

    @Test
    void putsAPrefixFirst() {
      assertThat(CodePoints.compare("a", "ab")).isNegative();
      assertThat(CodePoints.compare("", "a")).isNegative();
      assertThat(CodePoints.compare("ab", "ab")).isZero();
    }

    @Test
    void foldsNoCaseAndNormalisesNothing() {
      assertThat(CodePoints.compare("I", "i")).isNegative();
      assertThat(CodePoints.compare("i", "\u0131")).isNegative();
      assertThat(CodePoints.compare("e\u0301", "\u00E9")).isNegative();
    }
  }

  @Nested
  class IsWellFormed {
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
      "D83D, DE00, true",
      "D83D, 0061, false",
      "0061, DE00, false",
      "DE00, D83D, false",
      "D83D, D83D, false",
      "D7FF, E000, true"
    })
    void wantsSurrogatesInPairs(String first, String second, boolean wellFormed) {
      String text = "" + (char) Integer.parseInt(first, 16) + (char) Integer.parseInt(second, 16);
      assertThat(CodePoints.isWellFormed(text)).isEqualTo(wellFormed);
    }

    @Test
    void takesTheEmptyText() {
      assertThat(CodePoints.isWellFormed("")).isTrue();
    }
  }
}
