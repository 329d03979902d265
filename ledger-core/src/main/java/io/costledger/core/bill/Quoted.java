package io.costledger.core.bill;

import io.costledger.core.account.CodePoints;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes texts of rules so that none can imitate another: in quotes, with quotes and backslashes
 * inside escaped, and in the order of keys where order means nothing.
 */
final class Quoted {
  private Quoted() {}

  static String text(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  static String field(RowField field) {
    return (field.isTag() ? "tag " : "column ") + text(field.name());
  }

  static String sorted(Collection<String> texts) {
    TreeSet<String> sorted = new TreeSet<>(CodePoints.ORDER);
    sorted.addAll(texts);
    return sorted.stream().map(Quoted::text).collect(Collectors.joining(", ", "[", "]"));
  }

  static String sorted(Map<String, String> table) {
    TreeMap<String, String> sorted = new TreeMap<>(CodePoints.ORDER);
    sorted.putAll(table);
    return sorted.entrySet().stream()
        .map(entry -> text(entry.getKey()) + "=" + text(entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
