package io.costledger.serialization.input;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;

/** Hands the cells of a part on, within the bounds of {@link RowHandler}. */
final class CellHandler extends AbstractBaseCsvCallbackHandler<Boolean> {
  private final PartSink<?> sink;
  private final int columns;
  private final boolean hasQuotes;
  private boolean isHeader;
  private int cells;
  private int length;

  /**
   * Starts a part.
   *
   * @param columns how many cells a row has
   * @param hasQuotes whether there is a quote in the part
   * @param isHeader whether its first row is the header, which is known already
   */
  CellHandler(PartSink<?> sink, int columns, boolean hasQuotes, boolean isHeader) {
    this.sink = sink;
    this.columns = columns;
    this.hasQuotes = hasQuotes;
    this.isHeader = isHeader;
  }

  @Override
  protected void handleBegin(long startingLineNumber) {
    cells = 0;
    length = 0;
  }

  @Override
  protected void handleField(int index, char[] buffer, int offset, int size, boolean quoted) {
    length += size + 1;
    cells++;
    if (size > CsvFile.MAX_FIELD
        || length > CsvFile.MAX_ROW
        || cells > columns
        || (hasQuotes && !quoted && hasQuote(buffer, offset, size))) {
      throw new IrregularException();
    }
    if (!isHeader) {
      sink.cell(index, buffer, offset, size);
    }
  }

  private static boolean hasQuote(char[] buffer, int offset, int size) {
    for (int i = offset; i < offset + size; i++) {
      if (buffer[i] == '"') {
        return true;
      }
    }
    return false;
  }

  /** An empty line has no cell, and is no row. */
  @Override
  protected Boolean buildRecord() {
    if (cells == 0) {
      return true;
    }
    if (isHeader) {
      isHeader = false;
    } else if (cells == columns) {
      sink.row();
    } else {
      throw new IrregularException();
    }
    return true;
  }
}
