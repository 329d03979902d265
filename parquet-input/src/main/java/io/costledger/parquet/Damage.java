package io.costledger.parquet;

import io.costledger.core.Invalid;
import io.costledger.serialization.input.StopReading;

/** What ends the reading of a file that isn't what Parquet says, in one grammar. */
final class Damage {
  private Damage() {}

  /** Something about a column as a whole. */
  static StopReading of(String column, String message) {
    return new StopReading("column " + Invalid.shown(column), message);
  }

  /** Something about a file as a whole. */
  static StopReading ofFile(Object value, String rule) {
    return new StopReading("", Invalid.message("Parquet file", value, rule));
  }
}
