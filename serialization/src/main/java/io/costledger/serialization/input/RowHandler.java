package io.costledger.serialization.input;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import io.costledger.core.Invalid;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Takes cells from the parser, bounds them, and knows where the parser stands. */
final class RowHandler extends AbstractBaseCsvCallbackHandler<List<String>> {
  static final String TOO_LONG = Invalid.message(
      "field",
      "more than " + CsvFile.MAX_FIELD + " characters",
      "must have at most " + CsvFile.MAX_FIELD);

  private final Problems problems;
  private final LongSupplier row;
  private final RecentTexts recent = new RecentTexts();

  /** The cells of a row; used again for the next. */
  private final List<String> cells = new ArrayList<>();

  private int next;
  private List<String> columns = List.of();
  private int length;
  private @Nullable Utf8Reader reader;

  RowHandler(Problems problems, LongSupplier row) {
    this.problems = problems;
    this.row = row;
  }

  void reportProgressTo(Utf8Reader utf8) {
    reader = utf8;
  }

  void columns(List<String> names) {
    columns = List.copyOf(names);
  }

  /** Where the cell stands that comes next. */
  String place() {
    if (row.getAsLong() == 0) {
      return "header";
    }
    return next < columns.size()
        ? "row " + row.getAsLong() + ", column " + Invalid.shown(columns.get(next))
        : "row " + row.getAsLong();
  }

  @Override
  protected void handleBegin(long startingLineNumber) {
    cells.clear();
    next = 0;
    length = 0;
  }

  @Override
  protected void handleField(int index, char[] buffer, int offset, int size, boolean quoted) {
    if (size > CsvFile.MAX_FIELD) {
      throw new StopReading(place(), TOO_LONG);
    }
    if (index >= CsvFile.MAX_COLUMNS) {
      stop("more than " + CsvFile.MAX_COLUMNS + " cells", CsvFile.MAX_COLUMNS);
    }
    length += size + 1;
    if (length > CsvFile.MAX_ROW) {
      stop("more than " + CsvFile.MAX_ROW + " characters", CsvFile.MAX_ROW);
    }
    String text = recent.of(buffer, offset, size);
    if (!quoted && text.indexOf('"') >= 0) {
      problems.add(
          place(),
          Invalid.message("quote", "'" + text + "'", "a cell with a quote must be quoted"));
    }
    cells.add(text);
    next++;
    progress();
  }

  @Override
  protected void handleEmpty() {
    progress();
  }

  @Override
  protected List<String> buildRecord() {
    next = 0;
    return cells;
  }

  private void progress() {
    if (reader != null) {
      reader.progress();
    }
  }

  private void stop(String value, int most) {
    String where = row.getAsLong() == 0 ? "header" : "row " + row.getAsLong();
    throw new StopReading(where, Invalid.message("row", value, "must have at most " + most));
  }
}
