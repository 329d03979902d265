package io.costledger.cli;

/** What the program says to a shell. 2 is also what picocli says of a wrong command line. */
final class ExitCode {
  /** Done. */
  static final int OK = 0;

  /** Something that nobody expected. */
  static final int UNEXPECTED = 1;

  /** An input that can't be taken. */
  static final int BAD_INPUT = 2;

  /** A run that can't be made or broke a law, or an allocation that a check blocks. */
  static final int REFUSED = 3;

  /** The output folder or file is there already. */
  static final int EXISTS = 4;

  private ExitCode() {}
}
