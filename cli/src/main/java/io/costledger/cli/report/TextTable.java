package io.costledger.cli.report;

import io.costledger.core.Invalid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows under each other, two blanks between columns, as wide as they must be. */
final class TextTable {
  private static final int LONGEST_NAME = 32;

  private final String alignment;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Starts a table.
   *
   * @param alignment a letter a column: {@code l}eft or {@code r}ight
   */
  TextTable(String alignment) {
    this.alignment = alignment;
  }

  TextTable row(String... cells) {
    rows.add(Arrays.asList(cells));
    return this;
  }

  /** A line of dashes under the columns that hold numbers. */
  TextTable rule() {
    rows.add(List.of());
    return this;
  }

  /** A name of somebody's data, fit for a cell. */
  static String name(String text) {
    String shown = Invalid.shown(text);
    return shown.length() <= LONGEST_NAME ? shown : shown.substring(0, LONGEST_NAME - 2) + "..";
  }

  void printTo(StringBuilder out) {
    int[] widths = new int[alignment.length()];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        boolean right = alignment.charAt(i) == 'r';
        String cell = row.isEmpty() ? (right ? "-".repeat(widths[i]) : "") : row.get(i);
        String blanks = " ".repeat(widths[i] - length(cell));
        line.append("  ").append(right ? blanks + cell : cell + blanks);
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
