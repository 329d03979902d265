package io.costledger.allocation.reciprocal;

import io.costledger.core.Invalid;
import io.costledger.core.work.Workers;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Platforms that charge each other, solved at once and exactly. The gross cost of a member is its
 * inflow and what the other members pass to it; what reaches each sink follows. No iteration, so
 * groups that keep nearly everything inside are no harder than others.
 *
 * <p>Every solution is put into the equations in integers before it is returned, so a defect is an
 * error and never a wrong figure. What doesn't depend on inflows is computed once for all of them.
 *
 * <p>Example: S1 with an inflow of 21000 passes on 10 to S2, 55 and 35 to the sinks; S2 with 15000
 * passes 5 to S1, 30 and 65. S1's gross cost is 21750/0.995. Source: reciprocal (simultaneous
 * equation) method of cost accounting, for example C. T. Horngren, S. M. Datar and M. Rajan, Cost
 * Accounting, chapter on support departments.
 */
public final class ReciprocalGroup {
  /** From this many members on, lifting is quicker than elimination. */
  private static final int LARGE = 30;

  private final List<GroupMember> members;
  private final PriceMatrix matrix;
  private final Prices.Solver solver;
  private final Workers workers;

  /** Of each sink, who passes cost to it by which weight. */
  private final IntegerRows sinks;

  private ReciprocalGroup(
      List<GroupMember> members,
      int sinkCount,
      PriceMatrix matrix,
      Prices.Solver solver,
      Workers workers) {
    this.members = List.copyOf(members);
    this.matrix = matrix;
    this.solver = solver;
    this.workers = workers;
    List<NavigableMap<Integer, BigInteger>> from = new ArrayList<>();
    for (int k = 0; k < sinkCount; k++) {
      from.add(new TreeMap<>());
    }
    for (int p = 0; p < members.size(); p++) {
      int member = p;
      members.get(p).toSinks().forEach((k, weight) -> from.get(k).put(member, weight));
    }
    this.sinks = new IntegerRows(members.size());
    for (NavigableMap<Integer, BigInteger> row : from) {
      sinks.add(
          row.keySet().stream().mapToInt(Integer::intValue).toArray(),
          row.values().toArray(BigInteger[]::new));
    }
  }

  /**
   * Returns a group that the caller's own thread solves.
   *
   * @param members the members' weights by index, at least one member
   * @param sinks how many sinks there are
   * @return the group
   * @throws IllegalArgumentException if an index is out of range, a member has weight on itself, or
   *     there is no way from a member to a sink
   */
  public static ReciprocalGroup of(List<GroupMember> members, int sinks) {
    return of(members, sinks, Workers.caller());
  }

  /**
   * Returns a group.
   *
   * @param members the members' weights by index, at least one member
   * @param sinks how many sinks there are
   * @param workers who solves it; worth more than one thread from some 500 members on
   * @return the group
   * @throws IllegalArgumentException if an index is out of range, a member has weight on itself, or
   *     there is no way from a member to a sink
   */
  public static ReciprocalGroup of(List<GroupMember> members, int sinks, Workers workers) {
    return by(members.size() >= LARGE, members, sinks, workers);
  }

  /**
   * Returns the group, solved by elimination or by lifting whatever its size.
   *
   * @param lifted whether by lifting
   */
  static ReciprocalGroup by(boolean lifted, List<GroupMember> members, int sinks, Workers workers) {
    PriceMatrix matrix = checked(members, sinks);
    Prices.Solver solver = lifted ? new BinaryLifting(matrix, workers) : FractionFree.of(matrix);
    return new ReciprocalGroup(members, sinks, matrix, solver, workers);
  }

  /**
   * Returns the gross costs and outflows of some inflows.
   *
   * @param inflows each member's inflow, 0 or more, less what it retains as an amount
   * @return the exact solution
   * @throws IllegalArgumentException if there is not one inflow for each member, or one is negative
   */
  public GroupSolution solve(List<BigInteger> inflows) {
    if (inflows.size() != members.size()) {
      throw Invalid.argument(
          "inflows", inflows.size(), "must be one for each of " + members.size() + " members");
    }
    BigInteger total = BigInteger.ZERO;
    for (BigInteger inflow : inflows) {
      if (inflow.signum() < 0) {
        throw Invalid.argument("inflow", inflow, "must be 0 or more");
      }
      total = total.add(inflow);
    }
    Prices prices = solver.prices(inflows);
    List<BigInteger> gross = new ArrayList<>();
    for (int p = 0; p < members.size(); p++) {
      gross.add(prices.numerators().get(p).multiply(matrix.total(p)));
    }
    List<BigInteger> outflows = RowProducts.of(sinks, prices.numerators(), workers);
    requireAllLeft(outflows, total.multiply(prices.denominator()));
    return new GroupSolution(gross, outflows, prices.denominator());
  }

  /**
   * Returns the solutions of many right-hand sides. What they have in common is solved once: each
   * side, or a unit of each member with an inflow in any of them, whichever is less work.
   *
   * @param sides inflows as {@link #solve} takes them
   * @return a solution for each side, in their order
   * @throws IllegalArgumentException as {@link #solve} does
   */
  public List<GroupSolution> solveEach(List<List<BigInteger>> sides) {
    List<Integer> entered = new ArrayList<>();
    for (int p = 0; p < members.size(); p++) {
      int member = p;
      if (sides.stream().anyMatch(s -> member >= s.size() || s.get(member).signum() != 0)) {
        entered.add(p);
      }
    }
    if (sides.size() <= entered.size()) {
      return sides.stream().map(this::solve).toList();
    }
    List<GroupSolution> units = new ArrayList<>();
    for (int p : entered) {
      List<BigInteger> unit = new ArrayList<>(Collections.nCopies(members.size(), BigInteger.ZERO));
      unit.set(p, BigInteger.ONE);
      units.add(solve(unit));
    }
    return sides.stream()
        .map(side -> GroupSolution.sum(
            units, entered.stream().map(side::get).toList(), members.size(), sinks.size()))
        .toList();
  }

  private static void requireAllLeft(List<BigInteger> outflows, BigInteger total) {
    BigInteger out = outflows.stream().reduce(BigInteger.ZERO, BigInteger::add);
    if (!out.equals(total)) {
      throw new IllegalStateException(
          "What leaves a reciprocal group is not what came in: a defect of this library");
    }
  }

  private static PriceMatrix checked(List<GroupMember> members, int sinks) {
    if (members.isEmpty()) {
      throw Invalid.argument("group", "no members", "must have a member");
    }
    for (int p = 0; p < members.size(); p++) {
      GroupMember member = members.get(p);
      requireIndices("member", member.toMembers().navigableKeySet(), members.size());
      requireIndices("sink", member.toSinks().navigableKeySet(), sinks);
      if (member.toMembers().containsKey(p)) {
        throw Invalid.argument("weight of member " + p, p, "must not be on itself");
      }
    }
    PriceMatrix matrix = PriceMatrix.of(members);
    requireWayOut(members, matrix);
    return matrix;
  }

  private static void requireIndices(
      String what, java.util.NavigableSet<Integer> indices, int count) {
    if (!indices.isEmpty() && (indices.first() < 0 || indices.last() >= count)) {
      int wrong = indices.first() < 0 ? indices.first() : indices.last();
      throw Invalid.argument(what, wrong, "must be 0 to " + (count - 1));
    }
  }

  private static void requireWayOut(List<GroupMember> members, PriceMatrix matrix) {
    TreeSet<Integer> closed = new TreeSet<>();
    Deque<Integer> open = new ArrayDeque<>();
    for (int p = 0; p < members.size(); p++) {
      if (members.get(p).toSinks().isEmpty()) {
        closed.add(p);
      } else {
        open.add(p);
      }
    }
    while (!open.isEmpty()) {
      for (int from : matrix.charging(open.remove())) {
        if (closed.remove(from)) {
          open.add(from);
        }
      }
    }
    if (!closed.isEmpty()) {
      throw Invalid.argument("members", closed, "there must be a way from each to a sink");
    }
  }
}
