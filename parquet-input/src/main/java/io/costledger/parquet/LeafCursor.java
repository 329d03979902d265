package io.costledger.parquet;

import org.apache.parquet.column.ColumnReader;
import org.jspecify.annotations.Nullable;

/** The cells of a column of values. */
final class LeafCursor implements Cursor {
  private final Leaf leaf;
  private final CellConverter converter;
  private final int definition;
  private ColumnReader reader;

  @SuppressWarnings("NullAway.Init")
  LeafCursor(Leaf leaf, Meaning meaning) {
    this.leaf = leaf;
    this.converter = new CellConverter(meaning, leaf.stored());
    this.definition = leaf.definition();
  }

  @Override
  public void open(GroupPages pages) {
    reader = pages.reader(leaf, converter);
  }

  @Override
  public void fill(@Nullable Object[] cells, Position at, int end) {
    ColumnReader values = reader;
    for (; at.at < end; at.at++) {
      if (values.getCurrentDefinitionLevel() == definition) {
        values.writeCurrentValueToConverter();
        cells[at.at] = converter.value();
      } else {
        cells[at.at] = null;
      }
      values.consume();
    }
  }
}
