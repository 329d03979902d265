package io.costledger.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the demo company's files: 12 platforms in 4 tiers, 60 cost centers, September 2026, and
 * what goes wrong in such a month. The same bytes everywhere and every time.
 *
 * @param bill the bill, columns as FOCUS 1.2 names them
 * @param usage what the platforms measured
 * @param policy who pays for what
 */
public record DemoCompany(Path bill, Path usage, Path policy) {
  /**
   * Writes the files into a folder, over those that are there.
   *
   * @param directory the folder; made if it is not there
   * @return where the files are
   * @throws IOException if they can't be written
   */
  public static DemoCompany writeInto(Path directory) throws IOException {
    Files.createDirectories(directory);
    return new DemoCompany(
        write(directory.resolve("bill.csv"), DemoBill.csv()),
        write(directory.resolve("usage.csv"), DemoUsage.csv()),
        write(directory.resolve("policy.yaml"), DemoPolicy.yaml()));
  }

  private static Path write(Path file, String text) throws IOException {
    return Files.writeString(file, text, StandardCharsets.UTF_8);
  }
}
