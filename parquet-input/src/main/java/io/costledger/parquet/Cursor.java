package io.costledger.parquet;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Where the reading of a column stands: at one cell. */
interface Cursor {
  /** Goes to the first cell of a row group. */
  void open(GroupPages pages);

  /** Takes the next cell. */
  void next();

  /** The cell as a text; empty for null. */
  String text();

  /** The cell as a number, if it is one. */
  @Nullable
  BigDecimal number();
}
