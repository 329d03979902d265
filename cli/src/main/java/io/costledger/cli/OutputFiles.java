package io.costledger.cli;

import io.costledger.core.Invalid;
import java.nio.file.Path;

/** What lies in the output folder, in words. */
final class OutputFiles {
  private OutputFiles() {}

  static String text(Path directory) {
    return "\nWRITTEN to "
        + Invalid.shown(directory.toString())
        + "\n  statement.csv, entries.csv     who bears what; every transfer of the ledger, exactly"
        + "\n  faults.csv                     what could not be placed or counted, by record"
        + "\n  run.json, closing-weights.csv  inputs, totals, audit; what the next run may rest on\n";
  }
}
