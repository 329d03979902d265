package io.costledger.allocation.reciprocal;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.reference.Fraction;
import io.costledger.allocation.reference.RationalElimination;
import io.costledger.core.work.Workers;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every shape of group: by plain rational elimination up to 60 members (each size up to 60 in some
 * shapes, each up to the shape's own in the others), beyond by substitution.
 */
class ExactSolvesTest {
  @ParameterizedTest
  @EnumSource(GroupShape.class)
  void upToSixtyMembersSolvesEqualRationalElimination(GroupShape shape) {
    Random random = new Random(11);
    for (int size = 2; size <= 60; size++) {
      if (shape.isEliminatedAt(size)) {
        RandomGroup group = shape.of(random, size);
        List<List<BigInteger>> inflows = severalInflows(random, group);
        List<List<Fraction>> exact = eliminated(group, inflows);
        for (int solver = 0; solver < 3; solver++) {
          List<GroupSolution> solutions = solutions(solver, group, inflows);
          for (int i = 0; i < inflows.size(); i++) {
            assertThat(fractions(solutions.get(i).gross(), solutions.get(i)))
                .as("gross costs of %s %s", shape, size)
                .isEqualTo(exact.get(i));
            assertOutflows(group, exact.get(i), solutions.get(i));
          }
        }
      }
    }
  }

  /** By its own choice, by elimination and by lifting; a solver takes all inflows in turn. */
  private static List<GroupSolution> solutions(
      int by, RandomGroup group, List<List<BigInteger>> inflows) {
    List<GroupSolution> solutions = new ArrayList<>();
    ReciprocalGroup solver = solver(by, group);
    for (List<BigInteger> inflow : inflows) {
      solutions.add(solver.solve(inflow));
    }
    return solutions;
  }

  private static ReciprocalGroup solver(int by, RandomGroup group) {
    return by == 0
        ? ReciprocalGroup.of(group.members(), group.sinks())
        : ReciprocalGroup.by(by == 2, group.members(), group.sinks(), Workers.caller());
  }

  /**
   * Two thirds of the first member's cost leave, one third comes back by way of the second: x_0 is
   * 3/2 of the inflow and x_1 1/2. Of an inflow of 2 the prices are whole, of 1 they are halves.
   */
  @Test
  void aLaterInflowMayNeedALargerDenominator() {
    List<GroupMember> members = List.of(
        new GroupMember(
            new TreeMap<>(Map.of(1, BigInteger.ONE)), new TreeMap<>(Map.of(0, BigInteger.TWO))),
        new GroupMember(new TreeMap<>(Map.of(0, BigInteger.ONE)), new TreeMap<>()));
    ReciprocalGroup group = ReciprocalGroup.by(true, members, 1, Workers.caller());
    for (long inflow : List.of(2L, 1L)) {
      GroupSolution solution = group.solve(List.of(BigInteger.valueOf(inflow), BigInteger.ZERO));
      assertThat(fractions(solution.gross(), solution))
          .containsExactly(Fraction.of(3 * inflow, 2), Fraction.of(inflow, 2));
    }
  }

  /** The equations have one solution, so what satisfies them is it. */
  @ParameterizedTest
  @EnumSource(GroupShape.class)
  void largerGroupsSatisfyTheirOwnEquations(GroupShape shape) {
    Random random = new Random(12);
    for (int size : List.of(40, 60, 61, 90, 130)) {
      RandomGroup group = shape.of(random, size);
      List<List<BigInteger>> inflows = severalInflows(random, group);
      List<GroupSolution> solutions = solutions(0, group, inflows);
      for (int i = 0; i < inflows.size(); i++) {
        assertSatisfied(group, inflows.get(i), solutions.get(i));
      }
    }
  }

  /** As many members as it takes for three threads to have rows of their own. */
  @Test
  void threadsFindTheSame() {
    RandomGroup group = GroupShape.SPARSE.of(new Random(13), 3 * BinaryInverse.LEAST_ROWS + 1);
    GroupSolution alone = ReciprocalGroup.of(group.members(), group.sinks()).solve(group.inflows());
    assertSatisfied(group, group.inflows(), alone);
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      Workers three = Workers.of(3, executor);
      GroupSolution together =
          ReciprocalGroup.of(group.members(), group.sinks(), three).solve(group.inflows());
      assertThat(together).isEqualTo(alone);
    } finally {
      executor.shutdown();
    }
  }

  /** In whole numbers over the common denominator: what comes in is what is passed on. */
  private static void assertSatisfied(
      RandomGroup group, List<BigInteger> inflows, GroupSolution solution) {
    List<BigInteger> gross = new ArrayList<>();
    inflows.forEach(inflow -> gross.add(inflow.multiply(solution.denominator())));
    List<BigInteger> out = new ArrayList<>(Collections.nCopies(group.sinks(), BigInteger.ZERO));
    for (int q = 0; q < inflows.size(); q++) {
      GroupMember member = group.members().get(q);
      BigInteger[] price = solution.gross().get(q).divideAndRemainder(member.total());
      assertThat(price[1]).isZero();
      member
          .toMembers()
          .forEach((p, weight) -> gross.set(p, gross.get(p).add(price[0].multiply(weight))));
      member
          .toSinks()
          .forEach((k, weight) -> out.set(k, out.get(k).add(price[0].multiply(weight))));
    }
    assertThat(solution.gross()).isEqualTo(gross);
    assertThat(solution.outflows()).isEqualTo(out);
  }

  /** The group's own inflows, none but a unit into the last member, and large ones into all. */
  private static List<List<BigInteger>> severalInflows(Random random, RandomGroup group) {
    int size = group.members().size();
    List<BigInteger> unit = new ArrayList<>(Collections.nCopies(size, BigInteger.ZERO));
    unit.set(size - 1, BigInteger.ONE);
    return List.of(group.inflows(), unit, GroupShape.inflows(random, size));
  }

  /** x_p less what each q passes to p of its x_q is p's inflow. */
  private static List<List<Fraction>> eliminated(
      RandomGroup group, List<List<BigInteger>> inflows) {
    int n = group.members().size();
    List<List<Fraction>> a = new ArrayList<>();
    for (int p = 0; p < n; p++) {
      List<Fraction> row = new ArrayList<>();
      for (int q = 0; q < n; q++) {
        GroupMember from = group.members().get(q);
        BigInteger weight = from.toMembers().getOrDefault(p, BigInteger.ZERO);
        row.add(p == q ? Fraction.ONE : new Fraction(weight.negate(), from.total()));
      }
      a.add(row);
    }
    return RationalElimination.solveAll(
        a, inflows.stream().map(b -> b.stream().map(Fraction::of).toList()).toList());
  }

  private static void assertOutflows(
      RandomGroup group, List<Fraction> gross, GroupSolution solution) {
    List<Fraction> sums = new ArrayList<>(Collections.nCopies(group.sinks(), Fraction.ZERO));
    for (int p = 0; p < gross.size(); p++) {
      GroupMember member = group.members().get(p);
      Fraction price = gross.get(p).over(Fraction.of(member.total()));
      member
          .toSinks()
          .forEach((sink, weight) ->
              sums.set(sink, sums.get(sink).plus(price.times(Fraction.of(weight)))));
    }
    assertThat(fractions(solution.outflows(), solution)).isEqualTo(sums);
  }

  private static List<Fraction> fractions(List<BigInteger> numerators, GroupSolution solution) {
    return numerators.stream().map(n -> new Fraction(n, solution.denominator())).toList();
  }
}
