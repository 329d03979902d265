package io.costledger.cli;

import io.costledger.allocation.difference.RunDifference;
import io.costledger.cli.report.DifferenceFile;
import io.costledger.cli.report.DifferenceReport;
import io.costledger.core.delivery.InvalidInputException;
import io.costledger.core.ledger.BookedRun;
import io.costledger.serialization.ledger.RunFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code costledger diff}: who bears more or less in one run than in another, and through whom. */
@Command(
    name = "diff",
    description = "Says who bears more or less in one run than in another, split by platform.",
    sortOptions = false)
final class DiffCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "BEFORE",
      description = "The folder of the run before, as the command run wrote it.")
  private Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "AFTER", description = "The folder of the run after.")
  private Path after = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table, in cents and to be read; or every line exactly: csv, json.")
  private Format format = Format.TABLE;

  @Option(names = "--all", description = "Show every cost center in the table, not only ten.")
  private boolean all;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write into this file, which must not be there, and not to the console.")
  private Optional<Path> out = Optional.empty();

  private final PrintWriter printer;

  DiffCommand(PrintWriter printer) {
    this.printer = printer;
  }

  /** How the difference is written. */
  enum Format {
    TABLE,
    CSV,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Integer call() throws IOException {
    List<InvalidInputException> refused = new ArrayList<>();
    Optional<BookedRun> first = read(before, refused);
    Optional<BookedRun> second = read(after, refused);
    if (!refused.isEmpty()) {
      throw new BadInputsException(refused);
    }
    String text = text(first.orElseThrow(), second.orElseThrow());
    if (out.isPresent()) {
      write(out.get(), text);
    } else {
      printer.print(text);
      printer.flush();
    }
    return ExitCode.OK;
  }

  private String text(BookedRun first, BookedRun second) throws IOException {
    return switch (format) {
      case TABLE -> DifferenceReport.of(first, second, all);
      case CSV -> DifferenceFile.csv(RunDifference.between(first, second));
      case JSON -> DifferenceFile.json(RunDifference.between(first, second));
    };
  }

  private static Optional<BookedRun> read(Path folder, List<InvalidInputException> refused) {
    try {
      return Optional.of(RunFiles.read(folder));
    } catch (InvalidInputException e) {
      refused.add(e);
      return Optional.empty();
    }
  }

  private static void write(Path file, String text) throws IOException {
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new FileAlreadyExistsException(file.toString(), null, "is there already");
    }
  }
}
