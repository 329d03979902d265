package io.costledger.flink;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.flink.runtime.util.EnvironmentInformation;

/**
 * A savepoint among the resources of these tests, one for each line of Flink: what a release wrote
 * must be read by every later one. The main method writes it anew, on the class path of the tests:
 * only for a change of state that no release has to read.
 */
final class KeptSavepoint {
  private static final Path FOLDER =
      Path.of("src", "test", "resources", "savepoints").toAbsolutePath();

  private KeptSavepoint() {}

  /** The folder of this line's. */
  static Path folder() {
    return FOLDER.resolve(EnvironmentInformation.getVersion().replaceFirst("\\.\\d+$", ""));
  }

  /** Charged back, so that a run is booked; and what waits: half of a delivery, and an early row. */
  static Feed before() {
    return new Feed()
        .bill("l", September.BILL)
        .usage("l", September.first(), September.uses("usage-09", "1", "3"))
        .bill("half", September.BILL)
        .watermark(Instant.parse("2026-10-04T00:00:00Z"))
        .afterRuns(2)
        .announceUsage("half", September.first(), 2)
        .records("half", September.first(), September.uses("usage-09", "1", "3").subList(0, 1))
        .records(
            "l", September.again(), September.uses("usage-09-again", "1", "1").subList(0, 1))
        .watermark(Instant.parse("2026-10-04T12:00:00Z"));
  }

  /** The other halves. */
  static Feed after() {
    return new Feed()
        .records("half", September.first(), September.uses("usage-09", "1", "3"))
        .usage("l", September.again(), September.uses("usage-09-again", "1", "1"));
  }

  /** Writes the savepoint. */
  public static void main(String[] arguments) throws Exception {
    Job.Stopped stopped = new Job(September.LEDGERS, September.SCHEDULE).stopped(before());
    Files.createDirectories(folder());
    try (Stream<Path> old = Files.list(folder());
        Stream<Path> files = Files.list(Path.of(URI.create(stopped.savepoint())))) {
      for (Path file : old.toList()) {
        Files.delete(file);
      }
      for (Path file : files.toList()) {
        Files.copy(file, folder().resolve(file.getFileName()));
      }
    }
    stopped.outcome().lines().forEach(System.out::println);
    System.exit(0);
  }
}
