package io.costledger.serialization.ledger;

import io.costledger.core.LedgerException;
import io.costledger.core.delivery.InvalidInputException;
import io.costledger.core.ledger.BookedRun;
import io.costledger.core.ledger.Statement;
import io.costledger.core.work.Workers;
import io.costledger.invariants.AuditedRun;
import io.costledger.serialization.ledger.DirectoryPublisher.IfPresent;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/**
 * The files of a run: {@code entries.csv}, {@code statement.csv}, {@code faults.csv}, {@code
 * closing-weights.csv}, {@code run.json}.
 */
public final class RunFiles {
  static final String ENTRIES = "entries.csv";
  static final String RUN = "run.json";

  private RunFiles() {}

  /**
   * Publishes a run: all of its files appear at once, or nothing does.
   *
   * @param audited the run
   * @param statement the run's statement
   * @param directory where the files go
   * @param ifPresent what to do if the directory is there
   * @throws FileAlreadyExistsException if the directory is there and must not be replaced
   * @throws LedgerException if the statement is not the run's
   * @throws IOException if something can't be written
   */
  public static void publish(
      AuditedRun audited, Statement statement, Path directory, IfPresent ifPresent)
      throws IOException {
    publish(audited, statement, directory, ifPresent, Workers.caller());
  }

  /**
   * Does the same by some threads, to the same bytes.
   *
   * @param audited the run
   * @param statement the run's statement
   * @param directory where the files go
   * @param ifPresent what to do if the directory is there
   * @param workers whose threads
   * @throws FileAlreadyExistsException if the directory is there and must not be replaced
   * @throws LedgerException if the statement is not the run's
   * @throws IOException if something can't be written
   */
  public static void publish(
      AuditedRun audited, Statement statement, Path directory, IfPresent ifPresent, Workers workers)
      throws IOException {
    new DirectoryPublisher()
        .file(ENTRIES, out -> EntriesCsv.write(audited, out, workers))
        .file("statement.csv", out -> StatementCsv.write(audited, statement, out))
        .file("faults.csv", out -> FaultsCsv.write(audited, out))
        .file("closing-weights.csv", out -> ClosingWeightsCsv.write(audited, out))
        .file(RUN, out -> RunJson.write(audited, out))
        .publish(directory, ifPresent, workers);
  }

  /**
   * Reads back what a run booked: its facts from {@code run.json}, its entries from {@code
   * entries.csv}. The entries must be those whose digest {@code run.json} has. The other files, and
   * what else is in {@code run.json}, are not looked at.
   *
   * @param directory where the run was published
   * @return what it booked
   * @throws InvalidInputException with everything that is wrong in the two files; what they don't
   *     agree on is looked for once each is sound
   */
  public static BookedRun read(Path directory) {
    return RunReading.read(directory);
  }
}
