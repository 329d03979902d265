package io.costledger.serialization.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.delivery.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Files that would fill the memory are refused after little of them was read. */
class HugeFileTest {
  private static final long GIGABYTE = 1L << 30;

  @Nested
  class OneLine {
    @Test
    void aGigabyteOfOneHeaderFailsFast() {
      Endless bytes = new Endless('a');
      assertThatThrownBy(() -> read("", bytes))
          .hasMessage("big.csv has 1 problem\n  big.csv: header: Invalid field: more than 262144"
              + " characters (must have at most 262144)");
      assertThat(bytes.read).isLessThan(1 << 20);
    }

    @Test
    void aGigabyteOfOneQuotedCellFailsFast() {
      Endless bytes = new Endless('\n');
      assertThatThrownBy(() -> read("id,name\n1,\"", bytes))
          .hasMessage(
              "big.csv has 1 problem\n  big.csv: row 1, column name: Invalid field: more than"
                  + " 262144 characters (must have at most 262144)");
      assertThat(bytes.read).isLessThan(1 << 20);
    }

    @Test
    void aGigabyteOfCommasFailsFast() {
      Endless bytes = new Endless(',');
      assertThatThrownBy(() -> read("id,name\n", bytes))
          .hasMessage(
              "big.csv has 1 problem\n  big.csv: row 1: Invalid row: more than 1000 cells (must"
                  + " have at most 1000)");
      assertThat(bytes.read).isLessThan(1 << 20);
    }

    @Test
    void aGigabyteOfMalformedBytesFailsFast() {
      Endless bytes = new Endless(0xFF);
      assertThatThrownBy(() -> read("id,name\n", bytes))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith(
              "big.csv has 524292 problems\n  big.csv: row 1, column id: Invalid encoding: bytes"
                  + " FF at offset 8 (must be UTF-8)\n")
          .hasMessageEndingWith("\n  and 523292 more, counted but not shown");
      assertThat(bytes.read).isLessThan(1 << 20);
    }

    @Test
    void aGigabyteOfOneJsonLineFailsFast() {
      Endless bytes = new Endless(' ');
      Problems problems = new Problems("big.jsonl");
      InputFile file = InputFile.of("big.jsonl", () -> bytes);
      JsonLinesFile.read(file, List.of("id"), problems, new Nothing());
      assertThatThrownBy(problems::throwIfAny)
          .hasMessage(
              "big.jsonl has 1 problem\n  big.jsonl: line 1: Invalid line: more than 1048576"
                  + " characters (must have at most 1048576)");
      assertThat(bytes.read).isLessThan(1 << 21);
    }
  }

  @Nested
  class ManyProblems {
    @Test
    void aThousandAreShownAndTheRestIsCounted() {
      byte[] rows = "1\n".repeat(1234).getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> read("id,name\n", new ByteArrayInputStream(rows)))
          .isInstanceOfSatisfying(
              InvalidInputException.class, e -> assertThat(e.problems()).hasSize(1000))
          .hasMessageStartingWith("big.csv has 1234 problems\n  big.csv: row 1: Invalid row: 1")
          .hasMessageEndingWith(
              "big.csv: row 1000: Invalid row: 1 cells (must have as many as the header: 2)\n"
                  + "  and 234 more, counted but not shown");
    }
  }

  @Nested
  class Bytes {
    @Test
    void aFileThatCannotBeReadIsAProblem() {
      Problems problems = new Problems("gone.csv");
      InputFile file = InputFile.of("gone.csv", () -> {
        throw new IOException("gone");
      });
      CsvFile.read(file, List.of(), problems, new Nothing());
      assertThatThrownBy(problems::throwIfAny)
          .hasMessage("gone.csv has 1 problem\n  gone.csv: Invalid file: gone.csv (can't be read:"
              + " java.io.IOException: gone)");
    }

    @Test
    void theDigestIsThatOfTheBytesMarkIncluded() {
      // printf '\xEF\xBB\xBFid\r\n1\r\n' | sha256sum
      byte[] bytes = "\uFEFFid\r\n1\r\n".getBytes(StandardCharsets.UTF_8);
      Problems problems = new Problems("a.csv");
      InputFile file = InputFile.of("a.csv", () -> new ByteArrayInputStream(bytes));
      assertThat(CsvFile.read(file, List.of("id"), problems, new Nothing())).isEqualTo(DIGEST);
      assertThat(problems.isEmpty()).isTrue();
    }
  }

  private static final String DIGEST =
      "ec8cf75635de8c250c1e8fba529efb49d71196f0311237c961f244b631f5238e";

  private static void read(String start, InputStream rest) {
    Problems problems = new Problems("big.csv");
    InputStream first = new ByteArrayInputStream(start.getBytes(StandardCharsets.UTF_8));
    InputFile file = InputFile.of("big.csv", () -> new SequenceInputStream(first, rest));
    CsvFile.read(file, List.of(), problems, new Nothing());
    problems.throwIfAny();
  }

  private static final class Nothing implements RowSink {
    @Override
    public void header(Header header) {}

    @Override
    public void row(Row row) {}
  }

  /** A gigabyte of one byte. */
  private static final class Endless extends InputStream {
    private final int octet;
    private long read;

    Endless(int octet) {
      this.octet = octet;
    }

    @Override
    public int read() {
      return read++ < GIGABYTE ? octet : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (read >= GIGABYTE) {
        return -1;
      }
      java.util.Arrays.fill(into, offset, offset + length, (byte) octet);
      read += length;
      return length;
    }
  }
}
