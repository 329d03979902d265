package io.costledger.core.bill;

import java.util.Optional;

/**
 * A place in a bill row: a column, or a tag.
 *
 * @param isTag whether the name is a tag's key; else a FOCUS column's name
 * @param name the tag's key or the column's name, as given
 */
public record RowField(boolean isTag, String name) {
  /**
   * Returns a column.
   *
   * @param name the FOCUS column's name
   * @return the field
   */
  public static RowField column(String name) {
    return new RowField(false, name);
  }

  /**
   * Returns a tag.
   *
   * @param key the tag's key, as given
   * @return the field
   */
  public static RowField tag(String key) {
    return new RowField(true, key);
  }

  /**
   * Returns the text at this place of a row.
   *
   * @param row the row
   * @return the text, or empty where the row has none
   */
  public Optional<String> of(BillRecord row) {
    return Optional.ofNullable(isTag ? row.tags().get(name) : row.columns().get(name));
  }

  /** {@code column <name>} or {@code tag <key>}. */
  @Override
  public String toString() {
    return (isTag ? "tag " : "column ") + name;
  }
}
