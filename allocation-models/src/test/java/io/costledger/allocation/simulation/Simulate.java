package io.costledger.allocation.simulation;

import io.costledger.allocation.simulation.Shrinker.Shrunk;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The long run: {@code --weeks 52 --seed 1 --seeds 10}. Prints where it is, and a failing seed with
 * its smallest script.
 */
final class Simulate {
  private static final int STEPS_PER_LINE = 200;

  private Simulate() {}

  /** The exit code is 1 if a seed fails, and 2 if an option is not understood. */
  public static void main(String[] args) {
    Map<String, Long> options = new HashMap<>(Map.of("--weeks", 52L, "--seed", 1L, "--seeds", 1L));
    for (int i = 0; i < args.length; i += 2) {
      boolean isNumber = i + 1 < args.length && args[i + 1].matches("[0-9]{1,9}");
      if (!isNumber || options.replace(args[i], Long.valueOf(args[i + 1])) == null) {
        System.err.println("Usage: costledger-simulate [--weeks 52] [--seed 1] [--seeds 1]");
        System.exit(2);
      }
    }
    long first = options.get("--seed");
    boolean fails = false;
    for (long seed = first; seed < first + options.get("--seeds"); seed++) {
      fails |= fails(seed, options.get("--weeks").intValue(), System.out);
    }
    System.exit(fails ? 1 : 0);
  }

  private static boolean fails(long seed, int weeks, PrintStream out) {
    long start = System.nanoTime();
    Script script = ScriptWriter.of(seed, weeks);
    Company.Tally tally = new Company.Tally();
    int steps = script.steps().size();
    Optional<Failure> failure = Simulation.of(Subject.LIBRARY, script, tally, step -> {
      if ((step + 1) % STEPS_PER_LINE == 0) {
        out.println("seed " + seed + ": step " + (step + 1) + " of " + steps + ", " + tally);
      }
    });
    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
    out.println("seed " + seed + ": " + (failure.isPresent() ? "FAILS" : "holds") + ", " + weeks
        + " weeks, " + steps + " steps, " + script.records() + " records, " + tally + ", "
        + seconds + " s");
    failure.ifPresent(found -> out.println(report(seed, Subject.LIBRARY, script, found)));
    return failure.isPresent();
  }

  /** What failed, and the smallest script that fails so. */
  static String report(long seed, Subject subject, Script script, Failure failure) {
    Shrunk shrunk = Shrinker.shrink(subject, script, failure);
    return "seed " + seed + ", step " + (failure.step() + 1) + " ("
        + script.words(script.steps().get(failure.step()).event()) + "): " + failure.check() + ": "
        + failure.detail() + "\nsmallest script, " + shrunk.script().steps().size() + " steps and "
        + shrunk.script().records() + " records: " + shrunk.failure().detail() + "\n"
        + shrunk.script().text();
  }
}
