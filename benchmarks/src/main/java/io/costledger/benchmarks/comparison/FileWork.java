package io.costledger.benchmarks.comparison;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * A {@link Work} as files: {@code usage.csv}, a FOCUS bill {@code bill.csv} in many rows, {@code
 * policy.yaml}, and for SQL the policy's rates in {@code rates.csv}.
 */
final class FileWork {
  private static final LocalDate START = LocalDate.of(2026, 8, 1);

  private final Work work;
  private final Path folder;

  FileWork(Work work, Path folder) {
    this.work = work;
    this.folder = folder;
  }

  void write(int billRows) throws IOException {
    Files.createDirectories(folder);
    write("usage.csv", this::usage);
    write("bill.csv", file -> bill(file, billRows));
    write("rates.csv", this::rates);
    write("policy.yaml", this::policy);
  }

  private interface Content {
    void to(Writer file) throws IOException;
  }

  private void write(String name, Content content) throws IOException {
    try (BufferedWriter file =
        Files.newBufferedWriter(folder.resolve(name), StandardCharsets.US_ASCII)) {
      content.to(file);
    }
  }

  private static String day(int day) {
    return START.plusDays(day) + "T00:00:00Z";
  }

  void usage(Writer file) throws IOException {
    String[] periods = new String[work.dayCount];
    for (int day = 0; day < periods.length; day++) {
      periods[day] = day(day) + "," + day(day + 1);
    }
    file.write("id,platform,consumer,quantity,unit,charge_period_start,charge_period_end\n");
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < work.n; i++) {
      line.setLength(0);
      line.append(1_000_000_000 + i)
          .append(',')
          .append(Work.platform(work.platforms[i]))
          .append(",cost-center:")
          .append(Work.center(work.consumers[i]))
          .append(',');
      decimal(line, work.micros[i], 6);
      line.append(',')
          .append(Work.sku(work.skus[i]))
          .append(',')
          .append(periods[work.days[i]])
          .append('\n');
      file.append(line);
    }
  }

  /** Each pool in rows of nearly the same size; the first row of a pool has what is left over. */
  void bill(Writer file, int billRows) throws IOException {
    file.write("BilledCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,ServiceName\n");
    StringBuilder line = new StringBuilder();
    int pools = work.pools.length;
    int rows = Math.max(1, billRows / pools);
    for (int row = 0; row < rows; row++) {
      for (int pool = 0; pool < pools; pool++) {
        long part = work.pools[pool] / rows;
        long units = row == 0 ? work.pools[pool] - part * (rows - 1) : part;
        int day = pool % work.dayCount;
        line.setLength(0);
        decimal(line, units, Work.SCALE);
        line.append(",USD,")
            .append(day(day))
            .append(',')
            .append(day(day + 1))
            .append(',')
            .append(Work.platform(pool / work.dayCount))
            .append('\n');
        file.append(line);
      }
    }
  }

  private static void decimal(StringBuilder line, long unscaled, int scale) {
    String digits = Long.toString(unscaled);
    int whole = Math.max(0, digits.length() - scale);
    line.append(whole == 0 ? "0" : digits.substring(0, whole)).append('.');
    for (int zero = digits.length(); zero < scale; zero++) {
      line.append('0');
    }
    line.append(digits, whole, digits.length());
  }

  private void rates(Writer file) throws IOException {
    file.write("unit,rate\n");
    for (int sku = 0; sku < Work.SKUS; sku++) {
      file.write(Work.sku(sku) + "," + Work.rate(sku) + "\n");
    }
  }

  private void policy(Writer file) throws IOException {
    StringBuilder text = new StringBuilder("costledger: 1\nname: files\ncurrency: USD\n")
        .append("basis: BILLED\nscale: ")
        .append(Work.SCALE)
        .append("\ngrain:\n  start: ")
        .append(day(0))
        .append("\n  end: ")
        .append(day(work.dayCount))
        .append("\n  every: day\ncostCenters:\n  - infra\n");
    for (int center = 0; center < work.centerCount; center++) {
      text.append("  - ").append(Work.center(center)).append('\n');
    }
    text.append("platforms:\n");
    StringBuilder rules = new StringBuilder("bill:\n  source: focus\n  rules:\n");
    for (int platform = 0; platform < work.platformCount; platform++) {
      String id = Work.platform(platform);
      text.append("  ")
          .append(id)
          .append(":\n    owner: infra\n    retain: ")
          .append(BigDecimal.valueOf(Work.KEPT, 2))
          .append("\n    model:\n      weighted:\n        rates:\n");
      for (int sku = 0; sku < Work.SKUS; sku++) {
        text.append("          ")
            .append(Work.sku(sku))
            .append(": ")
            .append(BigDecimal.valueOf(Work.rate(sku), 4))
            .append('\n');
      }
      rules
          .append("    - {name: ")
          .append(id)
          .append(", when: {column: ServiceName, equals: ")
          .append(id)
          .append("}, to: \"platform:")
          .append(id)
          .append("\"}\n");
    }
    file.append(text).append(rules);
  }
}
