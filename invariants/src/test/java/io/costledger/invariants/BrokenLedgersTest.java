package io.costledger.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The corpus of broken ledgers: each is caught by the laws that its block of {@code
 * broken-ledgers.txt} names, and by no other. A block is the name after {@code #}, after {@code
 * why:} the reason where more than one law sees it, and every line of the report.
 */
class BrokenLedgersTest {
  private static final int FEWEST = 40;

  private record Expected(List<String> lines, String why) {}

  static Set<String> names() {
    return BrokenLedgers.all().keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void isCaughtByTheLawsThatShouldCatchIt(String name) throws IOException {
    Consumer<Books> breakage = BrokenLedgers.all().get(name);
    Books books = Books.correct();

    breakage.accept(books);

    assertThat(books.broken()).isEqualTo(expected().get(name).lines());
  }

  @ParameterizedTest
  @MethodSource("names")
  void saysWhyIfMoreThanOneLawSeesIt(String name) throws IOException {
    Expected expected = expected().get(name);

    assertThat(expected.lines()).isNotEmpty();
    assertThat(expected.why().isEmpty()).isEqualTo(codes(expected.lines()).size() == 1);
  }

  @Test
  void theCorpusAndItsExpectationsAreOfTheSameLedgers() throws IOException {
    assertThat(expected().keySet()).containsExactlyElementsOf(names());
    assertThat(names()).hasSizeGreaterThanOrEqualTo(FEWEST);
  }

  @Test
  void everyLawSeesSomeLedgerAndMostSeeOneAlone() throws IOException {
    Set<String> seen = new TreeSet<>();
    Set<String> alone = new TreeSet<>();
    for (Expected expected : expected().values()) {
      Set<String> codes = codes(expected.lines());
      seen.addAll(codes);
      if (codes.size() == 1) {
        alone.addAll(codes);
      }
    }

    Set<String> standard = StandardInvariants.all().stream()
        .map(Invariant::code)
        .collect(Collectors.toCollection(TreeSet::new));
    assertThat(seen).isEqualTo(standard);
    standard.removeAll(alone);
    // A unit lost in a pool is lost at every level, and a bound is a part of a share.
    assertThat(standard)
        .containsExactly(
            "CONSERVATION_PERIOD",
            "CONSERVATION_PLATFORM",
            "CONSERVATION_RUN",
            "CONSUMER_BOUNDS",
            "ENTRY_SIGN",
            "ENTRY_SOURCE");
  }

  private static Set<String> codes(List<String> lines) {
    return lines.stream()
        .map(line -> line.substring(0, Math.min(at(line, ' '), at(line, ':'))))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static int at(String line, char end) {
    return line.indexOf(end) < 0 ? line.length() : line.indexOf(end);
  }

  private static Map<String, Expected> expected() throws IOException {
    Map<String, Expected> expected = new LinkedHashMap<>();
    try (InputStream file = BrokenLedgersTest.class.getResourceAsStream("broken-ledgers.txt")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      for (String block : text.strip().split("\n\n", -1)) {
        List<String> lines = new ArrayList<>(block.lines().toList());
        String name = lines.remove(0).substring("# ".length());
        boolean hasWhy = lines.get(0).startsWith("why: ");
        String why = hasWhy ? lines.remove(0) : "";
        lines.replaceAll(line -> line.replace("{1st}", Books.DAY_1.toString())
            .replace("{2nd}", Books.DAY_2.toString())
            .replace("{August}", Books.AUGUST.toString()));
        expected.put(name, new Expected(lines, why));
      }
    }
    return expected;
  }
}
