package io.costledger.core.attribution;

import io.costledger.core.account.CodePoints;
import io.costledger.core.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which platform charges which, in one grain period, as declared platforms and usage make it (SPEC
 * 5.1): an edge p to q where q's weight in p's pool is above 0. It may have cycles; {@link
 * #resolve} orders it, or names them.
 */
public final class AttributionGraph {
  private final Period period;
  private final NavigableMap<String, NavigableSet<String>> charged;

  private AttributionGraph(Period period, NavigableMap<String, NavigableSet<String>> charged) {
    this.period = period;
    this.charged = charged;
  }

  /**
   * Returns the graph of given edges.
   *
   * @param period the grain period
   * @param charged every platform, with the platforms that it charges; each of these is a key too;
   *     use of itself is dropped (SPEC 5.3)
   * @return the graph
   */
  public static AttributionGraph of(
      Period period, Map<String, ? extends Iterable<String>> charged) {
    NavigableMap<String, NavigableSet<String>> copy = new TreeMap<>(CodePoints.ORDER);
    charged.forEach((platform, consumers) -> {
      NavigableSet<String> to = new TreeSet<>(CodePoints.ORDER);
      consumers.forEach(to::add);
      to.remove(platform);
      copy.put(platform, to);
    });
    return new AttributionGraph(period, copy);
  }

  /**
   * Returns the grain period.
   *
   * @return the period
   */
  public Period period() {
    return period;
  }

  /**
   * Returns the groups of platforms that charge each other in a circle.
   *
   * @return each group ascending; groups ascend by their first member; empty for an acyclic graph
   */
  public List<List<String>> cycles() {
    List<List<String>> cycles = new ArrayList<>();
    for (List<String> group : StronglyConnected.groupsOf(charged)) {
      if (group.size() > 1) {
        cycles.add(group);
      }
    }
    cycles.sort((a, b) -> CodePoints.compare(a.get(0), b.get(0)));
    return cycles;
  }

  /**
   * Orders the platforms so that each comes after all that charge it.
   *
   * @return the resolved attribution
   * @throws CyclicAttributionException if there is a cycle; it names every one
   */
  public ResolvedAttribution resolve() {
    List<List<String>> cycles = cycles();
    if (!cycles.isEmpty()) {
      throw new CyclicAttributionException(period, cycles);
    }
    Map<String, Integer> waiting = new TreeMap<>(CodePoints.ORDER);
    charged.keySet().forEach(platform -> waiting.put(platform, 0));
    charged.values().forEach(to -> to.forEach(q -> waiting.merge(q, 1, Integer::sum)));
    Map<String, Integer> tiers = new TreeMap<>(CodePoints.ORDER);
    List<String> order = new ArrayList<>();
    waiting.forEach((platform, count) -> {
      if (count == 0) {
        order.add(platform);
        tiers.put(platform, 0);
      }
    });
    for (int i = 0; i < order.size(); i++) {
      String platform = order.get(i);
      int below = tiers.getOrDefault(platform, 0) + 1;
      for (String consumer : charged.getOrDefault(platform, new TreeSet<>())) {
        tiers.merge(consumer, below, Math::max);
        if (waiting.merge(consumer, -1, Integer::sum) == 0) {
          order.add(consumer);
        }
      }
    }
    return new ResolvedAttribution(period, order, tiers);
  }
}
