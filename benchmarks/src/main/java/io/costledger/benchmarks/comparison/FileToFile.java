package io.costledger.benchmarks.comparison;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * {@code ./costledger-bench files}: the command {@code ./costledger run} as a whole process against
 * DuckDB's whole process, from the same files to the same entries. The two outputs are compared
 * before anything is reported. Ours audits the run and writes statement, faults and run.json too.
 */
public final class FileToFile {
  private static final String USAGE =
      "files [--rows 1e7] [--bill-rows 1e6] [--rounds 3] [--formats csv,parquet]"
          + " [--folder benchmarks/target/files] [--out benchmarks/results/files]";

  private final Path folder;
  private final List<String> lines =
      new ArrayList<>(List.of("format,usage_rows,bill_rows,contender,round,wall_ns,exit"));
  private final int rows;
  private final int billRows;

  private FileToFile(Path folder, int rows, int billRows) {
    this.folder = folder;
    this.rows = rows;
    this.billRows = billRows;
  }

  /**
   * Makes the files, runs both, compares their entries and writes the result files.
   *
   * @param args options
   * @throws IOException if a file can't be written
   * @throws SQLException if DuckDB refuses a statement
   * @throws InterruptedException if somebody ends it
   */
  public static void main(String[] args) throws IOException, SQLException, InterruptedException {
    int rows = 10_000_000;
    int billRows = 1_000_000;
    int rounds = 3;
    List<String> formats = List.of("csv", "parquet");
    Path folder = Path.of("benchmarks", "target", "files");
    Path out = Path.of("benchmarks", "results", "files");
    for (int at = 0; at < args.length; at += 2) {
      String value = at + 1 < args.length ? args[at + 1] : "";
      switch (args[at]) {
        case "--rows" -> rows = new BigDecimal(value).intValueExact();
        case "--bill-rows" -> billRows = new BigDecimal(value).intValueExact();
        case "--rounds" -> rounds = Integer.parseInt(value);
        case "--formats" -> formats = List.of(value.split(",", -1));
        case "--folder" -> folder = Path.of(value);
        case "--out" -> out = Path.of(value);
        default ->
          throw new IllegalArgumentException("Invalid option: " + args[at] + " (" + USAGE + ")");
      }
    }
    double load = Machine.load();
    Instant start = Clock.systemUTC().instant();
    FileToFile files = new FileToFile(folder.toAbsolutePath(), rows, billRows);
    files.run(rounds, formats);
    Files.createDirectories(out);
    Files.writeString(
        out.resolve(Results.RUNS), String.join("\n", files.lines) + "\n", StandardCharsets.UTF_8);
    Files.writeString(
        out.resolve(Results.MACHINE),
        String.join("\n", Machine.lines(load, start, List.of(args))) + "\n",
        StandardCharsets.UTF_8);
    System.out.println("Written: " + out);
  }

  private void run(int rounds, List<String> formats)
      throws IOException, SQLException, InterruptedException {
    new FileWork(Work.of(rows), folder).write(billRows);
    if (formats.contains("parquet")) {
      DuckProcess.parquet(folder);
    }
    // The launcher builds where its build is old; that is not part of the job.
    timed(List.of(launcher(), "--help"));
    for (String format : formats) {
      for (int round = 1; round <= rounds; round++) {
        boolean oursFirst = round % 2 == 1;
        boolean done = oursFirst ? ours(format, round) : theirs(format, round);
        done &= oursFirst ? theirs(format, round) : ours(format, round);
        start(format, round);
        if (!done) {
          System.out.println(
              format + ": a process refused it; stderr.txt beside the files says why");
          break;
        }
        compare(format);
      }
    }
  }

  private static String launcher() {
    return Path.of("costledger").toAbsolutePath().toString();
  }

  private boolean ours(String format, int round) throws IOException, InterruptedException {
    return add(
        format,
        "costledger",
        round,
        List.of(
            launcher(),
            "run",
            "--bill",
            folder.resolve("bill." + format).toString(),
            "--usage",
            folder.resolve("usage." + format).toString(),
            "--policy",
            folder.resolve("policy.yaml").toString(),
            "--recorded-at",
            "2026-09-02T06:00:00Z",
            "--out",
            folder.resolve("ours").toString(),
            "--overwrite"));
  }

  private boolean theirs(String format, int round) throws IOException, InterruptedException {
    return add(
        format,
        "duckdb",
        round,
        duck(folder.toString(), format, folder.resolve("theirs.csv").toString()));
  }

  /** What starting Java and DuckDB takes by itself. */
  private void start(String format, int round) throws IOException, InterruptedException {
    add(format, "duckdb-start", round, duck(DuckProcess.NOTHING));
  }

  private static List<String> duck(String... args) {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        DuckProcess.class.getName()));
    command.addAll(Arrays.asList(args));
    return command;
  }

  private boolean add(String format, String contender, int round, List<String> command)
      throws IOException, InterruptedException {
    Timed timed = timed(command);
    System.out.printf(
        Locale.ROOT,
        "%-8s %-14s %8.2f s%s%n",
        format,
        contender,
        timed.nanos() / 1e9,
        timed.exit() == 0 ? "" : "  exit " + timed.exit());
    lines.add(String.join(
        ",",
        format,
        Integer.toString(rows),
        Integer.toString(billRows),
        contender,
        Integer.toString(round),
        Long.toString(timed.nanos()),
        Integer.toString(timed.exit())));
    return timed.exit() == 0;
  }

  private record Timed(long nanos, int exit) {}

  private Timed timed(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(
            ProcessBuilder.Redirect.appendTo(folder.resolve("stderr.txt").toFile()));
    long start = System.nanoTime();
    int exit = builder.start().waitFor();
    return new Timed(System.nanoTime() - start, exit);
  }

  private void compare(String format) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (String sql : SqlFile.statements("files/compare.sql")) {
        statement.execute(
            sql.replace("{ours}", folder.resolve("ours/entries.csv").toString())
                .replace("{theirs}", folder.resolve("theirs.csv").toString()));
      }
      try (ResultSet rows = statement.executeQuery(
          "SELECT (SELECT count(*) FROM ours), (SELECT count(*) FROM theirs),"
              + " (SELECT count(*) FROM (FROM ours EXCEPT ALL FROM theirs)),"
              + " (SELECT count(*) FROM (FROM theirs EXCEPT ALL FROM ours))")) {
        rows.next();
        if (rows.getLong(3) != 0 || rows.getLong(4) != 0 || rows.getLong(1) == 0) {
          throw new IllegalStateException(String.format(
              Locale.ROOT,
              "The outputs differ: %d of %d entries here, %d of %d there",
              rows.getLong(3),
              rows.getLong(1),
              rows.getLong(4),
              rows.getLong(2)));
        }
        System.out.printf(Locale.ROOT, "%-8s %,d equal entries%n", format, rows.getLong(1));
      }
    }
  }
}
