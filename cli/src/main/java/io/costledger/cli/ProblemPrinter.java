package io.costledger.cli;

import io.costledger.core.Invalid;
import io.costledger.core.LedgerException;
import io.costledger.core.delivery.InvalidInputException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;

/** Says what went wrong, and with which exit code. */
final class ProblemPrinter {
  private ProblemPrinter() {}

  static int print(Exception problem, PrintWriter err, boolean stackTrace) {
    if (problem instanceof BadInputsException bad) {
      bad.files().forEach(file -> err.println(file.getMessage()));
      err.println("Nothing was written.");
      return ExitCode.BAD_INPUT;
    }
    if (problem instanceof InvalidInputException) {
      err.println(problem.getMessage());
      err.println("Nothing was written.");
      return ExitCode.BAD_INPUT;
    }
    if (problem instanceof LedgerException) {
      err.println(problem.getMessage());
      err.println("Nothing was written.");
      return ExitCode.REFUSED;
    }
    if (problem instanceof FileAlreadyExistsException exists) {
      String rule = exists.getReason() == null ? "it is there already" : exists.getReason();
      err.println(Invalid.message("output", exists.getFile(), rule));
      err.println("Nothing was written.");
      return ExitCode.EXISTS;
    }
    err.println("Unexpected: " + Invalid.shown(String.valueOf(problem)));
    if (stackTrace) {
      problem.printStackTrace(err);
    } else {
      err.println("Run again with --stacktrace to see where it came from.");
    }
    return ExitCode.UNEXPECTED;
  }
}
