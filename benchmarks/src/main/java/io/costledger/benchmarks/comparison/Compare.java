package io.costledger.benchmarks.comparison;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** {@code ./costledger-bench compare}: the library beside SQL and plain Java, in one process. */
public final class Compare {
  private Compare() {}

  /**
   * Runs the comparison and writes its result files.
   *
   * @param args options
   * @throws IOException if a file can't be written
   */
  public static void main(String[] args) throws IOException {
    Options options = Options.parse(List.of(args));
    double load = Machine.load();
    Instant start = Clock.systemUTC().instant();
    Results results = new Results();
    new Comparison(options, results, System.out).run();
    results.write(options.out(), Machine.lines(load, start, List.of(args)));
    System.out.println("Written: " + options.out());
  }
}
