package io.costledger.cli;

import io.costledger.allocation.Chargeback;
import io.costledger.allocation.Settlement;
import io.costledger.core.policy.Hierarchy;
import io.costledger.invariants.AuditedRun;
import io.costledger.serialization.ledger.DirectoryPublisher.IfPresent;
import io.costledger.serialization.ledger.RunFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;

/** The one path from files to files: read, run, audit, settle, publish. */
final class RunPipeline {
  private RunPipeline() {}

  /** A published run, and the hierarchy that its policy file tells of. */
  record Published(AuditedRun run, Hierarchy hierarchy) {}

  /**
   * Runs and publishes.
   *
   * @param files the inputs
   * @param recordedAt when the run is recorded
   * @param directory where the output appears, all at once or not at all
   * @param ifPresent what to do if it is there
   * @throws FileAlreadyExistsException if it is there and must not be replaced; nothing is read then
   * @throws BadInputsException if an input can't be taken
   * @throws io.costledger.core.LedgerException if the run is refused or breaks a law
   * @throws IOException if the output can't be written
   */
  static Published run(InputFiles files, Instant recordedAt, Path directory, IfPresent ifPresent)
      throws IOException {
    if (ifPresent == IfPresent.REFUSE && Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(
          directory.toString(), null, "is there already; --overwrite replaces it");
    }
    InputReading.Read read = InputReading.read(files);
    AuditedRun run = Chargeback.of(read.policy().policy().resolve())
        .by(Threads.all())
        .run(read.inputs(), recordedAt);
    RunFiles.publish(run, Settlement.statement(run), directory, ifPresent, Threads.all());
    return new Published(run, read.policy().hierarchy());
  }
}
