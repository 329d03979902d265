package io.costledger.parquet;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.costledger.core.Invalid;
import io.costledger.serialization.input.CsvFile;
import java.util.Optional;
import org.apache.parquet.column.ColumnReader;
import org.jspecify.annotations.Nullable;

/** The cells of a map, as the JSON object that a CSV file has in its place; each value a text. */
final class MapCursor implements Cursor {
  private final Leaf keyLeaf;
  private final Leaf valueLeaf;
  private final CellConverter key;
  private final CellConverter value;
  private ColumnReader keys;
  private ColumnReader values;
  private long left;

  @SuppressWarnings("NullAway.Init")
  MapCursor(TopColumn column, Optional<Inexact> inexact) {
    this.keyLeaf = column.leaves().get(0);
    this.valueLeaf = column.leaves().get(1);
    this.key = new CellConverter(keyLeaf.meaning(false, inexact), keyLeaf.stored());
    this.value = new CellConverter(valueLeaf.meaning(false, inexact), valueLeaf.stored());
  }

  @Override
  public void open(GroupPages pages) {
    keys = pages.reader(keyLeaf, key);
    values = pages.reader(valueLeaf, value);
    left = pages.values(keyLeaf);
    if (pages.values(valueLeaf) != left) {
      throw damaged("another number of keys than of values");
    }
  }

  @Override
  public void fill(@Nullable Object[] cells, Position at, int end) {
    for (; at.at < end; at.at++) {
      cells[at.at] = next();
    }
  }

  private @Nullable String next() {
    StringBuilder json = new StringBuilder();
    // One level up there is a map without an entry, two up there is none.
    int isThere = keyLeaf.definition() - Leaf.optional(keyLeaf.element());
    boolean isNull = keys.getCurrentDefinitionLevel() < isThere - 1;
    do {
      if (left-- == 0) {
        throw damaged("more rows than entries");
      }
      if (keys.getCurrentDefinitionLevel() >= isThere) {
        entry(json);
      }
      keys.consume();
      values.consume();
      if (json.length() > CsvFile.MAX_FIELD) {
        throw Invalid.argument(
            "field",
            "more than " + CsvFile.MAX_FIELD + " characters",
            "must have at most " + CsvFile.MAX_FIELD);
      }
    } while (left > 0 && keys.getCurrentRepetitionLevel() > 0);
    return isNull ? null : "{" + json + "}";
  }

  private void entry(StringBuilder json) {
    if (keys.getCurrentDefinitionLevel() != keyLeaf.definition()) {
      throw damaged("an entry without a key");
    }
    keys.writeCurrentValueToConverter();
    json.append(json.length() == 0 ? "" : ",");
    quoted(json, (String) key.value());
    json.append(':');
    if (values.getCurrentDefinitionLevel() == valueLeaf.definition()) {
      values.writeCurrentValueToConverter();
      quoted(json, (String) value.value());
    } else {
      json.append("null");
    }
  }

  private static void quoted(StringBuilder json, String text) {
    json.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, json);
    json.append('"');
  }

  private RuntimeException damaged(String what) {
    return Damage.of(
        keyLeaf.column(),
        Invalid.message("map", what, "must be what the Parquet format says: it is damaged"));
  }
}
