package io.costledger.benchmarks.comparison;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.TreeSet;

/** What docs/performance.md shows of the result files, in Markdown. */
final class Tables {
  static final String BEGIN =
      "<!-- From benchmarks/results/comparison, by costledger-bench charts. -->";
  static final String END = "<!-- End of what is generated. -->";
  private static final int THREADS = 2;

  private final Figures figures;
  private final List<String> checks;
  private final List<String> machine;

  private Tables(Figures figures, List<String> checks, List<String> machine) {
    this.figures = figures;
    this.checks = checks;
    this.machine = machine;
  }

  /** The generated part, between its two marks. */
  static String of(Path folder) throws IOException {
    Tables tables = new Tables(
        Figures.read(folder.resolve(Results.RUNS)),
        lines(folder, Results.CHECKS),
        lines(folder, Results.MACHINE));
    return String.join(
        "\n",
        BEGIN,
        "",
        tables.machine(),
        "",
        tables.ratios(),
        "",
        tables.times(),
        "",
        tables.losses(),
        "",
        END);
  }

  /** Puts the generated part into a page that has the two marks. */
  static void into(Path page, Path folder) throws IOException {
    String text = Files.readString(page, StandardCharsets.UTF_8);
    int from = text.indexOf(BEGIN);
    int to = text.indexOf(END);
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("Invalid page: " + page + " (must have both marks)");
    }
    Files.writeString(
        page,
        text.substring(0, from) + of(folder) + text.substring(to + END.length()),
        StandardCharsets.UTF_8);
  }

  private static List<String> lines(Path folder, String file) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(file), StandardCharsets.UTF_8);
    return lines.subList(1, lines.size());
  }

  private String machine() {
    List<String> words = new ArrayList<>();
    for (String line : machine) {
      String[] cells = line.split(",", 2);
      words.add(cells[0].replace('_', ' ') + " " + cells[1]);
    }
    return "Machine: " + String.join("; ", words) + ".";
  }

  private String ratios() {
    StringBuilder text = new StringBuilder("How many times as long SQL takes, " + THREADS
        + " threads, warm:\n\n| task | records | exact SQL / Costledger | SQL in cents / Costledger"
        + " | exact SQL / by hand | SQL in cents / by hand | Costledger / by hand |\n"
        + "|---|---|---|---|---|---|---|\n");
    for (Task task : Task.values()) {
      for (int size : new TreeSet<>(figures.sizes(task))) {
        text.append(row(
            task.title(),
            String.format(Locale.ROOT, "%,d", size),
            ratio(task, size, "duckdb", "library"),
            ratio(task, size, "duckdb-people", "library"),
            ratio(task, size, "duckdb", "kernel"),
            ratio(task, size, "duckdb-people", "kernel"),
            ratio(task, size, "library", "kernel")));
      }
    }
    return text.toString().stripTrailing();
  }

  private String times() {
    StringBuilder text = new StringBuilder("At the largest size of each task:\n\n"
        + "| task | contender | ns a record, 1 thread | 2 threads | first call, 2 threads"
        + " | Java heap, bytes a record | whole process, MB |\n|---|---|---|---|---|---|---|\n");
    for (Task task : Task.values()) {
      if (figures.sizes(task).isEmpty()) {
        continue;
      }
      int size = Charts.largest(figures, task);
      for (String contender : figures.contenders(task, size)) {
        OptionalDouble resident = figures.peakResidentBytes(task, size, THREADS, contender);
        text.append(row(
            task.title() + String.format(Locale.ROOT, ", %,d", size),
            Charts.title(contender),
            Figures.shown(figures.nanosPerRecord(task, size, 1, contender, Figures.WARM)),
            Figures.shown(figures.nanosPerRecord(task, size, THREADS, contender, Figures.WARM)),
            Figures.shown(figures.nanosPerRecord(task, size, THREADS, contender, Figures.FIRST)),
            Figures.shown(figures.bytesPerRecord(task, size, THREADS, contender)),
            resident.isEmpty()
                ? "-"
                : Figures.shown(OptionalDouble.of(resident.getAsDouble() / 1_000_000))));
      }
    }
    return text.toString().stripTrailing();
  }

  /** Who was not right to the unit; all others were, in every check. */
  private String losses() {
    StringBuilder text = new StringBuilder("Not exact; everybody else was right to the unit in all "
        + checks.stream().filter(line -> line.split(",", -1)[4].equals("true")).count()
        + " checks:\n\n| task | records | contender | wrong records or cells | USD lost"
        + " | pools that don't sum |\n|---|---|---|---|---|---|\n");
    for (String line : checks) {
      String[] cells = line.split(",", -1);
      if (cells[4].equals("false") && cells[2].equals(Integer.toString(THREADS))) {
        text.append(row(
            Task.of(cells[0]).title(),
            String.format(Locale.ROOT, "%,d", Integer.parseInt(cells[1])),
            Charts.title(cells[3]),
            String.format(Locale.ROOT, "%,d", Long.parseLong(cells[5])),
            new BigDecimal(cells[7])
                .movePointLeft(Work.SCALE)
                .negate()
                .setScale(2, RoundingMode.HALF_EVEN)
                .toPlainString(),
            cells[9]));
      }
    }
    return text.toString().stripTrailing();
  }

  private String ratio(Task task, int size, String slow, String quick) {
    OptionalDouble top = figures.nanosPerRecord(task, size, THREADS, slow, Figures.WARM);
    OptionalDouble bottom = figures.nanosPerRecord(task, size, THREADS, quick, Figures.WARM);
    return top.isEmpty() || bottom.isEmpty()
        ? "-"
        : Figures.shown(OptionalDouble.of(top.getAsDouble() / bottom.getAsDouble())) + " x";
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
