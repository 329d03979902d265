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
  @Option(names = "--bill", required = true, description = "The bill: a FOCUS CSV file.")
  private Path bill = Path.of("");

  @Option(names = "--usage", description = "A usage file; may be given several times.")
  private List<Path> usage = List.of();

  @Option(names = "--policy", required = true, description = "The policy: YAML or JSON.")
  private Path policy = Path.of("");

  @Option(
      names = "--out",
      required = true,
      description = "The folder for entries.csv, statement.csv, faults.csv and run.json.")
  private Path out = Path.of("");

  @Option(names = "--overwrite", description = "Replace the folder if it is there.")
  private boolean overwrite;

  @Option(names = "--recorded-at", description = "When the run is recorded; now unless given.")
  private Optional<Instant> recordedAt = Optional.empty();

  @Option(
      names = "--bill-delivery",
      description = "The id of the bill's delivery; made of source and digest unless given.")
  private Optional<String> billDelivery = Optional.empty();

  private final PrintWriter printer;

  RunCommand(PrintWriter printer) {
    this.printer = printer;
  }

  @Override
  public Integer call() throws IOException {
    RunPipeline.Published published = RunPipeline.run(
        new InputFiles(bill, usage, policy, billDelivery),
        recordedAt.orElseGet(() -> Clock.systemUTC().instant()),
        out,
        overwrite ? IfPresent.REPLACE : IfPresent.REFUSE);
    printer.print(ConsoleReport.of(published.run(), published.hierarchy()).brief());
    printer.print(OutputFiles.text(out));
    printer.flush();
    return ExitCode.OK;
  }
}
