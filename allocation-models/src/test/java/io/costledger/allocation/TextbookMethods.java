package io.costledger.allocation;

import io.costledger.allocation.reference.Fraction;
import io.costledger.allocation.reference.RationalElimination;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The three methods as textbooks give them, in exact fractions.
 *
 * @param passes service to department to its share; nothing of a reciprocal run
 * @param bears department to what it bears in the end
 * @param gross service to its gross cost, of a reciprocal run
 */
record TextbookMethods(
    Map<String, Map<String, Fraction>> passes,
    Map<String, Fraction> bears,
    Map<String, Fraction> gross) {

  static TextbookMethods of(PublishedRun run) {
    return run.method().equals("reciprocal") ? reciprocal(run) : oneAfterTheOther(run);
  }

  /** Direct: to those that don't serve. Step-down: to all but those before it. */
  private static TextbookMethods oneAfterTheOther(PublishedRun run) {
    boolean isDirect = run.method().equals("direct");
    List<String> order = isDirect ? List.copyOf(run.use().keySet()) : run.order();
    Set<String> closed = new HashSet<>(isDirect ? order : List.of());
    Map<String, Fraction> costs = new HashMap<>();
    run.cost().forEach((department, cost) -> costs.put(department, Fraction.of(cost)));
    Map<String, Map<String, Fraction>> passes = new HashMap<>();
    for (String service : order) {
      closed.add(service);
      Fraction cost = costs.remove(service);
      Map<String, Fraction> shares = shares(run, service, closed);
      shares.replaceAll((department, share) -> cost.times(share));
      shares.forEach((department, share) -> costs.merge(department, share, Fraction::plus));
      passes.put(service, shares);
    }
    return new TextbookMethods(passes, costs, Map.of());
  }

  /** Each service's gross cost is its own and its shares of the others' gross costs. */
  private static TextbookMethods reciprocal(PublishedRun run) {
    List<String> services = List.copyOf(run.use().keySet());
    Map<String, Map<String, Fraction>> shares = new HashMap<>();
    services.forEach(service -> shares.put(service, shares(run, service, Set.of(service))));
    List<List<Fraction>> equations = new ArrayList<>();
    for (String to : services) {
      List<Fraction> row = new ArrayList<>();
      for (String from : services) {
        Fraction share = shares.get(from).getOrDefault(to, Fraction.ZERO);
        row.add((from.equals(to) ? Fraction.ONE : Fraction.ZERO).minus(share));
      }
      equations.add(row);
    }
    List<Fraction> solved = RationalElimination.solve(
        equations, services.stream().map(s -> Fraction.of(run.cost().get(s))).toList());
    Map<String, Fraction> gross = new HashMap<>();
    Map<String, Fraction> bears = new HashMap<>();
    run.cost().forEach((department, cost) -> bears.put(department, Fraction.of(cost)));
    for (int i = 0; i < services.size(); i++) {
      Fraction cost = solved.get(i);
      gross.put(services.get(i), cost);
      shares
          .get(services.get(i))
          .forEach(
              (department, share) -> bears.merge(department, cost.times(share), Fraction::plus));
    }
    bears.keySet().removeAll(services);
    return new TextbookMethods(Map.of(), bears, gross);
  }

  private static Map<String, Fraction> shares(
      PublishedRun run, String service, Set<String> closed) {
    Map<String, Fraction> shares = new HashMap<>();
    run.use().get(service).forEach((department, use) -> {
      if (!closed.contains(department)) {
        shares.put(department, Fraction.of(use));
      }
    });
    Fraction total = shares.values().stream().reduce(Fraction.ZERO, Fraction::plus);
    shares.replaceAll((department, use) -> use.over(total));
    return shares;
  }
}
