package io.costledger.benchmarks.comparison;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Runs the tasks: each contender's result is judged first, then all are timed in rounds, each once a
 * round, in an order that turns, so that no one has a quieter machine than another.
 */
final class Comparison {
  private final Options options;
  private final Results results;
  private final PrintStream print;

  Comparison(Options options, Results results, PrintStream print) {
    this.options = options;
    this.results = results;
    this.print = print;
  }

  private record Seat(Entrant entrant, Contender contender) {}

  void run() {
    for (Task.Shape shape : Task.Shape.values()) {
      List<Task> tasks =
          options.tasks().stream().filter(t -> t.shape() == shape).toList();
      if (!tasks.isEmpty()) {
        for (int size : options.sizes(tasks.get(0))) {
          run(tasks, size);
        }
      }
    }
  }

  private void run(List<Task> tasks, int size) {
    try (Stage stage = new Stage(tasks.get(0).work(size))) {
      for (Task task : tasks) {
        print.printf(Locale.ROOT, "%n%s (%s), %,d records%n", task.id(), task.title(), size);
        if (!options.forms()) {
          Entrant.absent(task, size).forEach(why -> print.println("  absent: " + why));
        }
        run(task, stage);
      }
    }
  }

  private void run(Task task, Stage stage) {
    List<Entrant> entrants = options.entrants(task, stage.work.n);
    List<Integer> threads = options.threads(stage.work.n);
    int most = threads.stream().max(Integer::compare).orElseThrow();
    Outcome right = Reference.of(task, stage.work);
    for (int number : threads) {
      List<Seat> seats = new ArrayList<>();
      for (Entrant entrant : entrants) {
        // Who uses one thread only is timed beside those who use the most.
        if (number < most && !entrant.takesThreads()) {
          continue;
        }
        seats.add(new Seat(entrant, entrant.opens().open(task, stage, number)));
      }
      for (Seat seat : seats) {
        seat.contender().run();
        if (seat.entrant().isJudged()) {
          judge(task, stage.work, number, seat, right);
        }
      }
      rounds(task, stage.work.n, number, seats);
      seats.forEach(seat -> seat.contender().close());
    }
    firstCalls(task, stage.work.n, entrants);
    print.print(results.summary(task, stage.work.n));
  }

  private void judge(Task task, Work work, int threads, Seat seat, Outcome right) {
    Verdict verdict = Verdict.of(task, work, right, seat.contender().outcome());
    results.add(task, work.n, threads, seat.entrant(), verdict);
    print.printf(
        Locale.ROOT,
        "  %-22s %d thread(s): %s%n",
        seat.entrant().id(),
        threads,
        verdict.isExact() ? "exact on every record" : String.valueOf(verdict));
  }

  private void rounds(Task task, int records, int threads, List<Seat> seats) {
    List<Seat> order = new ArrayList<>(seats);
    for (int round = 1; round <= options.rounds(); round++) {
      for (Seat seat : order) {
        results.add(task, records, threads, seat.entrant(), round, Sample.of(seat.contender()));
      }
      Collections.rotate(order, 1);
    }
  }

  private void firstCalls(Task task, int records, List<Entrant> entrants) {
    int threads = options.threads().stream().max(Integer::compare).orElseThrow();
    for (int round = 1; round <= options.firstCalls(); round++) {
      for (Entrant entrant : entrants) {
        results.addFirst(
            task,
            records,
            threads,
            entrant,
            round,
            FirstCall.start(task, records, threads, entrant));
      }
    }
  }
}
