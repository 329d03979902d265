package io.costledger.benchmarks.comparison;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Every run and verdict, and the files they go to. */
final class Results {
  static final String RUNS = "runs.csv";
  static final String CHECKS = "checks.csv";
  static final String MACHINE = "machine.csv";
  static final String RUNS_HEADER = "task,records,threads,contender,phase,round,wall_ns,cpu_ns,"
      + "allocated_bytes,peak_heap_bytes,peak_resident_bytes,repeats";
  private static final String CHECKS_HEADER = "task,records,threads,contender,exact,wrong,"
      + "worst_units,net_units,moved_units,pools_off,lineage_off";

  private final List<String> runs = new ArrayList<>(List.of(RUNS_HEADER));
  private final List<String> checks = new ArrayList<>(List.of(CHECKS_HEADER));

  void add(Task task, int records, int threads, Entrant entrant, Verdict verdict) {
    checks.add(line(
        task.id(),
        records,
        threads,
        entrant.id(),
        verdict.isExact(),
        verdict.wrong(),
        verdict.worst(),
        verdict.net(),
        verdict.moved(),
        verdict.poolsOff(),
        verdict.lineageOff()));
  }

  void add(Task task, int records, int threads, Entrant entrant, int round, Sample sample) {
    add(task, records, threads, entrant, Figures.WARM, round, sample, 0);
  }

  void addFirst(
      Task task, int records, int threads, Entrant entrant, int round, FirstCall.Answer answer) {
    add(
        task,
        records,
        threads,
        entrant,
        Figures.FIRST,
        round,
        answer.sample(),
        answer.peakResidentBytes());
  }

  private void add(
      Task task,
      int records,
      int threads,
      Entrant entrant,
      String phase,
      int round,
      Sample sample,
      long resident) {
    runs.add(line(
        task.id(),
        records,
        threads,
        entrant.id(),
        phase,
        round,
        sample.wallNanos(),
        sample.cpuNanos(),
        sample.allocatedBytes(),
        sample.peakHeapBytes(),
        resident,
        sample.repeats()));
  }

  private static String line(Object... cells) {
    List<String> texts = new ArrayList<>();
    for (Object cell : cells) {
      texts.add(cell.toString());
    }
    return String.join(",", texts);
  }

  /** The medians of one task and size, for the console. */
  String summary(Task task, int records) {
    return Figures.of(runs).summary(task, records);
  }

  void write(Path folder, List<String> machine) throws IOException {
    Files.createDirectories(folder);
    writeLines(folder.resolve(RUNS), runs);
    writeLines(folder.resolve(CHECKS), checks);
    writeLines(folder.resolve(MACHINE), machine);
  }

  private static void writeLines(Path file, List<String> lines) throws IOException {
    Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
  }
}
