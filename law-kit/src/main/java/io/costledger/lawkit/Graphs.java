package io.costledger.lawkit;

import io.costledger.core.policy.Cycles;
import io.costledger.core.policy.Platform;
import io.costledger.core.policy.Policy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Generators of attribution graphs, for jqwik: which platforms use which. All shrink to one platform
 * {@code p}, and to few edges.
 */
public final class Graphs {
  private static final List<String> IDS = List.of("p", "q", "P", "r");

  private Graphs() {}

  /**
   * Which platforms use which.
   *
   * @param users platform to the platforms that may use it
   */
  public record Graph(Map<String, List<String>> users) {
    /** Copies the map, in its order. */
    public Graph {
      Map<String, List<String>> copy = new LinkedHashMap<>();
      users.forEach((platform, by) -> copy.put(platform, List.copyOf(by)));
      users = Collections.unmodifiableMap(copy);
    }

    /**
     * Returns the platforms that use a platform.
     *
     * @param platform an id
     * @return their ids
     */
    public List<String> usersOf(String platform) {
      return users.getOrDefault(platform, List.of());
    }

    /**
     * Returns whether platforms use each other in a circle.
     *
     * @return whether there is one
     */
    public boolean hasCircle() {
      TreeSet<String> left = new TreeSet<>(users.keySet());
      while (left.removeIf(platform -> usersOf(platform).stream().noneMatch(left::contains))) {
        // Those that only platforms use that are gone are gone, too.
      }
      return !left.isEmpty();
    }
  }

  /**
   * Returns graphs without a circle.
   *
   * @return an arbitrary of graphs of one to four platforms
   */
  public static Arbitrary<Graph> acyclic() {
    return of(false);
  }

  /**
   * Returns graphs with and without circles.
   *
   * @return an arbitrary of graphs of one to four platforms
   */
  public static Arbitrary<Graph> any() {
    return Arbitraries.frequencyOf(Tuple.of(1, acyclic()), Tuple.of(2, of(true)));
  }

  /**
   * Returns the widest graph that a policy allows: platforms use those declared before them, and any
   * other if circles are allowed.
   *
   * @param policy the policy
   * @return the graph
   */
  public static Graph of(Policy policy) {
    Map<String, List<String>> users = new LinkedHashMap<>();
    List<String> ids = policy.platforms().stream().map(Platform::id).toList();
    boolean mayCircle = !(policy.cycles() instanceof Cycles.Refused);
    for (int i = 0; i < ids.size(); i++) {
      List<String> by = new ArrayList<>(mayCircle ? ids : ids.subList(i + 1, ids.size()));
      by.remove(ids.get(i));
      users.put(ids.get(i), by);
    }
    return new Graph(users);
  }

  private static Arbitrary<Graph> of(boolean mayCircle) {
    Arbitrary<Integer> size = Arbitraries.frequency(
        Tuple.of(1, 1), Tuple.of(4, 2), Tuple.of(2, 3), Tuple.of(1, IDS.size()));
    // Of each pair: no use, of the first by the second, or of each by the other.
    Arbitrary<List<Integer>> edges =
        Arbitraries.of(0, 1, mayCircle ? 2 : 1).list().ofSize(IDS.size() * IDS.size());
    return Combinators.combine(size, edges).as((platforms, there) -> {
      Map<String, List<String>> users = new LinkedHashMap<>();
      for (int i = 0; i < platforms; i++) {
        List<String> by = new ArrayList<>();
        for (int j = 0; j < platforms; j++) {
          int edge = there.get(Math.min(i, j) * IDS.size() + Math.max(i, j));
          if (i != j && edge >= (i < j ? 1 : 2)) {
            by.add(IDS.get(j));
          }
        }
        users.put(IDS.get(i), by);
      }
      return new Graph(users);
    });
  }
}
