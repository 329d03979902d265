package io.costledger.cli;

import io.costledger.core.Invalid;
import java.nio.file.Path;

/** What lies in the output folder, in words. */
final class OutputFiles {
  private OutputFiles() {}

  static String text(Path directory) {
    return "\nWRITTEN to "
        + Invalid.shown(directory.toString())
        + "\n  statement.csv  who bears what, in cents and exactly"
        + "\n  entries.csv    every transfer of the ledger, exactly"
        + "\n  faults.csv     what could not be placed or counted, record by record"
        + "\n  run.json       definition, inputs with digests, totals, audit; and for the next run"
        + " closing-weights.csv\n";
  }
}
