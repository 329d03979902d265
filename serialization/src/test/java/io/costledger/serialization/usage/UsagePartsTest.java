package io.costledger.serialization.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.delivery.InvalidInputException;
import io.costledger.core.work.Workers;
import io.costledger.serialization.input.InputFile;
import io.costledger.serialization.input.RowFile;
import io.costledger.serialization.input.SmallBlocks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that is read in parts gives what it gives as a whole. */
class UsagePartsTest {
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(8, runnable -> {
    Thread thread = new Thread(runnable);
    thread.setDaemon(true);
    return thread;
  });
  private static final UsageReader READER = UsageReader.of("usage");
  private static final String HEADER =
      "id,platform,consumer,quantity,unit,charge_period_start,charge_period_end,zone\n";
  private static final String REST = ",spark,cost-center:ads,1,h,2026-08-01,2026-08-02,z\n";

  @Provide
  Arbitrary<byte[]> rightFiles() {
    return Arbitraries.randomValue(UsageFiles::right);
  }

  @Provide
  Arbitrary<byte[]> anyFiles() {
    return Arbitraries.randomValue(UsageFiles::any);
  }

  @Provide
  Arbitrary<Integer> threads() {
    return Arbitraries.of(1, 2, 3, 8);
  }

  @Property(tries = 500)
  @Label("a file in which nothing is wrong is read in parts, to the same batch")
  void rightFilesAreReadInParts(
      @ForAll("rightFiles") byte[] bytes,
      @ForAll @IntRange(min = 1, max = 3000) int block,
      @ForAll("threads") int threads) {
    SmallBlocks file = SmallBlocks.of(bytes, block);
    DeliveredUsage read = READER.by(Workers.of(threads, THREADS)).read(file);
    DeliveredUsage expected = READER.read(SmallBlocks.whole(bytes));
    assertThat(file.parts()).isPositive();
    assertThat(read.delivery()).isEqualTo(expected.delivery());
    SameBatch.assertSame(read.batch(), expected.batch());
  }

  @Property(tries = 1500)
  @Label("any file gives the same batch or the same problems, wherever it is cut")
  void anyFileGivesTheSame(
      @ForAll("anyFiles") byte[] bytes,
      @ForAll @IntRange(min = 1, max = 3000) int block,
      @ForAll("threads") int threads) {
    RowFile file = SmallBlocks.of(bytes, block);
    UsageReader reader = READER.by(Workers.of(threads, THREADS));
    DeliveredUsage expected;
    try {
      expected = READER.read(SmallBlocks.whole(bytes));
    } catch (InvalidInputException e) {
      assertThatThrownBy(() -> reader.read(file))
          .isInstanceOfSatisfying(
              InvalidInputException.class,
              thrown -> assertThat(thrown.problems()).isEqualTo(e.problems()))
          .hasMessage(e.getMessage());
      return;
    }
    DeliveredUsage read = reader.read(file);
    assertThat(read.delivery()).isEqualTo(expected.delivery());
    SameBatch.assertSame(read.batch(), expected.batch());
  }

  @Test
  void blocksAreCutBehindRowsOnly() {
    String text = HEADER
        + "a,\"x\ny\"" + REST.substring(6)
        + "b,\"\"\"\n\"\"\"" + REST.substring(6)
        + "c" + REST;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    SmallBlocks file = SmallBlocks.of(bytes, 1);
    DeliveredUsage read = READER.read(file);
    assertThat(file.parts()).isBetween(2, 4);
    assertThat(read.batch().platforms()).containsExactly("x\ny", "\"\n\"", "spark");
  }

  @Test
  void idsThatDoNotAscendOverABorderAreLookedUp() {
    SmallBlocks file = SmallBlocks.of(
        (HEADER + "b" + REST + "c" + REST + "a" + REST).getBytes(StandardCharsets.UTF_8), 10);
    DeliveredUsage read = READER.read(file);
    assertThat(file.parts()).isGreaterThan(1);
    assertThat(read.batch().idsAscend()).isFalse();
    byte[] twice = (HEADER + "b" + REST + "c" + REST + "b" + REST).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> READER.read(SmallBlocks.of(twice, 10)))
        .hasMessageContaining(
            "row 3, column id: Invalid usage record id: 'b' (must be unique, row 1 has it too)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\uFEFF", "\n\n" + HEADER, "id,id\n", "\"id\n", "i\"d\n"})
  void filesWithoutARowOrAHeader(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int block : new int[] {1, 2, 1000}) {
      String expected = outcome(SmallBlocks.whole(bytes));
      assertThat(outcome(SmallBlocks.of(bytes, block))).isEqualTo(expected);
    }
  }

  @Test
  void otherEncodingsAreNamed() {
    for (String name : List.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
      byte[] bytes = (HEADER + "a" + REST).getBytes(java.nio.charset.Charset.forName(name));
      assertThat(outcome(SmallBlocks.of(bytes, 100)))
          .isEqualTo(outcome(SmallBlocks.whole(bytes)))
          .contains("Invalid encoding: " + name);
    }
  }

  /** Bounds hold in parts, too: of a cell, of a row, and of the number of cells. */
  @Test
  void boundsHold() {
    String most = "x".repeat(1 << 18);
    String zone = REST.substring(0, REST.length() - 2);
    String[] rows = {
      "a" + zone + most + "\n",
      "a" + zone + most + "x\n",
      "a" + zone + "\"" + "\"\"".repeat(1 << 18) + "\"\n",
      "a" + zone + "\"" + "\"\"".repeat((1 << 18) + 1) + "\"\n",
      "a" + ",".repeat(1000) + "\n"
    };
    for (String row : rows) {
      byte[] bytes = (HEADER + row + "b" + REST).getBytes(StandardCharsets.UTF_8);
      for (int block : new int[] {100, 1 << 22}) {
        assertThat(outcome(SmallBlocks.of(bytes, block)))
            .isEqualTo(outcome(SmallBlocks.whole(bytes)));
      }
    }
    StringBuilder wide = new StringBuilder(HEADER.strip());
    StringBuilder row = new StringBuilder("a" + REST.strip());
    for (int i = 0; i < 4; i++) {
      wide.append(",more").append(i);
      row.append(',').append(most, 0, (1 << 18) - i);
    }
    byte[] bytes = (wide + "\n" + row + "\n").getBytes(StandardCharsets.UTF_8);
    assertThat(outcome(SmallBlocks.of(bytes, 100)))
        .isEqualTo(outcome(SmallBlocks.whole(bytes)))
        .contains("Invalid row: more than 1048576 characters");
  }

  private static String outcome(RowFile file) {
    try {
      DeliveredUsage read = READER.read(file);
      return read.delivery() + " " + read.batch().size();
    } catch (InvalidInputException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void aFileAtAPathIsReadInParts(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("usage.csv");
    Files.writeString(path, HEADER + "a" + REST + "b" + REST);
    assertThat(InputFile.of(path).source().opensAgain()).isTrue();
    assertThat(InputFile.of(folder).source().opensAgain()).isFalse();
    DeliveredUsage read = READER.by(Workers.of(2, THREADS)).read(InputFile.of(path));
    assertThat(read.batch().size()).isEqualTo(2);
    assertThat(read.delivery().sha256())
        .isEqualTo(
            READER.read(SmallBlocks.whole(Files.readAllBytes(path))).delivery().sha256());
  }
}
