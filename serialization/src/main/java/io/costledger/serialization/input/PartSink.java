package io.costledger.serialization.input;

import java.math.BigDecimal;

/**
 * Takes the rows of one part of a file, cell by cell; parts are read at the same time, each by one
 * thread. There are no places and no problems: whatever a sink throws as {@link
 * IrregularException} or {@link IllegalArgumentException} ends the reading in parts, and the file is
 * read as a whole.
 *
 * @param <R> what becomes of a part
 */
public interface PartSink<R> {
  /**
   * Takes a cell.
   *
   * @param column the column's index
   * @param chars where its text is; only good until this returns
   * @param offset where the text starts
   * @param size how many characters it has
   */
  void cell(int column, char[] chars, int offset, int size);

  /**
   * Takes a cell.
   *
   * @param column the column's index
   * @param text its text; empty where there is nothing
   */
  void cell(int column, String text);

  /**
   * Takes a cell of a format that has numbers.
   *
   * @param column the column's index
   * @param number the exact number
   */
  void cell(int column, BigDecimal number);

  /** Ends a row, of which each wanted column had a cell. */
  void row();

  /**
   * Ends the part.
   *
   * @return what became of it
   */
  R end();
}
