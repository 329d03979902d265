package io.costledger.parquet;

import io.costledger.core.Invalid;
import io.costledger.serialization.input.RowCells;
import io.costledger.serialization.input.StopReading;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cursors of all columns, at one row. */
final class Cursors implements RowCells {
  private final List<TopColumn> columns;
  private final @Nullable Cursor[] cursors;

  /** Takes a cursor for each column; null where a column is not read. */
  Cursors(List<TopColumn> columns, @Nullable Cursor[] cursors) {
    this.columns = columns;
    this.cursors = cursors;
  }

  /**
   * Takes the next row.
   *
   * @param row its number
   * @param group the row group that it is the first of, if it is
   */
  void next(long row, Optional<GroupPages> group) {
    for (int i = 0; i < cursors.length; i++) {
      Cursor cursor = cursors[i];
      if (cursor != null) {
        try {
          if (group.isPresent()) {
            cursor.open(group.get());
          }
          cursor.next();
        } catch (RuntimeException | OutOfMemoryError e) {
          throw stopped(row, columns.get(i).name(), e);
        }
      }
    }
  }

  /** The decoders throw whatever they meet in data that is no Parquet, some of it wrapped. */
  private static StopReading stopped(long row, String column, Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof StopReading stop) {
        return stop;
      }
    }
    String place = "row " + row + ", column " + Invalid.shown(column);
    if (thrown instanceof OutOfMemoryError) {
      return new StopReading(
          place,
          Invalid.message(
              "page", "too large", "must fit the memory: write smaller pages, or raise -Xmx"));
    }
    String message = String.valueOf(thrown.getMessage());
    return new StopReading(
        place,
        thrown instanceof IllegalArgumentException && message.startsWith("Invalid ")
            ? message
            : Invalid.message(
                "data", "can't be decoded", "must be what the Parquet format says: it is damaged"));
  }

  @Override
  public String text(int index) {
    return at(index).text();
  }

  @Override
  public Optional<BigDecimal> number(int index) {
    return Optional.ofNullable(at(index).number());
  }

  private Cursor at(int index) {
    Cursor cursor = cursors[index];
    if (cursor == null) {
      throw new IllegalStateException("a column that nobody asked for was not read");
    }
    return cursor;
  }
}
