package io.costledger.benchmarks.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Who takes part in a task.
 *
 * @param id its name in files and options
 * @param title its name in charts and tables
 * @param opens makes the contender
 */
record Entrant(String id, String title, Opens opens) {
  /** The most records for objects: above, a round takes tens of seconds and most of the heap. */
  private static final int MOST_OBJECTS = 1_000_000;

  /** The most records for a run with an entry for each share, for the same reason. */
  private static final int MOST_ENTRIES = 1_000_000;

  /** The forms of exact SQL, the quickest first; {@code --forms} races them all. */
  private static final Map<String, List<String>> FORMS = Map.of(
      "w1-remainder",
      List.of("one-window", "limbs", "aggregates", "global-order", "hugeint"),
      "w1-prefix",
      List.of("both-ends", "lag", "hugeint"),
      "w2",
      List.of("estimate", "one-statement", "hugeint"),
      "w3",
      List.of("estimate"));

  /** Makes a contender for a task. */
  @FunctionalInterface
  interface Opens {
    Contender open(Task task, Stage stage, int threads);
  }

  /** All who take part in a task of a size, the library first. */
  static List<Entrant> of(Task task, int records) {
    List<Entrant> all = new ArrayList<>();
    String folder = folder(task);
    all.add(new Entrant(
        "library",
        "Costledger, public API",
        (t, stage, threads) -> t == Task.W3
            ? new LibraryTiers(stage.work, threads)
            : new LibraryBatch(t, stage.work, threads)));
    if (records <= MOST_ENTRIES && AuditedLibrary.takes(task)) {
      all.add(new Entrant(
          "run",
          "Costledger, audited run",
          (t, stage, threads) -> new AuditedLibrary(t, stage.work)));
    }
    if (records <= MOST_ENTRIES && task == Task.W2) {
      all.add(new Entrant(
          "audit", "of that, the audit alone", (t, stage, threads) -> new AuditAlone(stage.work)));
    }
    all.add(new Entrant("kernel", "our arithmetic by hand (floor)", Entrant::kernel));
    all.add(new Entrant(
        "copy", "memory copy (limit)", (t, stage, threads) -> new MemoryCopy(stage.work, threads)));
    all.add(sql("duckdb", "DuckDB, exact", folder + "/" + forms(task).get(0)));
    if (task != Task.W3) {
      all.add(sql(
          "duckdb-people",
          "DuckDB, DOUBLE and cents",
          (task.isPrefix() ? "w1-remainder" : folder) + "/people"));
    }
    if (records <= MOST_OBJECTS && takesObjects(task)) {
      all.add(new Entrant(
          "bigdecimal",
          "BigDecimal objects",
          (t, stage, threads) -> new ObjectContender<>(t, stage.work, new BigDecimals())));
      all.add(new Entrant(
          "joda-money",
          "Joda-Money objects",
          (t, stage, threads) -> new ObjectContender<>(t, stage.work, new JodaMoneys())));
    }
    return all;
  }

  /** Every exact form of SQL of a task. */
  static List<Entrant> forms(Task task, int records) {
    List<Entrant> all = new ArrayList<>();
    for (String form : forms(task)) {
      all.add(
          sql("duckdb-" + form, "DuckDB, " + form.replace('-', ' '), folder(task) + "/" + form));
    }
    return all;
  }

  /** Why somebody doesn't take part, for the reader of the output. */
  static List<String> absent(Task task, int records) {
    List<String> absent = new ArrayList<>();
    if (AuditedLibrary.takes(task) && records > MOST_ENTRIES) {
      absent.add(String.format(
          Locale.ROOT, "audited runs: not asked for more than %,d records", MOST_ENTRIES));
    }
    if (!takesObjects(task)) {
      absent.add("bigdecimal, joda-money: written for record and consumer level only");
    } else if (records > MOST_OBJECTS) {
      absent.add(String.format(
          Locale.ROOT, "bigdecimal, joda-money: not asked for more than %,d", MOST_OBJECTS));
    }
    return absent;
  }

  private static boolean takesObjects(Task task) {
    return task == Task.W1_REMAINDER || task == Task.W2 || task == Task.SMALL;
  }

  private static Contender kernel(Task task, Stage stage, int threads) {
    return task == Task.W3
        ? new TierKernel(stage.work, threads)
        : new Kernel(task, stage.work, threads);
  }

  private static Entrant sql(String id, String title, String file) {
    return new Entrant(
        id,
        title,
        (task, stage, threads) ->
            new DuckContender(task, stage.work, stage.tables(), file + ".sql", threads));
  }

  private static List<String> forms(Task task) {
    List<String> forms = FORMS.get(folder(task));
    if (forms == null) {
      throw new IllegalStateException("No SQL for " + task.id());
    }
    return forms;
  }

  private static String folder(Task task) {
    return switch (task) {
      case W1_REMAINDER, W1_REMAINDER_GROUPED -> "w1-remainder";
      case W1_PREFIX, W1_PREFIX_GROUPED -> "w1-prefix";
      case W2, SMALL -> "w2";
      case W3 -> "w3";
    };
  }

  /** Whether it has a result that can be right. */
  boolean isJudged() {
    return !id.equals("copy") && !id.equals("audit");
  }

  /** Whether it can use more than one thread. */
  boolean takesThreads() {
    return !id.equals("run")
        && !id.equals("audit")
        && !id.equals("bigdecimal")
        && !id.equals("joda-money");
  }
}
