package io.costledger.flink;

import java.util.LinkedHashMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.types.RowUtils;

/**
 * Makes rows that have positions and names. Flink's own {@code Row.withNames()} has names only, and a
 * duplicate of Flink's serializer of rows, as state backends use it, refuses those; what it reads
 * back has positions only.
 */
final class NamedRows {
  private final LinkedHashMap<String, Integer> positions = new LinkedHashMap<>();

  NamedRows(TypeInformation<Row> type) {
    for (String name : ((RowTypeInfo) type).getFieldNames()) {
      positions.put(name, positions.size());
    }
  }

  /** A row of nulls. */
  Row empty() {
    return RowUtils.createRowWithNamedPositions(
        RowKind.INSERT, new Object[positions.size()], positions);
  }

  /** The same values with names, for a row out of state. */
  Row named(Row positioned) {
    Row row = empty();
    for (int i = 0; i < positions.size(); i++) {
      row.setField(i, positioned.getField(i));
    }
    return row;
  }
}
