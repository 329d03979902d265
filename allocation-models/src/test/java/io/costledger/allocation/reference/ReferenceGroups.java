package io.costledger.allocation.reference;

import io.costledger.allocation.reference.ReferenceScenario.Circles;
import io.costledger.allocation.reference.ReferenceScenario.Shared;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** SPEC 5.1 to 5.6: who stands in a circle, in which order, and what leaves it. */
final class ReferenceGroups {
  private ReferenceGroups() {}

  /** All that a platform charges, however far. */
  private static Set<Shared> from(Shared platform, Map<Shared, Set<Shared>> charges) {
    Set<Shared> reached = new HashSet<>(charges.get(platform));
    int before;
    do {
      before = reached.size();
      for (Shared other : List.copyOf(reached)) {
        reached.addAll(charges.get(other));
      }
    } while (reached.size() > before);
    return reached;
  }

  /** Takes, as often as there is one, a group that no platform still to be taken charges. */
  static List<List<Shared>> order(ReferenceScenario scenario, Map<Shared, Set<Shared>> charges) {
    List<List<Shared>> left = new ArrayList<>();
    Set<Shared> seen = new HashSet<>();
    for (Shared platform : scenario.platforms()) {
      List<Shared> group = new ArrayList<>(scenario.platforms());
      group.removeIf(other -> !other.equals(platform)
          && !(from(platform, charges).contains(other) && from(other, charges).contains(platform)));
      if (group.size() > 1 && scenario.circles() != Circles.RECIPROCAL) {
        throw new ReferenceFailure("a cycle of " + group);
      }
      if (seen.addAll(group)) {
        group.sort(Comparator.comparing(Shared::id, ReferenceApportionment.KEYS));
        left.add(group);
      }
    }
    List<List<Shared>> order = new ArrayList<>();
    while (!left.isEmpty()) {
      Optional<List<Shared>> next = left.stream()
          .filter(group ->
              left.stream().noneMatch(other -> other != group && charges(other, group, charges)))
          .findFirst();
      order.add(next.orElseThrow());
      left.remove(next.get());
    }
    return order;
  }

  private static boolean charges(
      List<Shared> from, List<Shared> to, Map<Shared, Set<Shared>> charges) {
    return from.stream().anyMatch(a -> to.stream().anyMatch(b -> charges.get(a).contains(b)));
  }

  /** 0 where no other group charges it, else 1 + the deepest that does. */
  static int tier(List<Shared> group, List<List<Shared>> all, Map<Shared, Set<Shared>> charges) {
    int tier = 0;
    for (List<Shared> other : all) {
      if (other != group && charges(other, group, charges)) {
        tier = Math.max(tier, 1 + tier(other, all, charges));
      }
    }
    return tier;
  }

  /** What goes where of a gross cost of 1: the retained share, and the rest by weight. */
  static Map<String, Fraction> parts(Shared member, Map<String, Fraction> weights) {
    Fraction kept = member.retainedShare().orElse(Fraction.ZERO);
    Fraction total = ReferenceApportionment.total(weights);
    Map<String, Fraction> parts = new HashMap<>();
    weights.forEach((account, weight) ->
        parts.put(account, Fraction.ONE.minus(kept).times(weight).over(total)));
    parts.put("retained:" + member.id(), kept);
    parts.values().removeIf(part -> part.signum() == 0);
    return parts;
  }

  static boolean isClosed(Collection<Shared> group, Map<Shared, Map<String, Fraction>> parts) {
    List<String> members = group.stream().map(Shared::account).toList();
    return group.stream()
        .allMatch(member -> members.containsAll(parts.get(member).keySet()));
  }

  /** Gross costs by elimination, and of these what goes to others than members. */
  static Map<String, Fraction> outflows(
      List<Shared> group,
      Map<Shared, Map<String, Fraction>> parts,
      Map<Shared, BigInteger> inflows) {
    List<List<Fraction>> equations = new ArrayList<>();
    for (Shared to : group) {
      List<Fraction> row = new ArrayList<>();
      for (Shared from : group) {
        Fraction passed = parts.get(from).getOrDefault(to.account(), Fraction.ZERO);
        row.add((from.equals(to) ? Fraction.ONE : Fraction.ZERO).minus(passed));
      }
      equations.add(row);
    }
    List<Fraction> gross = RationalElimination.solve(
        equations, group.stream().map(m -> Fraction.of(inflows.get(m).abs())).toList());
    Map<String, Fraction> outflows = new HashMap<>();
    for (int i = 0; i < group.size(); i++) {
      Fraction cost = gross.get(i);
      parts
          .get(group.get(i))
          .forEach((account, part) -> outflows.merge(account, cost.times(part), Fraction::plus));
    }
    group.forEach(member -> outflows.remove(member.account()));
    return outflows;
  }

  /** Whom cost gets to: those that have some, and those charged by one that passes it on. */
  record Reach(Set<Shared> reached) {
    static Reach of(Map<Shared, Set<Shared>> charges, Predicate<Shared> hasCost) {
      Set<Shared> reached = new HashSet<>(charges.keySet());
      reached.removeIf(p -> !hasCost.test(p) && !chargesByRates(p));
      int before;
      do {
        before = reached.size();
        for (Shared platform : List.copyOf(reached)) {
          if (chargesByRates(platform)
              || !platform.retainedShare().equals(Optional.of(Fraction.ONE))) {
            reached.addAll(charges.get(platform));
          }
        }
      } while (reached.size() > before);
      return new Reach(reached);
    }

    private static boolean chargesByRates(Shared platform) {
      return platform.model().flatMap(ReferenceModel::byRates).isPresent();
    }

    boolean gets(List<Shared> group) {
      return group.stream().anyMatch(reached::contains);
    }
  }
}
