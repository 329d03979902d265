package io.costledger.serialization.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.delivery.InvalidInputException;
import io.costledger.core.ledger.BookedRun;
import io.costledger.serialization.SampleRun;
import io.costledger.serialization.ledger.DirectoryPublisher.IfPresent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReadingTest {
  @TempDir
  Path folder;

  @BeforeEach
  void publish() throws IOException {
    RunFiles.publish(
        SampleRun.audited(), SampleRun.statement(), folder.resolve("run"), IfPresent.REFUSE);
  }

  private void change(String name, UnaryOperator<String> how) throws IOException {
    Path file = folder.resolve("run").resolve(name);
    String before = Files.readString(file, StandardCharsets.UTF_8);
    String after = how.apply(before);
    assertThat(after).isNotEqualTo(before);
    Files.writeString(file, after, StandardCharsets.UTF_8);
  }

  private void changeRows(Consumer<List<String>> how) throws IOException {
    change("entries.csv", text -> {
      List<String> rows = new ArrayList<>(text.lines().toList());
      how.accept(rows);
      return String.join("\n", rows) + "\n";
    });
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> RunFiles.read(folder.resolve("run")))
        .isInstanceOf(InvalidInputException.class)
        .satisfies(e ->
            assertThat(e.getMessage().replace(folder + "/", "") + "\n").isEqualTo(message));
  }

  @Test
  void whatWasPublishedIsReadBackEqual() {
    assertThat(RunFiles.read(folder.resolve("run"))).isEqualTo(BookedRun.of(SampleRun.run()));
  }

  @Test
  void whatIsNotReadMayBeGone() throws IOException {
    Files.delete(folder.resolve("run/statement.csv"));
    Files.delete(folder.resolve("run/faults.csv"));
    assertThat(RunFiles.read(folder.resolve("run"))).isEqualTo(BookedRun.of(SampleRun.run()));
  }

  @Nested
  class MissingFiles {
    @Test
    void areAllNamed() throws IOException {
      Files.delete(folder.resolve("run/run.json"));
      Files.delete(folder.resolve("run/entries.csv"));
      assertRefused("""
          run has 2 problems
            run/run.json: Invalid file: run.json (must be a file that can be read)
            run/entries.csv: Invalid file: entries.csv (must be a file that can be read)
          """);
    }
  }

  @Nested
  class BothFiles {
    @Test
    void areReadBeforeAnythingIsSaid() throws IOException {
      change(
          "run.json",
          text -> text.replace("\"scale\" : 2", "\"scale\" : 31")
              .replace("\"basis\" : \"BILLED\"", "\"basis\" : \"BILL\"")
              .replace("\"currency\" : \"USD\"", "\"currency\" : \"DOLLAR\"")
              .replace("\"periods\" : 1", "\"periods\" : \"1\"")
              .replaceFirst(
                  "\"end\" : \"2024-09-02T00:00:00Z\"", "\"end\" : \"2024-08-02T00:00:00Z\"")
              .replace("\"recordedAt\" : \"2024-10-05T08:00:00Z\"", "\"recordedAt\" : \"now\"")
              .replace("\"source\" : \"focus\"", "\"source\" : \"\"")
              .replace("bbbb", "BBBB")
              .replace("\"id\" : \"u%1\",", "")
              .replace("\"run\" : \"run-1\"", "\"run\" : null"));
      changeRows(rows -> rows.set(2, rows.get(2).replace("CREDIT", "DEBIT")));
      assertRefused("""
          run has 11 problems
            run/run.json: field run: Invalid value: null (must be a text)
            run/run.json: field recordedAt: Invalid instant: 'now' (must be ISO-8601 with Z)
            run/run.json: field definition.currency: Invalid currency: 'DOLLAR' (must be an ISO 4217 code)
            run/run.json: field definition.scale: Invalid number: 31 (must be 0 to 30)
            run/run.json: field definition.basis: Invalid basis: 'BILL' (one of [BILLED, EFFECTIVE, CONTRACTED, LIST])
            run/run.json: field definition.grain.periods: Invalid value: '1' (must be a whole number)
            run/run.json: field definition.grain: Invalid period: 2024-09-01T00:00:00Z/2024-08-02T00:00:00Z (must end after it starts)
            run/run.json: field inputs.bill.source: Invalid delivery source: '' (must not be empty)
            run/run.json: field inputs.usage[0].id: Invalid value: nothing (must be a text)
            run/run.json: field inputs.usage[0].sha256: Invalid digest: '%s' (must be 64 lower-case hex digits)
            run/entries.csv: row 2, column measure: Invalid measure: 'DEBIT' (one of [CHARGE, CREDIT])
          """.formatted("B".repeat(64)));
    }
  }

  @Nested
  class RunFile {
    @Test
    void ofALaterVersionIsNotGuessedAt() throws IOException {
      change(
          "run.json",
          text -> text.replace("\"version\" : 1", "\"version\" : 2")
              .replace("\"scale\" : 2", "\"scale\" : {}"));
      assertRefused("""
          run has 1 problem
            run/run.json: field version: Invalid version: 2 (this version of costledger reads 1)
          """);
    }

    @Test
    void ofAnotherFormatIsNotGuessedAt() throws IOException {
      change("run.json", text -> "{\"format\" : \"policy\"}");
      assertRefused("""
          run has 2 problems
            run/run.json: field format: Invalid format: 'policy' (must be costledger-run)
            run/run.json: field version: Invalid value: nothing (must be a whole number)
          """);
    }

    @Test
    void thatIsCutOffIsRefused() throws IOException {
      change(
          "run.json",
          text -> text.substring(0, text.indexOf("\"definition\"")) + "\"definition\" : {");
      assertThatThrownBy(() -> RunFiles.read(folder.resolve("run")))
          .hasMessageStartingWith(folder.resolve("run") + " has 1 problem\n  "
              + folder.resolve("run/run.json")
              + ": line 7: Invalid file: Unexpected end-of-input")
          .hasMessageEndingWith("(must be one well-formed JSON object)");
    }

    @Test
    void thatSaysOneThingTwiceIsRefused() throws IOException {
      change("run.json", text -> text.replace("\"scale\" : 2", "\"scale\" : 2, \"scale\" : 3"));
      assertRefused("""
          run has 1 problem
            run/run.json: line 10: Invalid file: Duplicate field 'scale' (must be one well-formed JSON object)
          """);
    }

    @Test
    void thatIsNoObjectOrHasMoreBehindItIsRefused() throws IOException {
      change("run.json", text -> text + "{}");
      assertRefused("""
          run has 1 problem
            run/run.json: Invalid file: text after its object (must be one well-formed JSON object)
          """);
      change("run.json", text -> "[]");
      assertRefused("""
          run has 1 problem
            run/run.json: Invalid file: another JSON value (must be one well-formed JSON object)
          """);
    }

    @Test
    void canNotHideAValueBehindANameThatLooksLikeAPath() throws IOException {
      change(
          "run.json",
          text -> text.replaceFirst("\\{", "{ \"definition.scale\" : 5, ")
              .replace("\"scale\" : 2,", ""));
      assertRefused("""
          run has 1 problem
            run/run.json: field definition.scale: Invalid value: nothing (must be a whole number)
          """);
    }

    @Test
    void thatNestsDeeplyIsRefused() throws IOException {
      change("run.json", text -> "{\"a\":" + "[".repeat(100_000));
      assertThatThrownBy(() -> RunFiles.read(folder.resolve("run")))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("(must be one well-formed JSON object)");
    }
  }

  @Nested
  class Entries {
    @Test
    void ofAnotherLedgerAreRefused() throws IOException {
      change(
          "run.json",
          text -> text.replace("\"scale\" : 2", "\"scale\" : 3")
              .replace("\"currency\" : \"USD\"", "\"currency\" : \"EUR\"")
              .replace("\"basis\" : \"BILLED\"", "\"basis\" : \"LIST\""));
      assertRefused("""
          run has 3 problems
            run/entries.csv: Invalid currency: USD (run.json says EUR)
            run/entries.csv: Invalid scale: 2 (run.json says 3)
            run/entries.csv: Invalid basis: BILLED (run.json says LIST)
          """);
    }

    @Test
    void thatStandTwiceOrInAnotherOrderOrOfAnotherRunAreRefused() throws IOException {
      changeRows(rows -> {
        rows.add(2, rows.get(1));
        rows.add(4, rows.remove(5));
        rows.set(6, rows.get(6).replace("run-1", "run-2"));
      });
      assertRefused("""
          run has 3 problems
            run/entries.csv: row 2: Invalid entry: bill:focus -> platform:ec2 (is already there as row 1)
            run/entries.csv: row 5: Invalid entry: bill:focus -> unallocated:bill (must come before row 4)
            run/entries.csv: row 6, column run: Invalid run: 'run-2' (run.json says 'run-1')
          """);
    }

    @Test
    void ofWhichOneIsLostOrChangedAreRefused() throws IOException {
      String digest = "8e4ac621752497071790931edfe98e52b82ef98d4987f2e01c214a1d5b9d856e";
      String changed = "(run.json says " + digest + ")\n";
      changeRows(rows -> rows.remove(7));
      assertThatThrownBy(() -> RunFiles.read(folder.resolve("run")))
          .satisfies(e -> assertThat(e.getMessage().replace(folder + "/", "") + "\n")
              .startsWith("run has 1 problem\n  run/entries.csv: Invalid digest of the entries: ")
              .endsWith(changed));
      changeRows(rows -> rows.subList(1, rows.size()).clear());
      assertThatThrownBy(() -> RunFiles.read(folder.resolve("run")))
          .hasMessageContaining("run/entries.csv: Invalid digest of the entries: ");
    }

    @Test
    void thatAreCutOffInARowAreRefused() throws IOException {
      change("entries.csv", text -> text.substring(0, text.lastIndexOf(",CREDIT")));
      assertRefused("""
          run has 1 problem
            run/entries.csv: row 7: Invalid row: 10 cells (must have as many as the header: 19)
          """);
    }
  }
}
