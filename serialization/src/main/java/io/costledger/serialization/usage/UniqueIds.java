package io.costledger.serialization.usage;

import io.costledger.core.account.CodePoints;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.eclipse.collections.api.factory.primitive.IntLists;
import org.eclipse.collections.api.factory.primitive.ObjectIntMaps;
import org.eclipse.collections.api.list.primitive.MutableIntList;
import org.eclipse.collections.api.map.primitive.MutableObjectIntMap;

/** Finds ids that stand twice. As long as they ascend none can, and nothing is looked up. */
final class UniqueIds {
  private final List<String> ascending = new ArrayList<>();
  private final MutableIntList rows = IntLists.mutable.empty();
  private final MutableObjectIntMap<String> rowOf = ObjectIntMaps.mutable.empty();

  /**
   * Takes the next id.
   *
   * @return the row that had it before; empty if none had
   */
  OptionalInt add(String id, int row) {
    if (rowOf.isEmpty()) {
      if (ascending.isEmpty() || CodePoints.compare(ascending.get(ascending.size() - 1), id) < 0) {
        ascending.add(id);
        rows.add(row);
        return OptionalInt.empty();
      }
      for (int i = 0; i < ascending.size(); i++) {
        rowOf.put(ascending.get(i), rows.get(i));
      }
      ascending.clear();
    }
    int before = rowOf.getIfAbsentPut(id, row);
    return before == row ? OptionalInt.empty() : OptionalInt.of(before);
  }
}
