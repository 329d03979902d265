package io.costledger.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.Samples;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {
  private static final String DIGEST = "0123456789abcdef".repeat(4);

  private static Delivery.Builder valid() {
    Delivery.Builder builder = Delivery.builder();
    builder.id("cur-2024-09").source("focus").sha256(DIGEST);
    return builder;
  }

  @Nested
  @DisplayName("build (SPEC 1: an id, a covered period and a content digest)")
  class Build {
    @Test
    void keepsWhatItWasGiven() {
      Delivery delivery =
          valid().covers(Samples.SEPTEMBER).mode(Delivery.Mode.APPEND).build();
      assertThat(delivery.id()).isEqualTo("cur-2024-09");
      assertThat(delivery.source()).isEqualTo("focus");
      assertThat(delivery.sha256()).isEqualTo(DIGEST);
      assertThat(delivery.covers()).contains(Samples.SEPTEMBER);
      assertThat(delivery.mode()).isEqualTo(Delivery.Mode.APPEND);
    }

    @Test
    @DisplayName("SPEC 10.4: a delivery replaces unless it says otherwise")
    void replacesUnlessItSaysOtherwise() {
      assertThat(valid().build().mode()).isEqualTo(Delivery.Mode.REPLACE);
      assertThat(valid().build().covers()).isEmpty();
    }

    @Test
    void isEqualByItsValues() {
      assertThat(valid().build())
          .isEqualTo(valid().build())
          .hasSameHashCodeAs(valid().build());
      assertThat(valid().build()).isNotEqualTo(valid().id("other").build());
    }

    @Test
    void refusesAnEmptyId() {
      assertThatThrownBy(() -> valid().id("").build())
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid delivery id: '' (must not be empty)");
    }

    @Test
    void refusesAnEmptySource() {
      assertThatThrownBy(() -> valid().source("").build())
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid delivery source: '' (must not be empty)");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "0",
          "0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef",
          "0123456789abcdeg0123456789abcdef0123456789abcdef0123456789abcdef",
          "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0",
          "\uFF10123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde"
        })
    void refusesADigestThatIsNotSixtyFourLowerCaseHexDigits(String digest) {
      assertThatThrownBy(() -> valid().sha256(digest).build())
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid delivery digest: " + digest + " (must be 64 lower-case hex digits)");
    }

    @Test
    void refusesADigestThatEndsWithALineBreak() {
      assertThatThrownBy(() -> valid().sha256(DIGEST + "\n").build())
          .hasMessage(
              "Invalid delivery digest: " + DIGEST + "\\u000A (must be 64 lower-case hex digits)");
    }
  }

  @Nested
  @DisplayName("InvalidInputException (SPEC 14: all of them, not the first)")
  class InvalidInput {
    private final InputProblem first =
        new InputProblem("bill.csv", "row 7", "Invalid cost: 'x' (must be a number)");
    private final InputProblem second =
        new InputProblem("bill.csv", "", "Invalid header: '' (must name columns)");

    @Test
    void carriesEveryProblem() {
      InvalidInputException thrown = new InvalidInputException("bill.csv", List.of(first, second));
      assertThat(thrown.problems()).containsExactly(first, second);
      assertThat(thrown.offences())
          .containsExactly(
              "bill.csv: row 7: Invalid cost: 'x' (must be a number)",
              "bill.csv: Invalid header: '' (must name columns)");
      assertThat(thrown).hasMessage("""
              bill.csv has 2 problems
                bill.csv: row 7: Invalid cost: 'x' (must be a number)
                bill.csv: Invalid header: '' (must name columns)""");
    }

    @Test
    void countsWhatItDoesNotShow() {
      InvalidInputException thrown =
          new InvalidInputException("bill.csv", List.of(first, second), 1000);
      assertThat(thrown.problems()).containsExactly(first, second);
      assertThat(thrown).hasMessage("""
              bill.csv has 1002 problems
                bill.csv: row 7: Invalid cost: 'x' (must be a number)
                bill.csv: Invalid header: '' (must name columns)
                and 1000 more, counted but not shown""");
    }

    @Test
    void countsASingleProblem() {
      assertThat(new InvalidInputException("bill.csv", List.of(second)))
          .hasMessage("bill.csv has 1 problem\n  bill.csv: Invalid header: '' (must name columns)");
    }
  }
}
