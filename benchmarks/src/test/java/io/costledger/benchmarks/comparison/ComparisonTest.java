package io.costledger.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everybody takes part on little work, so that neither the harness nor a line of SQL can rot. */
class ComparisonTest {
  /** Said to be inexact in the results; all others must be right to the unit. */
  private static final String PEOPLE = "duckdb-people";

  @TempDir
  private Path out;

  @Test
  void allContendersAreRightToTheUnitButTheOneThatRoundsToCents() throws IOException {
    List<String> checks = run("--quick", "--sizes", "3e3");
    Set<String> tasks = new TreeSet<>();
    Set<String> judged = new TreeSet<>();
    for (String check : checks) {
      String[] cells = check.split(",", -1);
      tasks.add(cells[0]);
      judged.add(cells[3]);
      assertThat(cells[4]).as(check).isEqualTo(String.valueOf(!cells[3].equals(PEOPLE)));
    }
    assertThat(tasks).containsExactlyElementsOf(new TreeSet<>(Task.ids()));
    assertThat(judged)
        .containsExactly("bigdecimal", "duckdb", PEOPLE, "joda-money", "kernel", "library", "run");
  }

  @Test
  void everyFormOfExactSqlIsRightToTheUnit() throws IOException {
    List<String> checks =
        run("--quick", "--forms", "--sizes", "3e3", "--work", "w1-remainder,w1-prefix,w2");
    assertThat(checks).hasSize(11).allMatch(check -> check.contains(",true,0,0,0,0,0,0"));
  }

  @Test
  void aWarmRunIsTimedAndHasItsBytes() throws IOException {
    run("--quick", "--sizes", "3e3", "--work", "w2", "--contenders", "kernel,duckdb");
    Figures figures = Figures.read(out.resolve(Results.RUNS));
    for (String contender : List.of("kernel", "duckdb")) {
      assertThat(figures.nanosPerRecord(Task.W2, 3_000, 2, contender, Figures.WARM))
          .isPresent();
      assertThat(figures.bytesPerRecord(Task.W2, 3_000, 2, contender)).isPresent();
    }
  }

  @Test
  void anUnknownOptionIsRefused() {
    assertThatThrownBy(() -> Options.parse(List.of("--fast", "1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid option: --fast (" + Options.USAGE + ")");
  }

  /** Returns the verdicts, without the header. */
  private List<String> run(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--out", out.toString()));
    Options options = Options.parse(all);
    Results results = new Results();
    PrintStream print = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    new Comparison(options, results, print).run();
    results.write(options.out(), List.of("what,value"));
    List<String> checks = Files.readAllLines(out.resolve(Results.CHECKS), StandardCharsets.UTF_8);
    return checks.subList(1, checks.size());
  }
}
