package io.costledger.serialization.input;

import java.math.BigDecimal;
import java.util.Optional;

/** The cells of one row, as its format has them. */
@FunctionalInterface
public interface RowCells {
  /**
   * Returns a cell as a text.
   *
   * @param index the column's index
   * @return the text; empty where there is nothing
   */
  String text(int index);

  /**
   * Returns the number in a cell, where the format has numbers and this is one.
   *
   * @param index the column's index
   * @return the exact number; empty: the text says what there is
   */
  default Optional<BigDecimal> number(int index) {
    return Optional.empty();
  }
}
