package io.costledger.serialization.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.money.ExactNumber;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CellNumbersTest {
  @Provide
  Arbitrary<List<String>> texts() {
    return Arbitraries.oneOf(
            Arbitraries.strings().withChars('a', 'b', '\uFFFF', '\0').ofMaxLength(12),
            Arbitraries.strings().alpha().ofMaxLength(40))
        .list()
        .ofMaxSize(400);
  }

  @Property(tries = 200)
  @Label("a text has the number that it got when it came for the first time")
  void numbers(@ForAll("texts") List<String> texts) {
    List<String> seen = new ArrayList<>();
    CellNumbers numbers = new CellNumbers(text -> {
      seen.add(text);
      return 7 * seen.size();
    });
    List<String> distinct = texts.stream().distinct().toList();
    for (String text : texts) {
      char[] chars = ("<" + text + ">").toCharArray();
      assertThat(numbers.of(chars, 1, text.length())).isEqualTo(7 * (distinct.indexOf(text) + 1));
    }
    assertThat(seen).isEqualTo(distinct);
  }

  @Test
  void manyTextsAreKnownAgain() {
    int[] size = {0};
    CellNumbers numbers = new CellNumbers(text -> size[0]++);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 50_000; i++) {
        char[] chars = ("cost-center:team-" + i).toCharArray();
        assertThat(numbers.of(chars, 0, chars.length)).isEqualTo(i);
      }
    }
    assertThat(size[0]).isEqualTo(50_000);
  }

  @Provide
  Arbitrary<String> almostNumbers() {
    Arbitrary<String> digits = Arbitraries.strings().withChars("0123456789").ofMaxLength(20);
    Arbitrary<String> point = Arbitraries.of("", ".", ".", "E", "\u0661");
    return net.jqwik.api.Combinators.combine(
            Arbitraries.of("", "+", "-", "--", "."), digits, point, digits, Arbitraries.of("", " "))
        .as((sign, whole, dot, decimals, blank) -> sign + whole + dot + decimals + blank);
  }

  @Property(tries = 3000)
  @Label("a short number is what ExactNumber says, or it is left to it")
  void shortNumbers(@ForAll("almostNumbers") String text) {
    ShortNumber number = new ShortNumber();
    boolean isTaken = number.take(("1" + text + "1").toCharArray(), 1, text.length());
    String digits = text.replaceFirst("^[+-]", "");
    assertThat(isTaken).isEqualTo(digits.length() <= 18 && digits.matches("[0-9]+([.][0-9]+)?"));
    if (isTaken) {
      assertThat(BigDecimal.valueOf(number.unscaled(), number.scale()))
          .isEqualTo(ExactNumber.parse(text));
    }
  }
}
