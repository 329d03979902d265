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
 * #resolve} orders it, or names them; {@link #resolveGroups} takes each as one.
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
    return resolveGroups();
  }

  /**
   * Orders the platforms so that each comes after all that charge it, where those in a circle count
   * as one (SPEC 5.5).
   *
   * @return the resolved attribution
   */
  public ResolvedAttribution resolveGroups() {
    List<List<String>> groups = StronglyConnected.groupsOf(charged);
    NavigableMap<String, List<String>> groupOf = new TreeMap<>(CodePoints.ORDER);
    groups.forEach(group -> group.forEach(member -> groupOf.put(member, group)));
    // By the first member of each group.
    NavigableMap<String, NavigableSet<String>> edges = new TreeMap<>(CodePoints.ORDER);
    Map<String, Integer> waiting = new TreeMap<>(CodePoints.ORDER);
    for (List<String> group : groups) {
      NavigableSet<String> to = new TreeSet<>(CodePoints.ORDER);
      group.forEach(member -> charged
          .getOrDefault(member, new TreeSet<>())
          .forEach(consumer -> to.add(groupOf.getOrDefault(consumer, group).get(0))));
      to.remove(group.get(0));
      edges.put(group.get(0), to);
      to.forEach(consumer -> waiting.merge(consumer, 1, Integer::sum));
    }
    List<List<String>> order = new ArrayList<>();
    Map<String, Integer> tiers = new TreeMap<>(CodePoints.ORDER);
    for (List<String> group : groups) { // those that nobody charges ascend here
      if (!waiting.containsKey(group.get(0))) {
        order.add(group);
        tiers.put(group.get(0), 0);
      }
    }
    for (int i = 0; i < order.size(); i++) {
      List<String> group = order.get(i);
      int tier = tiers.getOrDefault(group.get(0), 0);
      group.forEach(member -> tiers.put(member, tier));
      for (String consumer : edges.getOrDefault(group.get(0), new TreeSet<>())) {
        tiers.merge(consumer, tier + 1, Math::max);
        if (waiting.merge(consumer, -1, Integer::sum) == 0) {
          order.add(groupOf.getOrDefault(consumer, List.of()));
        }
      }
    }
    return new ResolvedAttribution(period, order, tiers);
  }
}
