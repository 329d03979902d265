package io.costledger.core.policy;

import io.costledger.core.Invalid;
import io.costledger.core.account.CodePoints;
import io.costledger.core.time.Dated;
import io.costledger.core.time.Period;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who belongs to whom, effective-dated. It stands outside attribution (SPEC section 13): changing
 * it never re-runs an allocation. Keys are cost centers and other nodes; values are their parents.
 */
public final class Hierarchy {
  private static final Hierarchy NONE = new Hierarchy(new TreeMap<>());

  private final NavigableMap<String, Dated<String>> parents;

  private Hierarchy(NavigableMap<String, Dated<String>> parents) {
    this.parents = parents;
  }

  /**
   * Returns the hierarchy without a parent.
   *
   * @return every node is a root
   */
  public static Hierarchy none() {
    return NONE;
  }

  /**
   * Returns a hierarchy.
   *
   * @param parents node to parent
   * @return the hierarchy
   */
  public static Hierarchy of(Map<String, Dated<String>> parents) {
    NavigableMap<String, Dated<String>> copy = new TreeMap<>(CodePoints.ORDER);
    copy.putAll(parents);
    return new Hierarchy(Collections.unmodifiableNavigableMap(copy));
  }

  /**
   * Returns the parents.
   *
   * @return node to parent, in the order of keys
   */
  public NavigableMap<String, Dated<String>> parents() {
    return parents;
  }

  /**
   * Returns a node's parent in a period.
   *
   * @param node the node
   * @param period a period
   * @return the parent, or empty for a root
   * @throws IllegalArgumentException if the parent changes inside the period or isn't said for it
   */
  public Optional<String> parent(String node, Period period) {
    return Optional.ofNullable(parents.get(node)).map(dated -> dated.over(period));
  }

  /**
   * Returns a node's topmost ancestor in a period.
   *
   * @param node the node
   * @param period a period
   * @return the ancestor; the node itself if it has no parent
   * @throws IllegalArgumentException if the node is its own ancestor, or a parent changes inside
   *     the period
   */
  public String root(String node, Period period) {
    Set<String> seen = new LinkedHashSet<>();
    String at = node;
    for (Optional<String> up = parent(at, period); up.isPresent(); up = parent(at, period)) {
      if (!seen.add(at)) {
        throw Invalid.argument("hierarchy", seen, "must not form a cycle");
      }
      at = up.get();
    }
    return at;
  }
}
