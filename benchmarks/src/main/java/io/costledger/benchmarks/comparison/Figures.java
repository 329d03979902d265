package io.costledger.benchmarks.comparison;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToLongFunction;

/** Medians of the runs in a result file. */
final class Figures {
  static final String WARM = "warm";
  static final String FIRST = "first";

  private final List<Run> runs;

  /** One line of the file. */
  record Run(
      String task,
      int records,
      int threads,
      String contender,
      String phase,
      long wallNanos,
      long cpuNanos,
      long allocatedBytes,
      long peakHeapBytes,
      long peakResidentBytes) {}

  private Figures(List<Run> runs) {
    this.runs = runs;
  }

  static Figures read(Path file) throws IOException {
    return of(Files.readAllLines(file, StandardCharsets.UTF_8));
  }

  static Figures of(List<String> lines) {
    if (!lines.get(0).equals(Results.RUNS_HEADER)) {
      throw new IllegalArgumentException(
          "Invalid header: " + lines.get(0) + " (must be " + Results.RUNS_HEADER + ")");
    }
    List<Run> runs = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      runs.add(new Run(
          cells[0],
          Integer.parseInt(cells[1]),
          Integer.parseInt(cells[2]),
          cells[3],
          cells[4],
          Long.parseLong(cells[6]),
          Long.parseLong(cells[7]),
          Long.parseLong(cells[8]),
          Long.parseLong(cells[9]),
          Long.parseLong(cells[10])));
    }
    return new Figures(runs);
  }

  /** The contenders of a task and size: the library first, others in the order of the file. */
  Set<String> contenders(Task task, int records) {
    Set<String> contenders = new LinkedHashSet<>();
    if (runs.stream()
        .anyMatch(run -> run.task().equals(task.id())
            && run.records() == records
            && run.contender().equals("library"))) {
      contenders.add("library");
    }
    for (Run run : runs) {
      if (run.task().equals(task.id()) && run.records() == records) {
        contenders.add(run.contender());
      }
    }
    return contenders;
  }

  Set<Integer> sizes(Task task) {
    Set<Integer> sizes = new LinkedHashSet<>();
    runs.stream().filter(run -> run.task().equals(task.id())).forEach(r -> sizes.add(r.records()));
    return sizes;
  }

  /** The median wall time for a record, in nanoseconds; empty where it was not timed. */
  OptionalDouble nanosPerRecord(
      Task task, int records, int threads, String contender, String phase) {
    return median(task, records, threads, contender, phase, Run::wallNanos, records);
  }

  OptionalDouble bytesPerRecord(Task task, int records, int threads, String contender) {
    return median(task, records, threads, contender, WARM, Run::allocatedBytes, records);
  }

  OptionalDouble peakResidentBytes(Task task, int records, int threads, String contender) {
    return median(task, records, threads, contender, FIRST, Run::peakResidentBytes, 1);
  }

  private OptionalDouble median(
      Task task,
      int records,
      int threads,
      String contender,
      String phase,
      ToLongFunction<Run> figure,
      int by) {
    long[] values = runs.stream()
        .filter(run -> run.task().equals(task.id())
            && run.records() == records
            && run.threads() == threads
            && run.contender().equals(contender)
            && run.phase().equals(phase))
        .mapToLong(figure)
        .sorted()
        .toArray();
    if (values.length == 0) {
      return OptionalDouble.empty();
    }
    long low = values[(values.length - 1) / 2];
    long high = values[values.length / 2];
    return OptionalDouble.of((low + high) / 2.0 / by);
  }

  /** A table for the console: medians for a record, and ratios to the exact SQL. */
  String summary(Task task, int records) {
    StringBuilder text = new StringBuilder(String.format(
        Locale.ROOT,
        "  %-22s %12s %12s %12s %12s %14s%n",
        "ns a record",
        "1 thread",
        "2 threads",
        "first call",
        "bytes",
        "duckdb is x"));
    for (String contender : contenders(task, records)) {
      OptionalDouble two = nanosPerRecord(task, records, 2, contender, WARM);
      OptionalDouble sql = nanosPerRecord(task, records, 2, "duckdb", WARM);
      text.append(String.format(
          Locale.ROOT,
          "  %-22s %12s %12s %12s %12s %14s%n",
          contender,
          shown(nanosPerRecord(task, records, 1, contender, WARM)),
          shown(two),
          shown(nanosPerRecord(task, records, 2, contender, FIRST)),
          shown(bytesPerRecord(task, records, 2, contender)),
          shown(
              two.isPresent() && sql.isPresent()
                  ? OptionalDouble.of(sql.getAsDouble() / two.getAsDouble())
                  : OptionalDouble.empty())));
    }
    return text.toString();
  }

  /** Three digits, or a dash. */
  static String shown(OptionalDouble value) {
    if (value.isEmpty()) {
      return "-";
    }
    double number = value.getAsDouble();
    if (number >= 100) {
      return String.format(Locale.ROOT, "%,.0f", number);
    }
    return String.format(Locale.ROOT, number >= 10 ? "%.1f" : "%.2f", number);
  }
}
