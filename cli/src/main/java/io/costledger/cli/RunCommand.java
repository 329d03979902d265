package io.costledger.cli;

import io.costledger.cli.report.ConsoleReport;
import io.costledger.serialization.ledger.DirectoryPublisher.IfPresent;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code costledger run}: charges a bill back by usage and a policy, from files to files. */
@Command(
    name = "run",
    description = "Charges a bill back by usage and a policy, and writes the ledger.",
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  @Option(
      names = "--bill",
      paramLabel = "FILE",
      required = true,
      description = "The bill in the FOCUS layout: CSV, or Parquet by its name.")
  private Path bill = Path.of("");

  @Option(
      names = "--usage",
      paramLabel = "FILE",
      description = "A usage file: CSV, or Parquet by its name; may be given several times.")
  private List<Path> usage = List.of();

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      required = true,
      description = "The policy: YAML or JSON.")
  private Path policy = Path.of("");

  @Option(
      names = "--models",
      paramLabel = "JAR",
      description = "A jar of your own models, for a policy that names them; its code is run.")
  private Optional<Path> models = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The folder for the files of the run.")
  private Path out = Path.of("");

  @Option(names = "--overwrite", description = "Replace the folder if it is there.")
  private boolean overwrite;

  @Option(
      names = "--recorded-at",
      paramLabel = "INSTANT",
      description = "When the run is recorded, such as 2026-10-02T06:00:00Z; now unless given.")
  private Optional<Instant> recordedAt = Optional.empty();

  @Option(
      names = "--bill-delivery",
      paramLabel = "ID",
      description = "The id of the bill's delivery; made of source and digest unless given.")
  private Optional<String> billDelivery = Optional.empty();

  @Option(
      names = "--bill-received-at",
      paramLabel = "INSTANT",
      description = "When the bill came; a policy's freshness asks for it.")
  private Optional<Instant> billReceivedAt = Optional.empty();

  @Option(
      names = "--usage-received-at",
      paramLabel = "INSTANT",
      description = "When the last of the usage came; a policy's freshness asks for it.")
  private Optional<Instant> usageReceivedAt = Optional.empty();

  @Option(
      names = "--previous",
      paramLabel = "DIR",
      description = "The folder of the run before, on whose weights estimates may rest.")
  private Optional<Path> previous = Optional.empty();

  private final PrintWriter printer;

  RunCommand(PrintWriter printer) {
    this.printer = printer;
  }

  @Override
  public Integer call() throws IOException {
    RunPipeline.Published published = RunPipeline.run(
        new InputFiles(
            bill, usage, policy, models, billDelivery, billReceivedAt, usageReceivedAt, previous),
        recordedAt.orElseGet(() -> Clock.systemUTC().instant()),
        out,
        overwrite ? IfPresent.REPLACE : IfPresent.REFUSE);
    printer.print(ConsoleReport.of(published.run(), published.hierarchy()).brief());
    printer.print(OutputFiles.text(out));
    printer.flush();
    return ExitCode.OK;
  }
}
