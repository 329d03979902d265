package io.costledger.cli;

import io.costledger.core.Invalid;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/**
 * The program {@code costledger}. Exit codes: 0 done, 2 wrong command line or bad input, 3 a run
 * that was refused or broke a law, 4 the output is there already, 1 anything else.
 */
@Command(
    name = "costledger",
    description = "Turns a cloud bill and the usage of shared platforms into a chargeback ledger.",
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  /** Picocli sees to it by itself. */
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = "--help",
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show what a command takes.")
  private boolean help;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Say of an unexpected error where it came from.")
  private boolean stackTrace;

  Main() {}

  /**
   * Runs the program and ends the machine with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    PrintWriter out = utf8(FileDescriptor.out);
    PrintWriter err = utf8(FileDescriptor.err);
    int exitCode = run(out, err, args);
    out.flush();
    err.flush();
    System.exit(exitCode);
  }

  /**
   * Runs the program.
   *
   * @param out where results are printed
   * @param err where problems are printed
   * @param args the command line
   * @return the exit code
   */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    Main main = new Main();
    return new CommandLine(main)
        .addSubcommand(new DemoCommand(out))
        .addSubcommand(new RunCommand(out))
        .addSubcommand(new ExplainCommand(out))
        .addSubcommand(new DiffCommand(out))
        .addSubcommand(new CheckCommand(out, err))
        .registerConverter(Instant.class, Main::instant)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(out)
        .setErr(err)
        .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
        .setExecutionExceptionHandler(
            (problem, command, parsed) -> ProblemPrinter.print(problem, err, main.stackTrace))
        .execute(args);
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          Invalid.message("instant", text, "must be ISO-8601 with Z, 2026-10-02T06:00:00Z"));
    }
  }

  private static PrintWriter utf8(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
  }
}
