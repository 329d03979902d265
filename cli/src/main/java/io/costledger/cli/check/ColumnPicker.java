package io.costledger.cli.check;

import io.costledger.cli.check.TableFile.TableRow;
import io.costledger.core.Invalid;
import io.costledger.core.account.CodePoints;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Remembers which columns are read and reads from a row what some of them say. */
final class ColumnPicker {
  private final List<String> columns = new ArrayList<>();

  /** Where a column will be found. */
  int pick(String column) {
    int at = columns.indexOf(column);
    if (at >= 0) {
      return at;
    }
    columns.add(column);
    return columns.size() - 1;
  }

  int[] pick(List<String> names) {
    return names.stream().mapToInt(this::pick).toArray();
  }

  /** Where it will be found, or -1. */
  int pick(Optional<String> name) {
    return name.map(this::pick).orElse(-1);
  }

  List<String> columns() {
    return columns;
  }

  /** A cell; empty where there is no such column. */
  static String text(TableRow row, int index) {
    return index < 0 ? "" : wellFormed(row, row.text(index));
  }

  /** Several cells as one name; empty if all of them are. */
  static String text(TableRow row, int[] indices) {
    if (indices.length == 1) {
      return text(row, indices[0]);
    }
    StringBuilder joined = new StringBuilder();
    boolean isEmpty = true;
    for (int index : indices) {
      String part = text(row, index);
      isEmpty &= part.isEmpty();
      // What separates is doubled inside, so that two names never become one.
      joined.append(joined.length() == 0 && index == indices[0] ? "" : "|");
      joined.append(part.replace("|", "||"));
    }
    return isEmpty ? "" : joined.toString();
  }

  /** An amount; empty if it is none, and then somebody is told why. */
  static Optional<BigDecimal> amount(
      TableRow row, int index, String column, Consumer<String> unreadable) {
    try {
      return Optional.of(row.number(index));
    } catch (IllegalArgumentException e) {
      String text = row.text(index);
      unreadable.accept(
          text.isEmpty()
              ? Invalid.message(column + " of row " + row.number(), "''", "must not be null")
              : Invalid.message(column + " of row " + row.number(), "'" + text + "'", reason(e)));
      return Optional.empty();
    }
  }

  /** The rule alone of a message of ours. */
  private static String reason(IllegalArgumentException e) {
    String message = String.valueOf(e.getMessage());
    int open = message.lastIndexOf(" (");
    return open < 0 || !message.endsWith(")")
        ? message
        : message.substring(open + 2, message.length() - 1);
  }

  private static String wellFormed(TableRow row, String text) {
    if (!CodePoints.isWellFormed(text)) {
      throw Invalid.argument(
          "text in row " + row.number(), "'" + text + "'", "must not hold an unpaired surrogate");
    }
    return text;
  }
}
