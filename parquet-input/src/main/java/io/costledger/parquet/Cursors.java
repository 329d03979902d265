package io.costledger.parquet;

import io.costledger.core.Invalid;
import io.costledger.serialization.input.PartSink;
import io.costledger.serialization.input.RowCells;
import io.costledger.serialization.input.StopReading;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cursors of all columns, at one row. */
final class Cursors implements RowCells {
  /** Enough to be warm; few enough that cells of the greatest length fit the memory. */
  private static final int BATCH = 256;

  private final List<TopColumn> columns;
  private final @Nullable Cursor[] cursors;
  private final @Nullable Object[][] cells;
  private long row;
  private int at;
  private int filled;
  private @Nullable StopReading stop;

  /** Takes a cursor for each column; null where a column is not read. */
  Cursors(List<TopColumn> columns, @Nullable Cursor[] cursors) {
    this.columns = columns;
    this.cursors = cursors;
    this.cells = new Object[cursors.length][];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = new Object[cursors[i] == null ? 0 : BATCH];
    }
  }

  /** Goes to the first row of a row group. */
  void open(GroupPages group) {
    at = 0;
    filled = 0;
    for (int i = 0; i < cursors.length; i++) {
      Cursor cursor = cursors[i];
      if (cursor != null) {
        try {
          cursor.open(group);
        } catch (RuntimeException | OutOfMemoryError e) {
          throw stopped(row + 1, columns.get(i).name(), e);
        }
      }
    }
  }

  /**
   * Takes the next row.
   *
   * @param left how many rows the row group still has, this one counted
   * @return its number
   */
  long next(long left) {
    at++;
    if (at >= filled) {
      fill((int) Math.min(BATCH, left));
    }
    return ++row;
  }

  /** Rows before one that can't be read are handed on first. */
  private void fill(int count) {
    StopReading met = stop;
    if (met != null) {
      throw met;
    }
    at = 0;
    filled = count;
    for (int i = 0; i < cursors.length; i++) {
      Cursor cursor = cursors[i];
      if (cursor != null) {
        Cursor.Position position = new Cursor.Position();
        try {
          cursor.fill(cells[i], position, filled);
        } catch (RuntimeException | OutOfMemoryError e) {
          filled = position.at;
          stop = stopped(row + 1 + position.at, columns.get(i).name(), e);
        }
      }
    }
    met = stop;
    if (filled == 0 && met != null) {
      throw met;
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
    Object cell = cell(index);
    if (cell instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return cell == null ? "" : (String) cell;
  }

  @Override
  public Optional<BigDecimal> number(int index) {
    return cell(index) instanceof BigDecimal number ? Optional.of(number) : Optional.empty();
  }

  /** Hands the cells of the row on. */
  void handOn(PartSink<?> sink) {
    for (int i = 0; i < cursors.length; i++) {
      if (cursors[i] != null) {
        Object cell = cells[i][at];
        if (cell instanceof BigDecimal number) {
          sink.cell(i, number);
        } else {
          sink.cell(i, cell == null ? "" : (String) cell);
        }
      }
    }
  }

  private @Nullable Object cell(int index) {
    if (cursors[index] == null) {
      throw new IllegalStateException("a column that nobody asked for was not read");
    }
    return cells[index][at];
  }
}
