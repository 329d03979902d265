package io.costledger.serialization.input;

import java.util.function.Predicate;

/**
 * How a file of rows speaks of itself.
 *
 * @param row what one of its rows is called
 * @param column what one of its columns is called
 * @param isNull which texts stand for no value
 */
record Form(String row, String column, Predicate<String> isNull) {
  /** A table that somebody else wrote: null has many spellings. */
  static final Form FOREIGN_TABLE = new Form("row", "column", Cells::isNull);

  /** A CSV file of this library's: only what is empty is null. */
  static final Form OWN_CSV = new Form("row", "column", String::isEmpty);

  /** A file of one JSON object a line. */
  static final Form JSON_LINES = new Form("line", "field", String::isEmpty);

  String place(long number) {
    return row + " " + number;
  }
}
