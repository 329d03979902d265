package io.costledger.serialization.usage;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Makes usage files of all kinds, some of them wrong. */
final class UsageFiles {
  private static final List<String> PLATFORMS = List.of("spark", "kv", "p\u00E4,c", "a\"b", "x\ny");
  private static final List<String> UNITS = List.of("h", "gb", "\uD83D\uDE00", "null");
  private static final List<String> CONSUMERS =
      List.of("cost-center:ads", "platform:kv", "cost-center:a\r\nb", "cost-center:\u4E2D\"\"");
  private static final List<String> STARTS =
      List.of("2026-08-01", "2026-08-01T00:00:00Z", "2026-08-02 00:00:00", "2026-08-02");
  private static final List<String> ENDS = List.of("2026-08-03", "2026-08-04T02:00:00+02:00");
  private static final List<String> QUANTITIES = List.of(
      "1",
      "0.50",
      "-0.00",
      "+7",
      "35.2E-7",
      "123456789012345678",
      "1234567890123456789",
      "12345678901234567.8",
      "99999999999999999999999999999999999999",
      "000000000000000000000001",
      "-9223372036854775808",
      "1E38");
  private static final List<String> TEXTS =
      List.of("", "NULL", "(null)", "red", "\"", "a\n\nb", ",");
  private static final List<String> WRONG = List.of(
      "",
      "NULL",
      "(null)",
      "1.",
      ".5",
      "x",
      "bill:b",
      "cost-center:",
      "2026-13-01",
      "2026-08-09",
      "1,2",
      "1E99");

  private final Random random;
  private final boolean isRight;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private UsageFiles(Random random, boolean isRight) {
    this.random = random;
    this.isRight = isRight;
  }

  /** A file in which nothing is wrong, all of whose line ends are cuts. */
  static byte[] right(Random random) {
    return new UsageFiles(random, true).file();
  }

  /** A file in which something may be wrong. */
  static byte[] any(Random random) {
    return new UsageFiles(random, false).file();
  }

  private byte[] file() {
    List<String> columns = new ArrayList<>(UsageReader.COLUMNS);
    for (int i = random.nextInt(3); i > 0; i--) {
      columns.add("team" + i + (random.nextBoolean() ? "\n\u00E4" : ""));
    }
    Collections.shuffle(columns, random);
    if (random.nextInt(4) == 0) {
      text("\uFEFF");
    }
    List<String> ends = lineEnds();
    row(columns, ends);
    int rows = random.nextInt(60);
    boolean isAscending = random.nextBoolean();
    for (int i = 0; i < rows; i++) {
      List<String> cells = new ArrayList<>();
      for (String column : columns) {
        cells.add(cell(column, isAscending ? i : (i * 37) % 61));
      }
      if (wrong(300)) {
        cells.remove(0);
      }
      row(cells, ends);
      for (int blank = isOneIn(12) ? 2 : 0; blank > 0; blank--) {
        text(one(ends));
      }
    }
    return corrupted();
  }

  private byte[] corrupted() {
    byte[] all = bytes.toByteArray();
    int length = all.length;
    if (wrong(8)) {
      all[random.nextInt(length)] = (byte) "\"\n\u00FF\r,\0".charAt(random.nextInt(6));
    }
    boolean endsWithoutLineEnd = isOneIn(3) && (all[length - 1] == '\n' || all[length - 1] == '\r');
    return endsWithoutLineEnd || wrong(20) ? java.util.Arrays.copyOf(all, length - 1) : all;
  }

  private List<String> lineEnds() {
    return switch (random.nextInt(4)) {
      case 0 -> List.of("\r\n");
      case 1 -> List.of("\r");
      case 2 -> List.of("\r\n", "\n", "\r", "\n\n");
      default -> List.of("\n");
    };
  }

  private String cell(String column, int number) {
    if (wrong(400)) {
      return one(WRONG);
    }
    return switch (column) {
      case "id" -> id(number);
      case "platform" -> one(PLATFORMS);
      case "consumer" -> one(CONSUMERS);
      case "quantity" -> one(QUANTITIES);
      case "unit" -> one(UNITS);
      case "charge_period_start" -> one(STARTS);
      case "charge_period_end" -> one(ENDS);
      default -> one(TEXTS);
    };
  }

  private String id(int number) {
    int shown = wrong(200) ? number / 2 : number;
    return switch (shown % 5) {
      case 0 -> "u" + (1000 + shown);
      case 1 -> "u" + (1000 + shown) + "\u00E4\uD83D\uDE00";
      case 2 -> "u" + (1000 + shown) + ", \"quoted\"\n";
      default -> "u" + (1000 + shown) + "-0123456789";
    };
  }

  private void row(List<String> cells, List<String> ends) {
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      boolean mustBeQuoted =
          cell.matches("(?s).*[\",\r\n].*") || (cells.size() == 1 && cell.isEmpty());
      boolean isBare = isOneIn(500) && !isRight;
      text(i == 0 ? "" : ",");
      text(
          (mustBeQuoted && !isBare) || isOneIn(5)
              ? "\"" + cell.replace("\"", "\"\"") + "\""
              : cell);
    }
    text(one(ends));
  }

  private boolean wrong(int oneIn) {
    return !isRight && isOneIn(oneIn);
  }

  private boolean isOneIn(int n) {
    return random.nextInt(n) == 0;
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  private void text(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
