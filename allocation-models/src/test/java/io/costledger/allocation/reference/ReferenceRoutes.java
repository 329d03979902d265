package io.costledger.allocation.reference;

import io.costledger.allocation.reference.ReferenceScenario.Shared;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a unit that enters a reciprocal group at a member ends, in plain rationals: to an account, by
 * one or several of the sinks of the solve (SPEC 5.5), each of which is rounded.
 *
 * @param member the account of the member
 * @param group the group's account
 * @param to the account
 * @param part the exact part of the unit
 */
public record ReferenceRoutes(String member, String group, String to, Fraction part) {
  /** All routes through the groups of one grain period, one for each sink. */
  public static List<ReferenceRoutes> of(ReferenceScenario scenario, int period) {
    List<ReferenceRoutes> routes = new ArrayList<>();
    ReferenceLedger.Graph graph = ReferenceLedger.graph(scenario, period);
    for (List<Shared> group : graph.order()) {
      Map<Shared, Map<String, Fraction>> parts =
          ReferenceLedger.parts(scenario, group, graph.weights(), graph.used());
      if (group.size() == 1 || ReferenceGroups.isClosed(group, parts)) {
        continue;
      }
      String account = "group:" + group.get(0).id();
      for (Shared member : group) {
        Map<Shared, BigInteger> unit = new HashMap<>();
        group.forEach(
            other -> unit.put(other, other.equals(member) ? BigInteger.ONE : BigInteger.ZERO));
        ReferenceGroups.outflows(group, parts, unit)
            .forEach((sink, part) -> bearers(scenario, period, group, sink)
                .forEach((to, of) -> routes.add(
                    new ReferenceRoutes(member.account(), account, to, part.times(of)))));
      }
    }
    return routes;
  }

  private static Map<String, Fraction> bearers(
      ReferenceScenario scenario, int period, List<Shared> group, String sink) {
    for (Shared member : group) {
      if (sink.equals("retained:" + member.id())) {
        return Map.of(member.ownerAccount(), Fraction.ONE);
      }
    }
    if (scenario.knows(sink, period)) {
      return Map.of(sink, Fraction.ONE);
    }
    Map<String, Fraction> bearers = new HashMap<>(ReferenceLedger.unknownBearers(group.get(0)));
    Fraction part = Fraction.ONE.over(Fraction.of(bearers.size()));
    bearers.replaceAll((to, one) -> part);
    return bearers;
  }
}
