package io.costledger.allocation.simulation;

import io.costledger.allocation.Outcomes;
import io.costledger.allocation.reference.ReferenceScenario;
import io.costledger.allocation.reference.ReferenceScenario.Shared;
import io.costledger.allocation.simulation.Script.Arrival;
import io.costledger.allocation.simulation.Script.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes a failing script small: leaves out steps, then records, then platforms, by halves and then
 * one by one, as long as the same check fails.
 */
final class Shrinker {
  private final Subject subject;
  private final String check;
  private Script smallest;
  private Failure failure;

  private Shrinker(Subject subject, Script failing, Failure failure) {
    this.subject = subject;
    this.check = failure.check();
    this.smallest = failing;
    this.failure = failure;
  }

  /** A script and how it fails. */
  record Shrunk(Script script, Failure failure) {}

  static Shrunk shrink(Subject subject, Script failing, Failure failure) {
    Shrinker shrinker = new Shrinker(subject, failing, failure);
    int before;
    do {
      before = shrinker.size();
      shrinker.leaveOutSteps();
      shrinker.leaveOutRecords();
      shrinker.leaveOutPlatforms();
    } while (shrinker.size() < before);
    return new Shrunk(shrinker.smallest, shrinker.failure);
  }

  private int size() {
    return smallest.steps().size()
        + smallest.records()
        + smallest.start().platforms().size();
  }

  private void leaveOutSteps() {
    cutAfterFailure();
    leaveOut(smallest.steps(), steps -> smallest.withSteps(steps));
    cutAfterFailure();
  }

  private void cutAfterFailure() {
    smallest = smallest.withSteps(smallest.steps().subList(0, failure.step() + 1));
  }

  private void leaveOutRecords() {
    for (Step step : smallest.steps()) {
      if (step.event() instanceof Script.Event.Arrives arrives) {
        int n = arrives.number();
        leaveOut(smallest.arrivals().get(n).rows(), rows -> {
          Arrival now = smallest.arrivals().get(n);
          return smallest.withArrival(
              n, new Arrival(now.delivery(), now.isBill(), rows, now.uses()));
        });
        leaveOut(smallest.arrivals().get(n).uses(), uses -> {
          Arrival now = smallest.arrivals().get(n);
          return smallest.withArrival(
              n, new Arrival(now.delivery(), now.isBill(), now.rows(), uses));
        });
      }
    }
  }

  private void leaveOutPlatforms() {
    List<Shared> platforms = smallest.start().platforms();
    leaveOut(platforms, fewer -> {
      ReferenceScenario start = smallest.start().withPlatforms(fewer);
      return Outcomes.isValid(start) ? smallest.withStart(start) : smallest;
    });
  }

  /** Chunks of half the list, of a quarter and so on, down to single ones. */
  private <T> void leaveOut(List<T> parts, Function<List<T>, Script> without) {
    List<T> kept = new ArrayList<>(parts);
    for (int chunk = Math.max(1, kept.size() / 2); chunk > 0; chunk /= 2) {
      int at = 0;
      while (at < kept.size()) {
        List<T> fewer = new ArrayList<>(kept.subList(0, at));
        fewer.addAll(kept.subList(Math.min(kept.size(), at + chunk), kept.size()));
        if (takes(without.apply(fewer))) {
          kept = fewer;
        } else {
          at += chunk;
        }
      }
    }
  }

  private boolean takes(Script candidate) {
    if (candidate.equals(smallest)) {
      return false;
    }
    Optional<Failure> again = Simulation.of(subject, candidate, new Company.Tally());
    if (again.isEmpty() || !again.get().check().equals(check)) {
      return false;
    }
    smallest = candidate;
    failure = again.get();
    return true;
  }
}
