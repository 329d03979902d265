package io.costledger.serialization.input;

/** What takes the rows of a file, whatever its format. */
public interface RowSink {
  /**
   * Takes the header, before any row.
   *
   * @param header the columns
   */
  void header(Header header);

  /**
   * Takes a row that has as many cells as the header has columns.
   *
   * @param row the row; only good until the next one comes
   */
  void row(Row row);
}
