package io.costledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
  private static final String POLICY = """
      costledger: 1
      name: small
      currency: USD
      basis: BILLED
      scale: 4
      grain: {start: 2026-09-01T00:00:00Z, end: 2026-10-01T00:00:00Z, every: whole}
      costCenters: [ads, infra, search]
      platforms:
        ec2:
          owner: infra
          model: {proportional: {unit: hours}}
      bill:
        rules:
          - {name: all, to: "platform:ec2"}
      """;
  private static final String BILL = """
      BilledCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd
      10.0000,USD,2026-09-01,2026-09-02
      """;
  private static final String USAGE_HEADER =
      "id,platform,consumer,quantity,unit,charge_period_start,charge_period_end\n";
  private static final String DAY = ",hours,2026-09-01,2026-09-02\n";
  private static final String USAGE =
      USAGE_HEADER + "u1,ec2,cost-center:ads,1" + DAY + "u2,ec2,cost-center:search,3" + DAY;

  @TempDir
  Path path;

  private InputFolder folder = new InputFolder(Path.of(""));

  @BeforeEach
  void writeGoodFiles() throws IOException {
    folder = InputFolder.write(path, POLICY, BILL, USAGE);
  }

  private Program run(String... more) {
    List<Object> args = new ArrayList<>(List.of("--out", folder.at("out")));
    args.addAll(List.of(more));
    return folder.run("run", args.toArray());
  }

  @Nested
  class GoodInput {
    @Test
    void isChargedBackByUsage() throws IOException {
      Program program = run("--recorded-at", "2026-10-02T06:00:00Z");
      assertThat(program.err()).isEmpty();
      assertThat(program.exitCode()).isEqualTo(ExitCode.OK);
      assertThat(Csv.rows(folder.at("out/statement.csv")))
          .extracting(line -> line.get("account") + " " + line.get("settled"))
          .containsExactly("cost-center:ads 2.50", "cost-center:search 7.50");
      assertThat(folder.at("out/run.json"))
          .content()
          .contains("\"recordedAt\" : \"2026-10-02T06:00:00Z\"");
    }

    @Test
    void appearsAsFiveFiles() throws IOException {
      run();
      try (var files = Files.list(folder.at("out"))) {
        assertThat(files.map(file -> String.valueOf(file.getFileName())))
            .containsExactlyInAnyOrder(
                "entries.csv", "statement.csv", "faults.csv", "closing-weights.csv", "run.json");
      }
    }

    @Test
    void givenTwiceCountsOnce() throws IOException {
      Program program = run("--usage", folder.at("usage.csv").toString());
      assertThat(program.exitCode()).isEqualTo(ExitCode.OK);
      assertThat(program.out()).contains("usage  2 records: 2 counted");
    }

    /** The grain ends with September; the last usage may come 12 hours before and no earlier. */
    @Test
    void isFreshIfTheFilesCameLateEnough() throws IOException {
      folder.write(
          "policy.yaml",
          POLICY + "audit:\n  freshness: {limit: PT12H, reason: twice a day}\n"
              + "  severity: {FRESHNESS: block}\n");
      String bill = "--bill-received-at=2026-10-01T00:00:00Z";
      assertThat(run(bill, "--usage-received-at=2026-09-30T12:00:00Z").exitCode())
          .isEqualTo(ExitCode.OK);
      Program stale = run(bill, "--overwrite", "--usage-received-at=2026-09-30T11:59:59Z");
      assertThat(stale.exitCode()).isNotEqualTo(ExitCode.OK);
      assertThat(stale.err())
          .contains("Invalid last delivery of usage-feed:usage: received at 2026-09-30T11:59:59Z"
              + " (must be received PT12H before 2026-10-01T00:00:00Z or later: twice a day)");
      assertThat(run(bill, "--overwrite").err()).contains("nobody says when it was received");
    }

    @Test
    void mayComeInSeveralFiles() throws IOException {
      folder.write("more.csv", USAGE_HEADER + "u3,ec2,cost-center:infra,4" + DAY);
      Program program = run("--usage", folder.at("more.csv").toString());
      assertThat(program.exitCode()).isEqualTo(ExitCode.OK);
      assertThat(Csv.rows(folder.at("out/statement.csv")))
          .extracting(line -> line.get("account") + " " + line.get("settled"))
          .containsExactly(
              "cost-center:ads 1.25", "cost-center:infra 5.00", "cost-center:search 3.75");
    }

    /** September closed with 1 of 4 and 3 of 4; October's usage is late, so it rests on these. */
    @Test
    void mayRestOnTheWeightsOfTheRunBefore() throws IOException {
      run();
      folder.write(
          "policy.yaml",
          POLICY
              .replace(
                  "start: 2026-09-01T00:00:00Z, end: 2026-10-01T00:00:00Z",
                  "start: 2026-10-01T00:00:00Z, end: 2026-11-01T00:00:00Z")
              .replace("hours}}\n", "hours}}\n    unplaced: {NO_USAGE: previous-period}\n"));
      folder.write("bill.csv", BILL.replace("2026-09-0", "2026-10-0"));
      folder.write("usage.csv", USAGE_HEADER);
      Files.move(folder.at("out"), folder.at("september"));
      Program program = run("--previous", folder.at("september").toString());
      assertThat(program.err()).isEmpty();
      assertThat(Csv.rows(folder.at("out/statement.csv")))
          .extracting(line -> line.get("account") + " " + line.get("settled"))
          .containsExactly("cost-center:ads 2.50", "cost-center:search 7.50");
      assertThat(Csv.rows(folder.at("out/entries.csv")))
          .filteredOn(line -> line.get("from").equals("platform:ec2"))
          .extracting(line -> line.get("model") + " " + line.get("reasons"))
          .containsOnly("previous-period NO_USAGE");
      assertThat(folder.at("out/run.json"))
          .content()
          .contains("\"previous\" : {\n      \"run\" : \"run-");
      assertThat(folder
              .run("explain", "--previous", folder.at("september"), "--entry", "2")
              .out()
              .replaceAll("\\s+", " "))
          .contains(
              "Nobody used platform ec2 then, so this is an estimate, until usage comes: it is"
                  + " shared among 2 consumers, by the weights of"
                  + " 2026-09-01T00:00:00Z/2026-10-01T00:00:00Z, of the run run-");
    }

    @Test
    void needsTheFilesOfTheRunBefore() {
      Program program = run("--previous", folder.at("august").toString());
      assertThat(folder.err(program)).isEqualTo("""
              august/closing-weights.csv has 1 problem
                august/closing-weights.csv: Invalid file: august/closing-weights.csv (must be a file that can be read)
              Nothing was written.
              """);
      assertThat(program.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void namesTheBillsDeliveryAsAsked() throws IOException {
      run("--bill-delivery", "september");
      assertThat(Csv.rows(folder.at("out/entries.csv")).get(0))
          .containsEntry("deliveries", "september");
    }
  }

  @Nested
  class BadInput {
    @Test
    void ofAllFilesIsSaidInOneGo() throws IOException {
      folder.write(
          "bill.csv", BILL + "ten,USD,2026-09-01,2026-09-02\n5,EUR,2026-09-01,2026-09-02\n");
      folder.write("usage.csv", USAGE + "u3,ec2,ads,1" + DAY);
      Program program = run();
      assertThat(folder.err(program)).isEqualTo("""
              bill.csv has 2 problems
                bill.csv: row 2, column BilledCost: Invalid number: 'ten' (must be [+-]digits[.digits][E[+-]digits] in ASCII)
                bill.csv: row 3, column BillingCurrency: Invalid currency: 'EUR' (the ledger's currency is USD)
              usage.csv has 1 problem
                usage.csv: row 3, column consumer: Invalid consumer: 'ads' (must be cost-center:<id> or platform:<id>)
              Nothing was written.
              """);
      assertThat(program.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(program.out()).isEmpty();
      assertThat(folder.at("out")).doesNotExist();
    }

    @Test
    void inThePolicyLeavesTheBillUncheckedAndSaysSo() throws IOException {
      folder.write("policy.yaml", POLICY.replace("basis: BILLED\n", "basis: BILLT\n"));
      folder.write("usage.csv", USAGE_HEADER + "u1,ec2,cost-center:ads,one" + DAY);
      Program program = run();
      assertThat(folder.err(program))
          .contains("policy.yaml has 1 problem\n  policy.yaml: ")
          .endsWith("""
              bill.csv has 1 problem
                bill.csv: Invalid bill: bill.csv (can't be checked before the policy can be read)
              usage.csv has 1 problem
                usage.csv: row 1, column quantity: Invalid number: 'one' (must be [+-]digits[.digits][E[+-]digits] in ASCII)
              Nothing was written.
              """);
      assertThat(program.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(folder.at("out")).doesNotExist();
    }

    @Test
    void thatIsMissingIsNamed() throws IOException {
      Files.delete(folder.at("bill.csv"));
      Files.delete(folder.at("usage.csv"));
      Program program = run();
      assertThat(folder.err(program)).isEqualTo("""
              bill.csv has 1 problem
                bill.csv: Invalid file: bill.csv (must be a file that can be read)
              usage.csv has 1 problem
                usage.csv: Invalid file: usage.csv (must be a file that can be read)
              Nothing was written.
              """);
      assertThat(program.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void wouldCountARecordOfTwoFilesTwice() throws IOException {
      folder.write("more.csv", USAGE_HEADER + "u2,ec2,cost-center:infra,4" + DAY);
      Program program = run("--usage", folder.at("more.csv").toString());
      assertThat(folder.err(program)).isEqualTo("""
              more.csv has 1 problem
                more.csv: row 1, column id: Invalid id: u2 (is already in usage.csv)
              Nothing was written.
              """);
      assertThat(program.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(folder.at("out")).doesNotExist();
    }

    @Test
    void onTheCommandLineIsABadInputToo() {
      Program program = run("--recorded-at", "yesterday");
      assertThat(program.err())
          .startsWith("Invalid value for option '--recorded-at': Invalid instant: yesterday"
              + " (must be ISO-8601 with Z, 2026-10-02T06:00:00Z)\n");
      assertThat(program.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(folder.at("out")).doesNotExist();
    }
  }

  @Nested
  class RefusedRun {
    @Test
    void saysEveryOffenceAndWritesNothing() throws IOException {
      folder.write("bill.csv", BILL + "0.00001,USD,2026-09-01,2026-09-02\n");
      folder.write("usage.csv", USAGE + "u3,ec2,cost-center:ads,-2" + DAY);
      Program program = run();
      assertThat(folder.err(program)).isEqualTo("""
              The run of policy small can't be made
                Invalid cost of bill row 'row 2': 0.00001 (scale 4 can't hold it and the policy chose no rounding)
                Invalid sum of hours: -1 (use of platform:ec2 by cost-center:ads in 2026-09-01T00:00:00Z/2026-10-01T00:00:00Z must not be negative; usage records 'u1', 'u3')
              Nothing was written.
              """);
      assertThat(program.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(folder.at("out")).doesNotExist();
    }
  }

  @Nested
  class ExistingFolder {
    @Test
    void isLeftAlone() throws IOException {
      run();
      byte[] before = Files.readAllBytes(folder.at("out/entries.csv"));
      folder.write("usage.csv", USAGE + "u3,ec2,cost-center:infra,4" + DAY);
      Program program = run();
      assertThat(folder.err(program)).isEqualTo("""
              Invalid output: out (is there already; --overwrite replaces it)
              Nothing was written.
              """);
      assertThat(program.exitCode()).isEqualTo(ExitCode.EXISTS);
      assertThat(folder.at("out/entries.csv")).hasBinaryContent(before);
    }

    @Test
    void isReplacedIfAsked() throws IOException {
      run();
      folder.write("usage.csv", USAGE + "u3,ec2,cost-center:infra,4" + DAY);
      assertThat(run("--overwrite").exitCode()).isEqualTo(ExitCode.OK);
      assertThat(folder.at("out/statement.csv")).content().contains("cost-center:infra");
    }

    @Test
    void isNotReplacedIfItHoldsSomethingElse() throws IOException {
      Files.createDirectory(folder.at("out"));
      folder.write("out/notes.txt", "mine");
      Program program = run("--overwrite");
      assertThat(folder.err(program)).isEqualTo("""
              Invalid output: out (it holds what was not published: notes.txt)
              Nothing was written.
              """);
      assertThat(program.exitCode()).isEqualTo(ExitCode.EXISTS);
      assertThat(folder.at("out/notes.txt")).hasContent("mine");
    }
  }

  @Nested
  class Unexpected {
    @Test
    void isOneLineUnlessAskedForMore() {
      StringWriter err = new StringWriter();
      int exitCode = ProblemPrinter.print(
          new IllegalStateException("two\nlines"), new PrintWriter(err, true), false);
      assertThat(exitCode).isEqualTo(ExitCode.UNEXPECTED);
      assertThat(err).hasToString("""
              Unexpected: java.lang.IllegalStateException: two\\u000Alines
              Run again with --stacktrace to see where it came from.
              """);
    }

    @Test
    void comesWithItsStackTraceIfAsked() {
      StringWriter err = new StringWriter();
      ProblemPrinter.print(new IllegalStateException("odd"), new PrintWriter(err, true), true);
      assertThat(err.toString())
          .startsWith("Unexpected: java.lang.IllegalStateException: odd\n"
              + "java.lang.IllegalStateException: odd\n\tat io.costledger.cli.");
    }
  }
}
