package io.costledger.cli.demo;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes the demo's CSV: RFC 4180 quotes where a cell needs them, lines that end with LF. */
final class CsvText {
  private final StringBuilder text = new StringBuilder(1 << 16);

  CsvText row(String... cells) {
    text.append(Arrays.stream(cells).map(CsvText::quoted).collect(Collectors.joining(",")));
    text.append('\n');
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private static String quoted(String cell) {
    boolean plain = cell.indexOf('"') < 0 && cell.indexOf(',') < 0 && cell.indexOf('\n') < 0;
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
