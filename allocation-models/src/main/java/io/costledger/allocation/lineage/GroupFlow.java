package io.costledger.allocation.lineage;

import io.costledger.allocation.GroupRoutes;
import io.costledger.allocation.apportion.Apportionment;
import io.costledger.allocation.reciprocal.GroupSolution;
import io.costledger.core.account.Account;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Follows cost through a reciprocal group (SPEC section 8): of the units of a root that entered at a
 * member, the exact part that the solve sends to a sink; over all members, in whole units.
 */
final class GroupFlow {
  private final GroupRoutes routes;
  private final List<Root> roots;
  private final List<List<BigInteger>> inflows = new ArrayList<>();
  private final BigInteger sign;

  /**
   * A group's flow of one measure.
   *
   * @param routes the group
   * @param arrived what came into the group, by member and root, all of one sign
   */
  GroupFlow(GroupRoutes routes, Map<Account, NavigableMap<Root, BigInteger>> arrived) {
    this.routes = routes;
    TreeSet<Root> found = new TreeSet<>();
    arrived.values().forEach(byRoot -> found.addAll(byRoot.keySet()));
    this.roots = List.copyOf(found);
    boolean isNegative = arrived.values().stream()
        .flatMap(byRoot -> byRoot.values().stream())
        .anyMatch(units -> units.signum() < 0);
    this.sign = BigInteger.valueOf(isNegative ? -1 : 1);
    for (Root root : roots) {
      inflows.add(routes.members().stream()
          .map(member -> arrived
              .getOrDefault(member, new TreeMap<>())
              .getOrDefault(root, BigInteger.ZERO)
              .multiply(sign))
          .toList());
    }
  }

  /** Passes all of it on; both margins are exact. */
  void passOn(PeriodFlow.Part part) {
    List<List<BigInteger>> sides = new ArrayList<>(inflows);
    sides.add(total());
    List<GroupSolution> solved = routes.solver().solveEach(sides);
    List<BigInteger> booked = Apportionment.LARGEST_REMAINDER.split(
        sum(total()), solved.get(roots.size()).outflows());
    BigInteger[][] cells = GroupMatrix.split(solved.subList(0, roots.size()), booked);
    NavigableMap<Root, BigInteger> unknown = new TreeMap<>();
    for (int r = 0; r < roots.size(); r++) {
      for (int k = 0; k < booked.size(); k++) {
        Optional<Account> to = routes.sinks().get(k);
        if (to.isPresent()) {
          part.take(roots.get(r), to.get(), cells[r][k].multiply(sign));
        } else {
          unknown.merge(roots.get(r), cells[r][k].multiply(sign), BigInteger::add);
        }
      }
    }
    passOnUnknown(unknown, part);
  }

  /** What unknown consumers would get is one pool, split evenly over those who get it. */
  private void passOnUnknown(NavigableMap<Root, BigInteger> unknown, PeriodFlow.Part part) {
    BigInteger pool = sum(unknown.values());
    if (pool.signum() == 0) {
      return;
    }
    List<BigInteger> shares = Apportionment.LARGEST_REMAINDER.split(
        pool, Collections.nCopies(routes.unknown().size(), BigInteger.ONE));
    NavigableMap<Account, BigInteger> columns = new TreeMap<>();
    for (int i = 0; i < shares.size(); i++) {
      columns.merge(routes.unknown().get(i), shares.get(i), BigInteger::add);
    }
    PeriodFlow.mix(unknown, columns, part);
  }

  private List<BigInteger> total() {
    List<BigInteger> total = new ArrayList<>();
    for (int p = 0; p < routes.members().size(); p++) {
      int member = p;
      total.add(sum(inflows.stream().map(row -> row.get(member)).toList()));
    }
    return total;
  }

  private static BigInteger sum(Iterable<BigInteger> parts) {
    BigInteger sum = BigInteger.ZERO;
    for (BigInteger part : parts) {
      sum = sum.add(part);
    }
    return sum;
  }
}
