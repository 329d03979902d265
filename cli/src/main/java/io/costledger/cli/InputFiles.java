package io.costledger.cli;

import io.costledger.parquet.ParquetFile;
import io.costledger.serialization.input.InputFile;
import io.costledger.serialization.input.RowFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The files that a run is made of.
 *
 * @param bill the bill, as FOCUS lays it out
 * @param usage the usage files, possibly none
 * @param policy the policy
 * @param models a jar of models that the policy may name; empty: none
 * @param billDelivery the id of the bill's delivery; empty: made of source and digest
 * @param billReceivedAt when the bill came, if somebody says
 * @param usageReceivedAt when the last usage file came, if somebody says
 * @param previous the folder of the run before, if estimates may rest on it
 */
record InputFiles(
    Path bill,
    List<Path> usage,
    Path policy,
    Optional<Path> models,
    Optional<String> billDelivery,
    Optional<Instant> billReceivedAt,
    Optional<Instant> usageReceivedAt,
    Optional<Path> previous) {
  InputFiles {
    usage = List.copyOf(usage);
  }

  /** Files of which nothing else is said. */
  static InputFiles of(Path bill, List<Path> usage, Path policy) {
    return new InputFiles(
        bill,
        usage,
        policy,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The rows of a bill or of usage; a name that ends with {@code .parquet} says Parquet. */
  static RowFile rows(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".parquet")
        ? ParquetFile.of(file)
        : RowFile.csv(InputFile.of(file));
  }
}
