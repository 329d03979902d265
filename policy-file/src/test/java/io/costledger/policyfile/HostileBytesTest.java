package io.costledger.policyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.delivery.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that no editor would write: each is a clear problem, none stalls the machine. */
class HostileBytesTest {
  static final String GOOD = """
      costledger: 1
      name: small
      currency: USD
      basis: BILLED
      scale: 2
      grain: {start: 2024-09-01T00:00:00Z, end: 2024-10-01T00:00:00Z, every: whole}
      costCenters: [infra]
      bill: {rules: [{name: all, to: "cost-center:infra"}]}
      """;

  @Nested
  class Encoding {
    @Test
    void oneByteOrderMarkIsSkipped() {
      assertThat(Corpus.problems("p.yaml", "\uFEFF" + GOOD)).isEmpty();
    }

    @Test
    void aSecondByteOrderMarkIsNoText() {
      assertThat(Corpus.problems("p.yaml", "\uFEFF\uFEFF" + GOOD))
          .containsExactly(
              "line 1, column 1: Invalid character: \\uFEFF (must be text; write it as an escape)");
    }

    @Test
    void aByteThatIsNotUtf8IsNamedWithItsLine() {
      byte[] bytes = (GOOD + "# caf\u00E9").getBytes(StandardCharsets.ISO_8859_1);

      assertThat(Corpus.problems("p.yaml", bytes))
          .containsExactly("line 9, column 6: Invalid encoding: byte 0xE9 (must be UTF-8)");
    }

    @Test
    void anEncodedSurrogateIsNotUtf8() {
      byte[] bytes = {'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80};

      assertThat(Corpus.problems("p.json", bytes))
          .containsExactly("line 1, column 2: Invalid encoding: byte 0xED (must be UTF-8)");
    }

    @Test
    void aCharacterThatIsCutOffIsNotUtf8() {
      byte[] bytes = {'#', (byte) 0xC3};

      assertThat(Corpus.problems("p.yaml", bytes))
          .containsExactly("line 1, column 2: Invalid encoding: byte 0xC3 (must be UTF-8)");
    }

    @Test
    void utf16WithAMarkIsNotUtf8() {
      assertThat(Corpus.problems("p.yaml", GOOD.getBytes(StandardCharsets.UTF_16)))
          .containsExactly("line 1, column 1: Invalid encoding: byte 0xFE (must be UTF-8)");
    }

    @Test
    void utf16WithoutAMarkIsFullOfControlCharacters() {
      assertThat(Corpus.problems("p.yaml", GOOD.getBytes(StandardCharsets.UTF_16LE)))
          .containsExactly(
              "line 1, column 2: Invalid character: \\u0000 (must be text; write it as an escape)");
    }

    @Test
    void carriageReturnsAreLineEnds() {
      assertThat(Corpus.problems("p.yaml", GOOD.replace("\n", "\r\n"))).isEmpty();
    }
  }

  @Nested
  class Size {
    @Test
    void aFileOfMoreThanFourMebibytesIsNotRead() throws IOException {
      byte[] bytes = (GOOD + "#" + "x".repeat(4 << 20)).getBytes(StandardCharsets.UTF_8);

      assertThat(Corpus.problems("p.yaml", bytes))
          .containsExactly(": Invalid file size: more than 4194304 bytes (must be at most 4 MiB)");
      assertThatThrownBy(() -> PolicyFile.read("p.yaml", new ByteArrayInputStream(bytes)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("p.yaml has 1 problem\n"
              + "  p.yaml: Invalid file size: more than 4194304 bytes (must be at most 4 MiB)");
    }

    @Test
    void ofMoreThanAThousandProblemsTheRestIsCounted() {
      StringBuilder yaml = new StringBuilder(GOOD);
      for (int i = 0; i < 1500; i++) {
        yaml.append("key").append(i).append(": x\n");
      }

      assertThatThrownBy(
              () -> PolicyFile.read("p.yaml", yaml.toString().getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith(
              "p.yaml has 1500 problems\n  p.yaml: key0 (line 9): Invalid key: ")
          .hasMessageEndingWith("\n  and 500 more, counted but not shown");
    }

    @Test
    void aLongCommentIsFine() {
      assertThat(Corpus.problems("p.yaml", GOOD + "#" + "x".repeat(3 << 20))).isEmpty();
    }

    @Test
    void aHundredThousandValuesAreTheMost() {
      assertThat(Corpus.problems("p.json", "[" + "0,".repeat(100_000) + "0]"))
          .containsExactly(
              "line 1, column 200000: Invalid file: more than 100000 values (must be smaller)");
    }
  }

  @Nested
  class Depth {
    private static final String TOO_DEEP =
        "Invalid nesting: more than 64 levels (must be at most 64)";

    @ParameterizedTest
    @ValueSource(strings = {"p.yaml", "p.json"})
    void listsNestSixtyFourDeep(String name) {
      assertThat(Corpus.problems(name, "[".repeat(64) + "]".repeat(64)))
          .hasSize(1)
          .allSatisfy(problem -> assertThat(problem).startsWith("line 1: Invalid policy: a list"));
      assertThat(Corpus.problems(name, "[".repeat(65) + "]".repeat(65)))
          .containsExactly("line 1, column 65: " + TOO_DEEP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"p.yaml", "p.json"})
    void aMillionOpenBracketsStopAtTheSixtyFifth(String name) {
      assertThat(Corpus.problems(name, "[".repeat(1_000_000)))
          .containsExactly("line 1, column 65: " + TOO_DEEP);
    }

    @Test
    void keysThatNestAreBoundedToo() {
      assertThat(Corpus.problems("p.yaml", "? ".repeat(100) + "x"))
          .containsExactly(
              "line 1: Invalid key: a mapping (must be text)", "line 1, column 129: " + TOO_DEEP);
    }

    @Test
    void indentedMappingsAreBoundedToo() {
      StringBuilder yaml = new StringBuilder();
      for (int i = 0; i < 70; i++) {
        yaml.append(" ".repeat(i)).append("a:\n");
      }

      assertThat(Corpus.problems("p.yaml", yaml.toString()))
          .containsExactly("line 65, column 65: " + TOO_DEEP);
    }
  }

  @Nested
  class Numbers {
    @ParameterizedTest
    @ValueSource(
        strings = {"011", "0x1F", "1e1", "+2", "-1", "2.0", "31", "1_0", " ", "1E999999999"})
    void aScaleIsPlainDigitsAndNeverReinterpreted(String scale) {
      String shown = scale.isBlank() ? "nothing" : "'" + scale + "'";

      assertThat(Corpus.problems("p.yaml", GOOD.replace("scale: 2", "scale: " + scale)))
          .containsExactly(
              scale.isBlank()
                  ? "scale (line 5): Invalid scale: nothing (must be text)"
                  : "scale (line 5): Invalid scale: "
                      + shown
                      + " (must be 0 to 30 in plain digits)");
    }

    @Test
    void aMillionDigitsAreAProblemInBothSyntaxes() {
      String digits = "9".repeat(1_000_000);

      List<String> expected = List.of("scale (line 1): Invalid scale: '"
          + "9".repeat(79)
          + "... [1000002 characters] (must be 0 to 30 in plain digits)");

      assertThat(Corpus.problems("p.json", "{\"scale\": " + digits + "}")).containsAll(expected);
      assertThat(Corpus.problems("p.yaml", "scale: " + digits)).containsAll(expected);
    }
  }

  @Nested
  class Names {
    @ParameterizedTest
    @ValueSource(strings = {"policy.toml", "policy", "yaml"})
    void theEndingSaysTheSyntax(String name) {
      assertThat(Corpus.problems(name, GOOD))
          .containsExactly(
              ": Invalid file name: " + name + " (must end with .yaml, .yml or .json)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POLICY.YML", "p.YAML"})
    void theCaseOfTheEndingDoesNotMatter(String name) {
      assertThat(Corpus.problems(name, GOOD)).isEmpty();
    }
  }

  /** Whatever happens to a byte, the answer is a policy or an {@code InvalidInputException}. */
  @Property(tries = 400)
  void aDamagedByteNeverEscapesAsAnotherError(
      @ForAll @IntRange(max = 289) int at, @ForAll byte value, @ForAll boolean json) {
    byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);
    bytes[at % bytes.length] = value;

    assertThat(Corpus.problems(json ? "p.json" : "p.yaml", bytes)).isNotNull();
  }
}
