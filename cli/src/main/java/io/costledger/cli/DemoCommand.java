package io.costledger.cli;

import io.costledger.cli.demo.DemoCompany;
import io.costledger.cli.report.ConsoleReport;
import io.costledger.core.Invalid;
import io.costledger.serialization.ledger.DirectoryPublisher.IfPresent;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code costledger demo}: the main job on a company that the project makes itself. */
@Command(
    name = "demo",
    description = "Makes a company, charges its month back, and shows where the money went.")
final class DemoCommand implements Callable<Integer> {
  /** Fixed, so that the demo's files are the same every time. */
  private static final Instant RECORDED_AT = Instant.parse("2026-10-02T06:00:00Z");

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "The folder for the demo's files; in the build's own folder unless given.")
  private Optional<Path> directory = Optional.empty();

  private final PrintWriter printer;

  DemoCommand(PrintWriter printer) {
    this.printer = printer;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = directory.orElseGet(DemoCommand::inBuildFolder);
    DemoCompany company = DemoCompany.writeInto(folder);
    Path out = folder.resolve("ledger");
    RunPipeline.Published published = RunPipeline.run(
        InputFiles.of(company.bill(), List.of(company.usage()), company.policy()),
        RECORDED_AT,
        out,
        IfPresent.REPLACE);
    printer.print(ConsoleReport.of(published.run(), published.hierarchy()).full());
    printer.print(OutputFiles.text(shown(out)));
    printer.print(next(shown(folder)));
    printer.flush();
    return ExitCode.OK;
  }

  private static String next(Path folder) {
    String files = Invalid.shown(folder.toString());
    return "\nNEXT: change something in "
        + files
        + "/policy.yaml, and run it yourself:\n  ./costledger run --bill "
        + files
        + "/bill.csv \\\n    --usage "
        + files
        + "/usage.csv \\\n    --policy "
        + files
        + "/policy.yaml --out "
        + files
        + "/my-run\n";
  }

  /** As seen from where the user is, if it lies below. */
  private static Path shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = path.toAbsolutePath().normalize();
    return absolute.startsWith(here) ? here.relativize(absolute) : absolute;
  }

  /** Beside the classes or the jar that this program runs from, which a build cleans away. */
  private static Path inBuildFolder() {
    CodeSource source = DemoCommand.class.getProtectionDomain().getCodeSource();
    try {
      Path built =
          source == null ? Path.of("target") : Path.of(source.getLocation().toURI());
      Path parent = built.toAbsolutePath().getParent();
      return (parent == null ? built : parent).resolve("demo-company");
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the program's own place is no path", e);
    }
  }
}
