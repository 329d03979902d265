package io.costledger.benchmarks.comparison;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The first call of a fresh machine: a process of its own makes the work, puts it where the
 * contender wants it, and runs it once.
 */
final class FirstCall {
  private static final String ANSWER = "first-call";

  private FirstCall() {}

  /**
   * What the process measured.
   *
   * @param sample the only run
   * @param peakResidentBytes the most memory that the process had, with that of DuckDB; 0 where the
   *     system doesn't say
   */
  record Answer(Sample sample, long peakResidentBytes) {}

  static Answer start(Task task, int records, int threads, Entrant entrant) {
    try {
      List<String> command = new ArrayList<>(List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-Xmx" + Runtime.getRuntime().maxMemory()));
      if (givesLargePages()) {
        command.add("-XX:+UseTransparentHugePages");
      }
      command.addAll(List.of(
          "-cp",
          System.getProperty("java.class.path"),
          FirstCall.class.getName(),
          task.id(),
          Integer.toString(records),
          Integer.toString(threads),
          entrant.id()));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String answer = said.lines()
          .filter(line -> line.startsWith(ANSWER))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("No answer of " + command + ": " + said));
      String[] numbers = answer.split(" ", -1);
      return new Answer(
          new Sample(
              number(numbers[1]), number(numbers[2]), number(numbers[3]), number(numbers[4]), 1),
          number(numbers[5]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether Linux gives large pages on request: then everybody has them, as the command has. */
  private static boolean givesLargePages() throws IOException {
    Path pages = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
    return Files.isReadable(pages)
        && Files.readString(pages).matches("(?s).*\\[(always|madvise)\\].*");
  }

  private static long number(String text) {
    return Long.parseLong(text);
  }

  /**
   * Runs one contender once and prints what it cost.
   *
   * @param args task, records, threads, contender
   * @throws IOException if the system's account of this process can't be read
   */
  public static void main(String[] args) throws IOException {
    Task task = Task.of(args[0]);
    int records = Integer.parseInt(args[1]);
    Entrant entrant = Entrant.of(task, records).stream()
        .filter(one -> one.id().equals(args[3]))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Invalid contender: " + args[3]));
    try (Stage stage = new Stage(task.work(records));
        Contender contender = entrant.opens().open(task, stage, Integer.parseInt(args[2]))) {
      Sample sample = Sample.first(contender);
      System.out.println(String.join(
          " ",
          ANSWER,
          Long.toString(sample.wallNanos()),
          Long.toString(sample.cpuNanos()),
          Long.toString(sample.allocatedBytes()),
          Long.toString(sample.peakHeapBytes()),
          Long.toString(peakResidentBytes())));
    }
  }

  private static long peakResidentBytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    return Files.readAllLines(status, StandardCharsets.UTF_8).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> number(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(0);
  }
}
