package io.costledger.serialization.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.LedgerException;
import io.costledger.core.Sha256;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.ClosingWeights;
import io.costledger.core.ledger.Statement;
import io.costledger.core.money.Basis;
import io.costledger.core.policy.Weights;
import io.costledger.core.time.Period;
import io.costledger.invariants.Invariant;
import io.costledger.invariants.StandardInvariants;
import io.costledger.serialization.Golden;
import io.costledger.serialization.SampleRun;
import io.costledger.serialization.input.InputFile;
import io.costledger.serialization.ledger.DirectoryPublisher.IfPresent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFilesTest {
  @Nested
  class Entries {
    @Test
    void areTheGoldenCsvAndReadBackEqual() throws IOException {
      String csv = written(out -> EntriesCsv.write(SampleRun.audited(), out));
      assertThat(csv).isEqualTo(Golden.text("entries.csv"));
      LedgerEntries read = EntriesCsv.read(file("entries.csv", csv));
      assertThat(read.basis()).contains(Basis.BILLED);
      assertThat(read.entries()).isEqualTo(SampleRun.run().entries());
    }

    @Test
    void areTheGoldenJsonLinesAndReadBackEqual() throws IOException {
      String lines = written(out -> EntriesJsonLines.write(SampleRun.audited(), out));
      assertThat(lines).isEqualTo(Golden.text("entries.jsonl"));
      LedgerEntries read = EntriesJsonLines.read(file("entries.jsonl", lines));
      assertThat(read.basis()).contains(Basis.BILLED);
      assertThat(read.entries()).isEqualTo(SampleRun.run().entries());
    }

    @Test
    void areRefusedWithAllTheirProblems() {
      List<String> rows = List.of(Golden.text("entries.csv").split("\n"));
      String broken = rows.get(0)
          + "\n" + rows.get(1)
          + "\n" + rows.get(2).replace("-1.00,USD,BILLED", "-1.000,EUR,LIST")
          + "\n" + rows.get(3).replace("2.00", "2E0").replace("NO_RULE", "NO_LUCK")
          + "\n" + rows.get(4).replace("platform:ec2", "pool:ec2").replace(",0,", ",-1,")
          + "\n" + rows.get(5).replace("allocated", "given").replace("u%251", "%2")
          + "\n";
      assertThatThrownBy(() -> EntriesCsv.read(file("e.csv", broken)))
          .hasMessage("""
              e.csv has 9 problems
                e.csv: row 2, column currency: Invalid currency: 'EUR' (the file's first currency is USD)
                e.csv: row 2, column amount: Invalid amount: '-1.000' (must have 2 decimals like the file's first)
                e.csv: row 2, column basis: Invalid basis: LIST (the file's first basis is BILLED)
                e.csv: row 3, column amount: Invalid decimal: '2E0' (must be [-]digits[.digits] of at most 1000)
                e.csv: row 3, column reasons: Invalid reason: 'NO_LUCK' (one of [NO_USAGE, NO_MODEL, NO_OPEN_CONSUMER, UNKNOWN_CONSUMER, UNKNOWN_PLATFORM, UNKNOWN_UNIT, NO_RULE, PERIOD_MISMATCH, LATE_DELIVERY])
                e.csv: row 4, column from: Invalid account kind: 'pool' (one of bill, platform, group, cost-center, unallocated, variance, fx)
                e.csv: row 4, column tier: Invalid tier: '-1' (must be a whole number of 0 or more)
                e.csv: row 5, column kind: Invalid entry kind: 'given' (one of direct, retained, allocated, variance, true-up, unallocated, correction)
                e.csv: row 5, column deliveries: Invalid text: '%2' (% must be followed by two upper-case hex digits)""".stripTrailing());
    }

    @Test
    void areRefusedAsJsonLinesWithAllTheirProblems() {
      String good = Golden.text("entries.jsonl").lines().findFirst().orElseThrow();
      String broken = good.replace("\"10.00\"", "10.00")
          + "\n" + good.replace("\"run\"", "\"ran\"")
          + "\n" + good.replace("\"currency\":\"USD\"", "\"kind\":\"direct\"")
          + "\n{\n";
      assertThatThrownBy(() -> EntriesJsonLines.read(file("e.jsonl", broken)))
          .isInstanceOf(LedgerException.class)
          .hasMessage("e.jsonl has 6 problems\n"
              + "  e.jsonl: line 1: Invalid line: '{\"run\":\"run-1\",\"charge_period_start\":"
              + "\"2024-09-01T00:00:00Z\",\"charge_period_end\"... ["
              + good.length()
              + " characters] (must be an object of texts, whole numbers and lists)\n"
              + "  e.jsonl: line 2: Invalid field: 'ran' (is not known)\n"
              + "  e.jsonl: line 2, field run: Invalid value: '' (must not be null)\n"
              + "  e.jsonl: line 3: Invalid field: 'kind' (must stand once)\n"
              + "  e.jsonl: line 3, field currency: Invalid value: '' (must not be null)\n"
              + "  e.jsonl: line 4: Invalid line: '{' (must be well-formed JSON)");
    }
  }

  @Nested
  class ClosingWeightsFile {
    private static final String HEADER =
        "run,charge_period_start,charge_period_end,platform,consumer,weight\n";
    private static final String DAY = "r,2024-09-01T00:00:00Z,2024-09-02T00:00:00Z,";

    @Test
    void isTheGoldenCsvAndReadsBackEqual() throws IOException {
      String csv = written(out -> ClosingWeightsCsv.write(SampleRun.audited(), out));
      assertThat(csv).isEqualTo(Golden.text("closing-weights.csv"));
      ClosingWeights read = ClosingWeightsCsv.read(file("closing-weights.csv", csv));
      assertThat(read).isEqualTo(SampleRun.run().closingWeights());
      assertThat(read.sha256()).isEqualTo(SampleRun.run().closingWeights().sha256());
    }

    @Test
    void isRefusedWithAllItsProblems() {
      String broken = HEADER
          + DAY + "platform:ec2,cost-center:a,1\n"
          + DAY + "platform:ec2,cost-center:a,-1\n"
          + DAY + "ec2,cost-center:a,1.0\n"
          + DAY + "unallocated:ec2,bill:x,007\n"
          + "q,2024-09-02T00:00:00Z,2024-09-01T00:00:00Z,platform:ec2,,\n";
      assertThatThrownBy(() -> ClosingWeightsCsv.read(file("w.csv", broken)))
          .hasMessage("""
              w.csv has 9 problems
                w.csv: row 2, column weight: Invalid weight: '-1' (must be a whole number of 0 or more, of at most 10000 digits)
                w.csv: row 3, column platform: Invalid account: 'ec2' (must be <kind>:<id>)
                w.csv: row 3, column weight: Invalid weight: '1.0' (must be a whole number of 0 or more, of at most 10000 digits)
                w.csv: row 4, column platform: Invalid platform: unallocated:ec2 (must be platform:<id>)
                w.csv: row 4, column consumer: Invalid consumer: 'bill:x' (must be cost-center:<id> or platform:<id>)
                w.csv: row 4, column weight: Invalid weight: '007' (must be a whole number of 0 or more, of at most 10000 digits)
                w.csv: row 5, column run: Invalid run: q (the file's first is r)
                w.csv: row 5, column charge_period_end: Invalid period: 2024-09-02T00:00:00Z/2024-09-01T00:00:00Z (must end after it starts)
                w.csv: row 5, column weight: Invalid value: '' (must not be null)""".stripTrailing());
    }

    @Test
    void hasEachConsumerOnce() {
      assertThatThrownBy(() -> read("platform:ec2,cost-center:a,1", "platform:ec2,cost-center:a,2"))
          .hasMessage("w.csv has 1 problem\n"
              + "  w.csv: row 2, column consumer: Invalid consumer of platform:ec2: cost-center:a"
              + " (must stand once, and none only alone)");
      assertThatThrownBy(() -> read("platform:ec2,cost-center:a,1", "platform:ec2,,0"))
          .hasMessageContaining("row 2, column consumer: Invalid consumer of platform:ec2: none");
      assertThatThrownBy(() -> read("platform:ec2,,0", "platform:ec2,cost-center:a,1"))
          .hasMessageContaining("row 2, column consumer: Invalid consumer of platform:ec2: cost-c");
    }

    @Test
    void weighsAConsumerAboveZeroAndNobodyByZero() {
      String rule = " (must be above 0 of a consumer, and 0 of none)";
      assertThatThrownBy(() -> read("platform:ec2,cost-center:a,0"))
          .hasMessageContaining("row 1, column weight: Invalid weight: 0" + rule);
      assertThatThrownBy(() -> read("platform:ec2,,1"))
          .hasMessageContaining("row 1, column weight: Invalid weight: 1" + rule);
    }

    @Test
    void ofOtherPeriodsOrNoRowsIsRefused() {
      String other = "r,2024-09-01T00:00:00Z,2024-09-03T00:00:00Z,platform:kv,,0\n";
      assertThatThrownBy(() ->
              ClosingWeightsCsv.read(file("w.csv", HEADER + DAY + "platform:ec2,,0\n" + other)))
          .hasMessage("w.csv has 1 problem\n"
              + "  w.csv: row 2, column charge_period_start: Invalid charge_period_start:"
              + " 2024-09-01T00:00:00Z/2024-09-03T00:00:00Z (the file's first is"
              + " 2024-09-01T00:00:00Z/2024-09-02T00:00:00Z)");
      assertThatThrownBy(() -> ClosingWeightsCsv.read(file("w.csv", HEADER)))
          .hasMessage("w.csv has 1 problem\n"
              + "  w.csv: Invalid closing weights: no row (must have one for each platform)");
    }

    @Test
    void weighsByTenThousandDigitsAtMost() throws IOException {
      Account team = Account.costCenter("a");
      Period day = Period.parse("2024-09-01T00:00:00Z/2024-09-02T00:00:00Z");
      BigInteger least = BigInteger.TEN.pow(9_999); // a one and 9,999 zeros
      ClosingWeights most =
          ClosingWeights.of("r", day, Map.of("ec2", Weights.ofWhole(Map.of(team, least))));
      assertThat(ClosingWeightsCsv.read(
              file("w.csv", written(out -> ClosingWeightsCsv.write(most, out)))))
          .isEqualTo(most);
      ClosingWeights more = ClosingWeights.of(
          "r", day, Map.of("ec2", Weights.ofWhole(Map.of(team, least.multiply(BigInteger.TEN)))));
      assertThatThrownBy(() -> written(out -> ClosingWeightsCsv.write(more, out)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid closing weight of cost-center:a on platform:ec2: 10001 digits"
              + " (must have at most 10000)");
      assertThatThrownBy(() -> read("platform:ec2,cost-center:a," + "9".repeat(10_001)))
          .hasMessage("w.csv has 1 problem\n"
              + "  w.csv: row 1, column weight: Invalid weight: 10001 characters (must be a whole"
              + " number of 0 or more, of at most 10000 digits)");
    }

    private ClosingWeights read(String... rows) {
      return ClosingWeightsCsv.read(
          file("w.csv", HEADER + DAY + String.join("\n" + DAY, rows) + "\n"));
    }
  }

  @Nested
  class Others {
    @Test
    void faultsAreTheGoldenCsv() throws IOException {
      assertThat(written(out -> FaultsCsv.write(SampleRun.audited(), out)))
          .isEqualTo(Golden.text("faults.csv"));
    }

    @Test
    void statementIsTheGoldenCsv() throws IOException {
      assertThat(
              written(out -> StatementCsv.write(SampleRun.audited(), SampleRun.statement(), out)))
          .isEqualTo(Golden.text("statement.csv"));
    }

    @Test
    void statementOfAnotherRunIsRefused() {
      Statement own = SampleRun.statement();
      Statement other = new Statement(
          own.lines().rejectWithIndex((line, index) -> index == 1),
          own.exactTotal(),
          own.settledTotal());
      assertThatThrownBy(
              () -> StatementCsv.write(SampleRun.audited(), other, new ByteArrayOutputStream()))
          .hasMessage("""
              The statement is not that of run run-1
                Invalid statement: cost-center:ads 2.50 (the run's balance is 2.25)
                Invalid statement: 11.25 (must sum to USD 11.00)""");
    }

    @Test
    void runIsTheGoldenJson() throws IOException {
      String definition =
          Sha256.hex(SampleRun.run().policy().definition().getBytes(StandardCharsets.UTF_8));
      assertThat(written(out -> RunJson.write(SampleRun.audited(), out)))
          .isEqualTo(Golden.text("run.json")
              .replace("@DEFINITION@", definition)
              .replace("@PREVIOUS@", SampleRun.BEFORE.sha256())
              .replace("@AUDIT@", auditPart()));
    }

    /** The laws are the invariants module's; each is listed as kept. */
    private String auditPart() {
      List<Invariant> laws = StandardInvariants.all();
      if (laws.isEmpty()) {
        return "[ ]";
      }
      return laws.stream()
          .map(law -> "    {\n      \"invariant\" : \"" + law.code()
              + "\",\n      \"statement\" : \"" + law.statement()
              + "\",\n      \"passed\" : true,\n      \"violations\" : [ ]\n    }")
          .collect(Collectors.joining(",\n", "[\n", "\n  ]"));
    }

    @Test
    void allOfThemAreWrittenAtOnce(@TempDir Path folder) throws IOException {
      Path target = folder.resolve("out");
      RunFiles.publish(SampleRun.audited(), SampleRun.statement(), target, IfPresent.REFUSE);
      assertThat(target.resolve("entries.csv")).hasContent(Golden.text("entries.csv"));
      assertThat(target)
          .isDirectoryNotContaining(file -> !List.of(
                  "entries.csv", "statement.csv", "faults.csv", "closing-weights.csv", "run.json")
              .contains(file.getFileName().toString()));
      assertThat(folder.toFile().list()).containsExactly("out");
    }
  }

  private static String written(DirectoryPublisher.Content content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    content.writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static InputFile file(String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return InputFile.of(name, () -> new ByteArrayInputStream(bytes));
  }
}
