package io.costledger.benchmarks.comparison;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a comparison is asked to do.
 *
 * @param sizes numbers of records
 * @param tasks the tasks
 * @param contenders names of those who take part; all if empty
 * @param rounds how often each is timed, warm
 * @param threads numbers of threads
 * @param forms whether the forms of exact SQL race each other instead
 * @param firstCalls how many fresh machines are timed for each contender
 * @param out the folder of the result files
 */
record Options(
    List<Integer> sizes,
    List<Task> tasks,
    List<String> contenders,
    int rounds,
    List<Integer> threads,
    boolean forms,
    int firstCalls,
    Path out) {
  static final String USAGE = "compare [--quick] [--sizes 1e5,1e6] [--work w1-remainder,w2]"
      + " [--contenders library,duckdb] [--rounds 5] [--threads 1,2] [--first-calls 3] [--forms]"
      + " [--out benchmarks/results/comparison]";

  /** Above this number only the most threads are timed: the same holds there, and takes minutes. */
  private static final int MOST_WITH_ONE_THREAD = 10_000_000;

  static Options parse(List<String> words) {
    List<Integer> sizes = List.of(100_000, 1_000_000);
    List<Task> tasks = Arrays.asList(Task.values());
    List<String> contenders = List.of();
    int rounds = 5;
    List<Integer> threads = List.of(1, 2);
    boolean forms = false;
    int firstCalls = 3;
    Path out = Path.of("benchmarks", "results", "comparison");
    for (int at = 0; at < words.size(); at++) {
      String word = words.get(at);
      if (word.equals("--quick")) {
        sizes = List.of(100_000);
        rounds = 1;
        threads = List.of(2);
        firstCalls = 0;
        continue;
      }
      if (word.equals("--forms")) {
        forms = true;
        firstCalls = 0;
        continue;
      }
      if (at + 1 == words.size()) {
        throw new IllegalArgumentException("Invalid option: " + word + " (" + USAGE + ")");
      }
      String value = words.get(++at);
      switch (word) {
        case "--sizes" -> sizes = numbers(value);
        case "--work" -> tasks = list(value).stream().map(Task::of).toList();
        case "--contenders" -> contenders = list(value);
        case "--rounds" -> rounds = numbers(value).get(0);
        case "--threads" -> threads = numbers(value);
        case "--first-calls" -> firstCalls = numbers(value).get(0);
        case "--out" -> out = Path.of(value);
        default ->
          throw new IllegalArgumentException("Invalid option: " + word + " (" + USAGE + ")");
      }
    }
    return new Options(sizes, tasks, contenders, rounds, threads, forms, firstCalls, out);
  }

  private static List<String> list(String value) {
    return List.of(value.split(",", -1));
  }

  private static List<Integer> numbers(String value) {
    return list(value).stream()
        .map(text -> new BigDecimal(text).intValueExact())
        .toList();
  }

  List<Entrant> entrants(Task task, int records) {
    List<Entrant> all = forms ? Entrant.forms(task, records) : Entrant.of(task, records);
    return all.stream()
        .filter(one -> contenders.isEmpty() || contenders.contains(one.id()))
        .toList();
  }

  List<Integer> threads(int records) {
    return records <= MOST_WITH_ONE_THREAD
        ? threads
        : List.of(threads.stream().max(Integer::compare).orElseThrow());
  }

  /** The sizes of a task; the small one has its own. */
  List<Integer> sizes(Task task) {
    return task == Task.SMALL ? List.of(100) : new ArrayList<>(sizes);
  }
}
