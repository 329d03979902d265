package io.costledger.lawkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.apportion.Apportionment;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What no method of apportionment can have together, on our two rules: the rows of the examples in
 * docs/reference/laws-by-model.md, and that they show what they say they show.
 */
class ImpossibleTogetherTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "laws-by-model.md");

  /** One row of a table of examples. */
  private record Row(
      BigInteger units, List<BigInteger> weights, List<String> quotients, List<BigInteger> shares) {
    private static Row of(String line) {
      String[] cells = line.split("\\|", -1);
      return new Row(
          new BigInteger(cells[2].strip()),
          whole(cells[3]),
          List.of(cells[4].strip().split(", ", -1)),
          whole(cells[5]));
    }

    private static List<BigInteger> whole(String cell) {
      return Arrays.stream(cell.strip().split(", ", -1)).map(BigInteger::new).toList();
    }

    private BigInteger weight(int i) {
      return weights.get(i);
    }

    private BigInteger share(int i) {
      return shares.get(i);
    }
  }

  /** The examples under a heading. */
  private static List<Row> rows(String heading) throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf(heading);
    assertThat(start).as(heading).isPositive();
    String[] lines = page.substring(start).split("\n", -1);
    List<Row> rows = new ArrayList<>();
    for (int i = 4; i < lines.length && lines[i].startsWith("|"); i++) {
      rows.add(Row.of(lines[i]));
    }
    return rows;
  }

  private static void assertArithmetic(Apportionment rule, List<Row> rows) {
    for (Row row : rows) {
      BigInteger total = row.weights().stream().reduce(BigInteger.ZERO, BigInteger::add);
      for (int i = 0; i < row.weights().size(); i++) {
        BigDecimal quotient = new BigDecimal(row.units().multiply(row.weight(i)))
            .divide(new BigDecimal(total), 3, RoundingMode.DOWN);
        assertThat(row.quotients().get(i)).isEqualTo(quotient.toPlainString());
      }
      assertThat(rule.split(row.units(), row.weights())).isEqualTo(row.shares());
    }
  }

  /** The pool grows by 1 with the same weights, and a share shrinks. */
  private static void assertNotHouseMonotone(Row is, Row grown, int shrinks) {
    assertThat(grown.weights()).isEqualTo(is.weights());
    assertThat(grown.units()).isEqualTo(is.units().add(BigInteger.ONE));
    assertThat(grown.share(shrinks)).isLessThan(is.share(shrinks));
  }

  /** The first weight grows, the second doesn't, and a unit goes from the first to the second. */
  private static void assertNotPopulationMonotone(Row is, Row grown) {
    assertThat(grown.units()).isEqualTo(is.units());
    assertThat(grown.weight(0)).isGreaterThan(is.weight(0));
    assertThat(grown.weight(1)).isEqualTo(is.weight(1));
    assertThat(grown.share(0)).isLessThan(is.share(0));
    assertThat(grown.share(1)).isGreaterThan(is.share(1));
  }

  @Nested
  class LargestRemainder {
    private final List<Row> rows = rows("### Examples by largest remainder");

    LargestRemainder() throws IOException {}

    @Test
    void sharesAsThePageSays() {
      assertThat(rows).hasSize(6);
      assertArithmetic(Apportionment.LARGEST_REMAINDER, rows);
    }

    @Test
    void isNotHouseMonotone() {
      assertNotHouseMonotone(rows.get(0), rows.get(1), 2);
    }

    /** Balinski and Young, Fair Representation (1982), chapter 5: Alabama had 8, then 7. */
    @Test
    void isNotHouseMonotoneInTheHouseOf1880() {
      assertNotHouseMonotone(rows.get(2), rows.get(3), 0);
      assertThat(rows.get(2).share(0)).isEqualTo(8);
      assertThat(rows.get(3).share(0)).isEqualTo(7);
      assertThat(rows.get(2).weights().stream().reduce(BigInteger.ZERO, BigInteger::add))
          .as("apportionment population of 1880")
          .isEqualTo(49_371_340);
    }

    @Test
    void isNotPopulationMonotone() {
      assertNotPopulationMonotone(rows.get(4), rows.get(5));
    }
  }

  @Nested
  class Prefix {
    private final List<Row> rows = rows("### Examples by prefix rounding");

    Prefix() throws IOException {}

    @Test
    void sharesAsThePageSays() {
      assertThat(rows).hasSize(6);
      assertArithmetic(Apportionment.PREFIX, rows);
    }

    /** Who stands last gets the unit, be its weight the smaller or the larger. */
    @Test
    void dependsOnTheOrderOfKeys() {
      assertThat(rows.get(1).weights())
          .containsExactly(rows.get(0).weight(1), rows.get(0).weight(0));
      assertThat(rows.get(0).share(0)).isNotEqualTo(rows.get(1).share(1));
    }

    @Test
    void isNotHouseMonotone() {
      assertNotHouseMonotone(rows.get(2), rows.get(3), 1);
    }

    @Test
    void isNotPopulationMonotone() {
      assertNotPopulationMonotone(rows.get(4), rows.get(5));
    }
  }
}
