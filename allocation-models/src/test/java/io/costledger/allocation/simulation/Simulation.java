package io.costledger.allocation.simulation;

import io.costledger.allocation.simulation.Failure.Mismatch;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Plays a script to its end, or to the first step after which something is wrong. */
final class Simulation {
  private Simulation() {}

  static Optional<Failure> of(Subject subject, Script script, Company.Tally tally) {
    return of(subject, script, tally, step -> {});
  }

  static Optional<Failure> of(
      Subject subject, Script script, Company.Tally tally, IntConsumer progress) {
    Company company = new Company(subject, script, tally);
    for (int i = 0; i < script.steps().size(); i++) {
      try {
        company.live(script.steps().get(i));
      } catch (Mismatch e) {
        return Optional.of(new Failure(i, e.check(), e.getMessage()));
      } catch (RuntimeException e) {
        StackTraceElement[] trace = e.getStackTrace();
        return Optional.of(
            new Failure(i, "no exception", e + (trace.length > 0 ? " at " + trace[0] : "")));
      }
      progress.accept(i);
    }
    return Optional.empty();
  }
}
