package io.costledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The run of {@link ExplainCommandTest}, in which spark keeps 0.15 of its 750.00, and one in which
 * it keeps 0.35: 262.50 instead of 112.50 for infra, and of the other 487.50 by 2 : 1 325.00
 * instead of 425.00 for search and 162.50 instead of 212.50 for ads.
 */
class DiffCommandTest {
  private static final String RECORDED_AT = "2026-10-02T06:00:00Z";

  @TempDir
  Path path;

  private InputFolder folder = new InputFolder(Path.of(""));

  @BeforeEach
  void writeRuns() throws IOException {
    folder = InputFolder.write(
        path, ExplainCommandTest.POLICY, ExplainCommandTest.BILL, ExplainCommandTest.USAGE);
    run("before");
    folder.write("policy.yaml", ExplainCommandTest.POLICY.replace("retain: 0.15", "retain: 0.35"));
    run("after");
  }

  private void run(String out) {
    Program program = folder.run("run", "--out", folder.at(out), "--recorded-at", RECORDED_AT);
    assertThat(program.exitCode()).isEqualTo(ExitCode.OK);
  }

  private Program diff(Object... more) {
    List<Object> args = new ArrayList<>(List.of("diff", folder.at("before"), folder.at("after")));
    args.addAll(List.of(more));
    return Program.run(args.toArray());
  }

  private static String normal(String text) {
    return text.replaceAll("run-[0-9a-f]{16}", "run-1");
  }

  @Test
  void saysWhoBearsMoreOrLessAndThroughWhichPlatform() {
    Program program = diff();
    assertThat(program.err()).isEmpty();
    assertThat(normal(program.out())).isEqualTo("""
        Before: run-1, policy small, 2026-09-01 to 2026-10-01
        After:  run-1, policy small, 2026-09-01 to 2026-10-01

        A what-if: another policy on the same bill and the same usage.

        WHO BEARS MORE OR LESS, 3 cost centers (USD, less credits)
                            before     after  difference
          infra             112.50    262.50     +150.00
            spark           112.50    262.50     +150.00
          search            715.00    615.00     -100.00
            spark           425.00    325.00     -100.00
            all else        290.00    290.00        0.00
          ads               212.50    162.50      -50.00
            spark           212.50    162.50      -50.00
                          --------  --------  ----------
          all = the bill  1,040.00  1,040.00        0.00

        In cents, as the statements settle them, so that all foots: +-0.01 where nothing changed
        is rounding. Exactly: --format csv, or json.
        """);
    assertThat(program.exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void givesEveryLineExactlyAsCsv() throws IOException {
    Program program = diff("--format", "csv", "--out", folder.at("diff.csv"));
    assertThat(program.out()).isEmpty();
    assertThat(Files.readString(folder.at("diff.csv"))).isEqualTo("""
        account,measure,through,before,after,difference,currency
        cost-center:ads,CHARGE,platform:spark,212.5000,162.5000,-50.0000,USD
        cost-center:infra,CHARGE,platform:spark,112.5000,262.5000,150.0000,USD
        cost-center:search,CHARGE,bill:bill,40.0000,40.0000,0.0000,USD
        cost-center:search,CHARGE,platform:ec2,250.0000,250.0000,0.0000,USD
        cost-center:search,CHARGE,platform:spark,425.0000,325.0000,-100.0000,USD
        """);
    assertThat(folder.err(diff("--out", folder.at("diff.csv")))).isEqualTo("""
        Invalid output: diff.csv (is there already)
        Nothing was written.
        """);
  }

  @Test
  void givesEveryLineExactlyAsJson() {
    assertThat(diff("--format", "json").out())
        .startsWith("{\n  \"format\" : \"costledger-difference\",\n  \"version\" : 1,\n")
        .contains("\"whatIf\" : true")
        .contains("""
                {
                  "account" : "cost-center:ads",
                  "measure" : "CHARGE",
                  "through" : "platform:spark",
                  "before" : "212.5000",
                  "after" : "162.5000",
                  "difference" : "-50.0000"
                },
            """);
  }

  @Test
  void saysAllThatIsWrongInBothFolders() throws IOException {
    Files.delete(folder.at("before/run.json"));
    Files.delete(folder.at("after/entries.csv"));
    Program program = diff();
    assertThat(folder.err(program)).isEqualTo("""
        before has 1 problem
          before/run.json: Invalid file: run.json (must be a file that can be read)
        after has 1 problem
          after/entries.csv: Invalid file: entries.csv (must be a file that can be read)
        Nothing was written.
        """);
    assertThat(program.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void refusesRunsThatCountOtherThings() throws IOException {
    folder.write("policy.yaml", ExplainCommandTest.POLICY.replace("scale: 4", "scale: 5"));
    run("finer");
    Program program = Program.run("diff", folder.at("before"), folder.at("finer"));
    assertThat(normal(program.err())).isEqualTo("""
        The runs run-1 and run-1 can't be compared
          Invalid scale: 5 (the run before has 4)
        Nothing was written.
        """);
    assertThat(program.exitCode()).isEqualTo(ExitCode.REFUSED);
  }

  /** docs/recipes/what-if.md shows what the demo company really gives. */
  @Test
  void printsWhatTheRecipeShows() throws IOException {
    Path demo = path.resolve("demo");
    assertThat(Program.run("demo", "--dir", demo).exitCode()).isEqualTo(ExitCode.OK);
    InputFolder company = new InputFolder(demo);
    String policy = Files.readString(demo.resolve("policy.yaml"));
    assertThat(policy).containsOnlyOnce("retain: 0.15");
    company.write("policy.yaml", policy.replace("retain: 0.15", "retain: 0.25"));
    company.run("run", "--out", demo.resolve("what-if"), "--recorded-at", RECORDED_AT);
    Program program = Program.run("diff", demo.resolve("ledger"), demo.resolve("what-if"));
    assertThat(program.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(normal(Files.readString(Path.of("../docs/recipes/what-if.md"))))
        .contains("```\n" + normal(program.out()) + "```\n");
  }
}
