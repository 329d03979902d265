package io.costledger.serialization.input;

import io.costledger.core.Invalid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The column names of a file of rows. A column that is missing or stands twice can't be asked for. */
public final class Header {
  private static final int NOWHERE = -1;

  private final List<String> names;
  private final Map<String, Integer> indices = new HashMap<>();

  /**
   * Takes the names and notes what is wrong with them.
   *
   * @param names the names in the file's order
   * @param required the columns that must be there
   * @param problems takes what is wrong
   */
  public Header(List<String> names, List<String> required, Problems problems) {
    this.names = List.copyOf(names);
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Integer before = indices.putIfAbsent(name, i);
      if (name.isEmpty()) {
        problems.add("header", Invalid.message("column", "number " + (i + 1), "must have a name"));
      } else if (before != null) {
        problems.add("header", Invalid.message("column", name, "must stand in the header once"));
      }
    }
    for (String name : required) {
      if (!indices.containsKey(name)) {
        problems.add("header", Invalid.message("column", name, "is required but not there"));
      }
    }
    for (int i = 0; i < names.size(); i++) {
      if (names.indexOf(names.get(i)) != names.lastIndexOf(names.get(i))) {
        indices.put(names.get(i), NOWHERE);
      }
    }
  }

  /**
   * Returns the names in the file's order.
   *
   * @return the names as given
   */
  public List<String> names() {
    return names;
  }

  /**
   * Returns the columns whose name is not one of some.
   *
   * @param known the other columns
   * @return their indices, ascending
   */
  public List<Integer> others(List<String> known) {
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (!known.contains(names.get(i))) {
        others.add(i);
      }
    }
    return others;
  }

  /** Where a column stands, or a negative number if it is missing or stands twice. */
  int index(String name) {
    return indices.getOrDefault(name, NOWHERE);
  }
}
