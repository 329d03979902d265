package io.costledger.policyfile;

import io.costledger.core.policy.Hierarchy;
import io.costledger.core.time.Dated;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads who belongs to whom: node to parent, either always or effective-dated. */
final class HierarchyReader {
  private final Problems problems;
  private final Values values;
  private final DatedReader dated;

  HierarchyReader(Problems problems, Values values, DatedReader dated) {
    this.problems = problems;
    this.values = values;
    this.dated = dated;
  }

  /**
   * Returns the hierarchy.
   *
   * @param grain the charge periods, if they could be read
   */
  Hierarchy read(Node node, Optional<Grain> grain) {
    Map<String, Dated<String>> parents = new LinkedHashMap<>();
    Map<String, Place> places = new HashMap<>();
    Optional<Node.Mapping> entries = values.anyMapping(node, "hierarchy", "node to parent");
    if (entries.isPresent()) {
      entries.get().entries().forEach((child, parent) -> {
        values.id(new Node.Text(parent.at(), child, true), "hierarchy node");
        Optional<Dated<String>> value = dated.read(parent, text -> values.id(text, "parent"));
        value.ifPresent(d -> parents.put(child, d));
        places.put(child, parent.at());
      });
      grain.ifPresent(g -> holdsThroughEachPeriod(parents, places, g));
      refuseCycles(parents, places);
    }
    return Hierarchy.of(parents);
  }

  private void holdsThroughEachPeriod(
      Map<String, Dated<String>> parents, Map<String, Place> places, Grain grain) {
    parents.forEach((child, parent) -> {
      for (Period period : grain.periods()) {
        if (values
            .tried(Objects.requireNonNull(places.get(child)), () -> parent.over(period))
            .isEmpty()) {
          return;
        }
      }
    });
  }

  /** Looks at the hierarchy as it is before all changes and after each. */
  private void refuseCycles(Map<String, Dated<String>> parents, Map<String, Place> places) {
    TreeSet<Instant> changes = new TreeSet<>(List.of(Instant.MIN));
    parents
        .values()
        .forEach(d -> d.versions().forEach(version -> version.from().ifPresent(changes::add)));
    Set<Set<String>> reported = new HashSet<>();
    for (Instant at : changes) {
      Map<String, String> now = new LinkedHashMap<>();
      parents.forEach((child, d) -> d.at(at).ifPresent(parent -> now.put(child, parent)));
      Set<String> done = new HashSet<>();
      for (String start : now.keySet()) {
        Set<String> cycle = cycleFrom(start, now, done);
        if (!cycle.isEmpty() && reported.add(cycle)) {
          String shown = String.join(" -> ", cycle) + " -> " + cycle.iterator().next();
          problems.add(
              Objects.requireNonNull(places.get(cycle.iterator().next())),
              "hierarchy",
              shown,
              "must not form a cycle");
        }
      }
    }
  }

  /** The cycle that a walk upwards runs into, from its first member; empty if there is none. */
  private static Set<String> cycleFrom(String start, Map<String, String> now, Set<String> done) {
    Set<String> walked = new LinkedHashSet<>();
    String at = start;
    while (now.containsKey(at) && !done.contains(at)) {
      if (!walked.add(at)) {
        Set<String> cycle = new LinkedHashSet<>();
        for (String next = at; cycle.add(next); ) {
          next = now.get(next);
        }
        done.addAll(walked);
        return cycle;
      }
      at = now.get(at);
    }
    done.addAll(walked);
    return Set.of();
  }
}
