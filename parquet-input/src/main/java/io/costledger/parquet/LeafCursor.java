package io.costledger.parquet;

import java.math.BigDecimal;
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
  public void next() {
    if (reader.getCurrentDefinitionLevel() == definition) {
      reader.writeCurrentValueToConverter();
    } else {
      converter.setNull();
    }
    reader.consume();
  }

  @Override
  public String text() {
    return converter.text();
  }

  @Override
  public @Nullable BigDecimal number() {
    return converter.number();
  }
}
