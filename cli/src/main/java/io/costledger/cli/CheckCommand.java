package io.costledger.cli;

import io.costledger.cli.check.CheckRun;
import io.costledger.cli.check.CheckRun.Checked;
import io.costledger.cli.report.CheckJson;
import io.costledger.cli.report.CheckJunit;
import io.costledger.cli.report.CheckReport;
import io.costledger.policyfile.CheckMapping;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code costledger check}: verifies an allocation that somebody else computed. */
@Command(
    name = "check",
    description = "Verifies an allocation that somebody else computed, from its tables.",
    sortOptions = false)
final class CheckCommand implements Callable<Integer> {
  @Option(
      names = "--origin",
      paramLabel = "FILE",
      description = "What was to be allocated: CSV, JSON Lines or Parquet. Signed pairs have none.")
  private Optional<Path> origin = Optional.empty();

  @Option(
      names = "--allocated",
      paramLabel = "FILE",
      required = true,
      description = "What was allocated: CSV, JSON Lines or Parquet.")
  private Path allocated = Path.of("");

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description = "Which columns mean what: YAML or JSON. Known shapes need none.")
  private Optional<Path> mapping = Optional.empty();

  @Option(names = "--json", paramLabel = "FILE", description = "Write the report as JSON.")
  private Optional<Path> json = Optional.empty();

  @Option(names = "--junit", paramLabel = "FILE", description = "Write the report as JUnit XML.")
  private Optional<Path> junit = Optional.empty();

  @Option(names = "--progress", description = "Say on stderr how far it is.")
  private boolean progress;

  private final PrintWriter printer;
  private final PrintWriter err;

  CheckCommand(PrintWriter printer, PrintWriter err) {
    this.printer = printer;
    this.err = err;
  }

  /** Writes a report. */
  @FunctionalInterface
  private interface Writer {
    void write(Checked checked, OutputStream out) throws IOException;
  }

  @Override
  public Integer call() throws IOException {
    Optional<CheckMapping> read =
        mapping.isPresent() ? Optional.of(CheckMapping.read(mapping.get())) : Optional.empty();
    Checked checked =
        new CheckRun(CheckRun.PARTITIONS, this::progress).check(origin, allocated, read);
    write(json, checked, CheckJson::write);
    write(junit, checked, CheckJunit::write);
    printer.print(CheckReport.text(checked));
    printer.flush();
    return checked.report().isBlocked() ? ExitCode.REFUSED : ExitCode.OK;
  }

  private void progress(String what, long done) {
    if (progress) {
      err.println(done + " " + what);
    }
  }

  private static void write(Optional<Path> file, Checked checked, Writer writer)
      throws IOException {
    if (file.isPresent()) {
      try (OutputStream out = Files.newOutputStream(file.get())) {
        writer.write(checked, out);
      }
    }
  }
}
