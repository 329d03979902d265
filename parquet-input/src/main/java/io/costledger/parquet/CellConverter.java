package io.costledger.parquet;

import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/** Makes the cell of a column of what Parquet's decoder hands on; each dictionary entry once. */
final class CellConverter extends PrimitiveConverter {
  private final Meaning meaning;
  private final PrimitiveTypeName stored;
  private Object value = "";
  private @Nullable Dictionary dictionary;
  private @Nullable Object[] known = {};

  CellConverter(Meaning meaning, PrimitiveTypeName stored) {
    this.meaning = meaning;
    this.stored = stored;
  }

  /** The cell that was converted last. */
  Object value() {
    return value;
  }

  @Override
  public boolean hasDictionarySupport() {
    return true;
  }

  @Override
  public void setDictionary(Dictionary next) {
    dictionary = next;
    known = new Object[next.getMaxId() + 1];
  }

  @Override
  public void addValueFromDictionary(int id) {
    Object cell = known[id];
    if (cell == null) {
      cell = decoded(id);
      known[id] = cell;
    }
    value = cell;
  }

  private Object decoded(int id) {
    Dictionary values = dictionary;
    if (values == null) {
      throw new IllegalStateException("a dictionary comes before its ids");
    }
    return switch (stored) {
      case INT32 -> meaning.of(values.decodeToInt(id));
      case INT64 -> meaning.of(values.decodeToLong(id));
      default -> meaning.of(values.decodeToBinary(id));
    };
  }

  @Override
  public void addBinary(Binary binary) {
    value = meaning.of(binary);
  }

  @Override
  public void addBoolean(boolean truth) {
    value = meaning.of(truth ? 1 : 0);
  }

  @Override
  public void addInt(int number) {
    value = meaning.of(number);
  }

  @Override
  public void addLong(long number) {
    value = meaning.of(number);
  }
}
