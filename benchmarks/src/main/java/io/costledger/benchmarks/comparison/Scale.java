package io.costledger.benchmarks.comparison;

import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageSummary;
import io.costledger.serialization.canonical.CanonicalUsageSummary;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * {@code ./costledger-bench scale}: what a record costs as one thing at a time grows from the same
 * base: records, cost centers, platforms, tiers, periods.
 */
public final class Scale {
  private static final String USAGE =
      "scale [--records 1e5,1e6,1e7] [--rounds 5] [--threads 2] [--out benchmarks/results/scale]";
  private static final Size BASE = new Size(1_000_000, 12, 2000, 30, 4);

  private static final String RECORDS = "records";

  /** The most records of which a run of objects is made, only as records grow: it takes long. */
  private static final int MOST_AUDITED = 1_000_000;

  private static final int DOORS = 5;

  private final int rounds;
  private final int threads;
  private final List<String> lines = new ArrayList<>(List.of("axis,records,platforms,centers,days,"
      + "tiers,door,threads,round,wall_ns,cpu_ns,allocated_bytes,peak_heap_bytes,input_heap_bytes,"
      + "lines,summary_bytes"));

  private final List<String> table = new ArrayList<>(List.of(
      "| what grows | records | platforms | cost centers | days | tiers | lines of the summary, bytes"
          + " each | heap of the batch, bytes a record | summary | shares | records | tiers | audited"
          + " run |",
      "|---|---|---|---|---|---|---|---|---|---|---|---|---|"));

  private Scale(int rounds, int threads) {
    this.rounds = rounds;
    this.threads = threads;
  }

  /** How large a work is. */
  private record Size(int records, int platforms, int centers, int days, int tiers) {
    Work flat() {
      return Work.of(records, platforms, centers, days, 0);
    }

    Work tiered() {
      return Work.of(records, platforms, centers, days, tiers);
    }

    String cells() {
      return records + "," + platforms + "," + centers + "," + days + "," + tiers;
    }
  }

  /**
   * Measures and writes the result files.
   *
   * @param args options
   * @throws IOException if a file can't be written
   */
  public static void main(String[] args) throws IOException {
    List<Integer> records = List.of(100_000, 1_000_000, 10_000_000);
    int rounds = 5;
    int threads = 2;
    Path out = Path.of("benchmarks", "results", "scale");
    for (int at = 0; at < args.length; at += 2) {
      String value = at + 1 < args.length ? args[at + 1] : "";
      switch (args[at]) {
        case "--records" ->
          records = Arrays.stream(value.split(",", -1))
              .map(n -> new BigDecimal(n).intValueExact())
              .toList();
        case "--rounds" -> rounds = Integer.parseInt(value);
        case "--threads" -> threads = Integer.parseInt(value);
        case "--out" -> out = Path.of(value);
        default ->
          throw new IllegalArgumentException("Invalid option: " + args[at] + " (" + USAGE + ")");
      }
    }
    double load = Machine.load();
    Instant start = Clock.systemUTC().instant();
    Scale scale = new Scale(rounds, threads);
    sizes(records).forEach((axis, sizes) -> sizes.forEach(size -> scale.measure(axis, size)));
    Files.createDirectories(out);
    Files.writeString(
        out.resolve(Results.RUNS), String.join("\n", scale.lines) + "\n", StandardCharsets.UTF_8);
    Files.writeString(
        out.resolve(Results.MACHINE),
        String.join("\n", Machine.lines(load, start, List.of(args))) + "\n",
        StandardCharsets.UTF_8);
    scale.table.forEach(System.out::println);
    System.out.println("Written: " + out);
  }

  /** By what grows. */
  private static Map<String, List<Size>> sizes(List<Integer> records) {
    int n = records.size() == 1 ? records.get(0) : BASE.records();
    Map<String, List<Size>> sizes = new LinkedHashMap<>();
    sizes.put(RECORDS, records.stream().map(r -> new Size(r, 12, 2000, 30, 4)).toList());
    sizes.put(
        "cost centers",
        List.of(
            new Size(n, 12, 100, 30, 4),
            new Size(n, 12, 2000, 30, 4),
            new Size(n, 12, 20_000, 30, 4)));
    sizes.put(
        "platforms",
        List.of(
            new Size(n, 4, 2000, 30, 4),
            new Size(n, 24, 2000, 30, 4),
            new Size(n, 96, 2000, 30, 4)));
    sizes.put(
        "tiers",
        List.of(
            new Size(n, 24, 2000, 30, 2),
            new Size(n, 24, 2000, 30, 8),
            new Size(n, 24, 2000, 30, 24)));
    sizes.put(
        "periods",
        List.of(
            new Size(n, 12, 2000, 1, 4),
            new Size(n, 12, 2000, 7, 4),
            new Size(n, 12, 2000, 120, 4)));
    return sizes;
  }

  private void measure(String axis, Size size) {
    System.out.printf(
        Locale.ROOT,
        "%s: %,d records, %d platforms, %,d cost centers, %d days, %d tiers%n",
        axis,
        size.records(),
        size.platforms(),
        size.centers(),
        size.days(),
        size.tiers());
    long before = heap();
    UsageBatch usage = new LibraryInputs(size.flat()).inputs().usage();
    long inputs = heap() - before;
    UsageSummary summary = UsageSummary.of(usage);
    int bytes = CanonicalUsageSummary.toBytes(summary).length;
    int count = summary.size();
    String sums = inputs + "," + count + "," + bytes;
    List<Double> nanos = new ArrayList<>();
    nanos.add(time(axis, size, "summary", sums, rounds, summary(usage)));
    String none = inputs + ",,";
    nanos.add(time(axis, size, "shares", none, rounds, batch(Task.W2, size)));
    nanos.add(time(axis, size, "records", none, rounds, batch(Task.W1_REMAINDER, size)));
    nanos.add(time(axis, size, "tiers", none, rounds, new LibraryTiers(size.tiered(), threads)));
    if (axis.equals(RECORDS) && size.records() <= MOST_AUDITED) {
      nanos.add(
          time(axis, size, "audited run", none, 1, new AuditedLibrary(Task.W2, size.tiered())));
    }
    table.add(String.format(
        Locale.ROOT,
        "| %s | %,d | %d | %,d | %d | %d | %,d, %d | %d | %s%s |",
        axis,
        size.records(),
        size.platforms(),
        size.centers(),
        size.days(),
        size.tiers(),
        count,
        bytes / count,
        inputs / size.records(),
        nanos.stream()
            .map(n -> Figures.shown(OptionalDouble.of(n)))
            .collect(Collectors.joining(" | ")),
        nanos.size() < DOORS ? " | -" : ""));
  }

  private LibraryBatch batch(Task task, Size size) {
    return new LibraryBatch(task, size.flat(), threads);
  }

  private static Contender summary(UsageBatch usage) {
    return new Contender() {
      private long lines;

      @Override
      public void run() {
        lines = UsageSummary.of(usage).size();
      }

      @Override
      public Outcome outcome() {
        return Outcome.of(new long[] {lines});
      }
    };
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** The median, in nanoseconds a record. */
  private double time(
      String axis, Size size, String door, String more, int times, Contender contender) {
    try (contender) {
      contender.run();
      List<Long> nanos = new ArrayList<>();
      for (int round = 1; round <= times; round++) {
        Sample sample = Sample.of(contender);
        nanos.add(sample.wallNanos());
        lines.add(String.join(
            ",",
            axis,
            size.cells(),
            door,
            Integer.toString(threads),
            Integer.toString(round),
            Long.toString(sample.wallNanos()),
            Long.toString(sample.cpuNanos()),
            Long.toString(sample.allocatedBytes()),
            Long.toString(sample.peakHeapBytes()),
            more));
      }
      nanos.sort(null);
      double median = (double) nanos.get(nanos.size() / 2) / size.records();
      System.out.printf(Locale.ROOT, "  %-12s %8.1f ns a record%n", door, median);
      return median;
    }
  }
}
