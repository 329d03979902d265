package io.costledger.allocation.reciprocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.allocation.reference.Fraction;
import io.costledger.allocation.reference.RationalElimination;
import io.costledger.core.money.Ratio;
import io.costledger.core.work.Workers;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReciprocalGroupTest {
  @Nested
  class Solve {
    /**
     * Kaplan, CIMA BA2 Integrated Workbook 2018: x1 = 21000 + 0.05 x2 and x2 = 15000 + 0.1 x1, so
     * x1 = 21750/0.995 and x2 = 17100/0.995; P1 gets 0.55 x1 + 0.3 x2 = 17092.5/0.995.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void kaplan(boolean lifted) {
      List<GroupMember> members = List.of(
          member(Map.of(1, 10L), Map.of(0, 55L, 1, 35L)),
          member(Map.of(0, 5L), Map.of(0, 30L, 1, 65L)));
      GroupSolution solution =
          ReciprocalGroup.by(lifted, members, 2, Workers.caller()).solve(whole(21000, 15000));
      assertThat(fractions(solution.gross(), solution))
          .containsExactly(Fraction.of(21_750_000, 995), Fraction.of(17_100_000, 995));
      assertThat(fractions(solution.outflows(), solution))
          .containsExactly(Fraction.of(17_092_500, 995), Fraction.of(18_727_500, 995));
    }

    /** All but 10^-30 comes back: 10^30 rounds on average until a unit has left. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nearlyClosedLoopsAreSolvedLikeOthers(boolean lifted) {
      BigInteger large = BigInteger.TEN.pow(30);
      List<GroupMember> members = List.of(
          member(Map.of(1, 7L), Map.of()).retaining(new Ratio(BigInteger.ONE, large), 0),
          member(Map.of(0, 3L), Map.of()));
      GroupSolution solution =
          ReciprocalGroup.by(lifted, members, 1, Workers.caller()).solve(whole(5, 0));
      assertThat(fractions(solution.gross(), solution))
          .containsExactly(
              Fraction.of(large.multiply(BigInteger.valueOf(5))),
              Fraction.of(large.subtract(BigInteger.ONE).multiply(BigInteger.valueOf(5))));
      assertThat(fractions(solution.outflows(), solution)).containsExactly(Fraction.of(5));
    }

    @Test
    void smallGroupsEqualRationalElimination() {
      Random random = new Random(7);
      for (int i = 0; i < 400; i++) {
        RandomGroup group = RandomGroup.of(random, 1 + random.nextInt(9), 1 + random.nextInt(90));
        assertEqualsElimination(group, group.solvedBy(false));
        assertEqualsElimination(group, group.solvedBy(true));
      }
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 30, 45, 60})
    void largerGroupsEqualRationalElimination(int size) {
      RandomGroup group = RandomGroup.of(new Random(size), size, 4);
      assertEqualsElimination(
          group, ReciprocalGroup.of(group.members(), group.sinks()).solve(group.inflows()));
      assertEqualsElimination(group, group.solvedBy(size < 30));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 250})
    void largeGroupsSolveTheirOwnEquations(int size) {
      RandomGroup group = RandomGroup.of(new Random(size), size, 20);
      GroupSolution solution =
          ReciprocalGroup.of(group.members(), group.sinks()).solve(group.inflows());
      List<BigInteger> passed = new ArrayList<>();
      group.inflows().forEach(inflow -> passed.add(inflow.multiply(solution.denominator())));
      for (int q = 0; q < size; q++) {
        GroupMember member = group.members().get(q);
        BigInteger[] price = solution.gross().get(q).divideAndRemainder(member.total());
        assertThat(price[1]).isZero();
        member
            .toMembers()
            .forEach((p, weight) -> passed.set(p, passed.get(p).add(price[0].multiply(weight))));
      }
      assertThat(solution.gross()).isEqualTo(passed);
    }

    @Test
    void laterInflowsUseWhatEarlierOnesFound() {
      Random random = new Random(3);
      RandomGroup first = RandomGroup.of(random, 40, 5);
      ReciprocalGroup group = ReciprocalGroup.of(first.members(), first.sinks());
      for (int i = 0; i < 4; i++) {
        List<BigInteger> inflows = new ArrayList<>();
        for (int p = 0; p < 40; p++) {
          inflows.add(i == 1 ? BigInteger.ZERO : new BigInteger(1 + 20 * i, random));
        }
        RandomGroup with = new RandomGroup(first.members(), first.sinks(), inflows);
        assertEqualsElimination(with, group.solve(inflows));
      }
    }

    /** A relay passes all on to one member, so whoever uses it might use that member itself. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRelayCanBeLeftOut(boolean lifted) {
      Random random = new Random(11);
      for (int i = 0; i < 60; i++) {
        RandomGroup group = RandomGroup.of(random, 2 + random.nextInt(6), 20);
        int relay = group.members().size();
        List<GroupMember> with = new ArrayList<>();
        List<GroupMember> without = new ArrayList<>();
        for (int q = 0; q < relay; q++) {
          GroupMember member = group.members().get(q);
          BigInteger weight = BigInteger.valueOf(random.nextInt(1000));
          TreeMap<Integer, BigInteger> through = new TreeMap<>(member.toMembers());
          through.put(relay, weight);
          with.add(new GroupMember(through, member.toSinks()));
          TreeMap<Integer, BigInteger> directly = new TreeMap<>(member.toMembers());
          directly.merge(0, weight, BigInteger::add);
          directly.remove(q); // use of itself
          without.add(new GroupMember(directly, member.toSinks()));
        }
        with.add(member(Map.of(0, 3L), Map.of()));
        List<BigInteger> inflows = new ArrayList<>(group.inflows());
        inflows.add(BigInteger.valueOf(77));
        List<BigInteger> moved = new ArrayList<>(group.inflows());
        moved.set(0, moved.get(0).add(BigInteger.valueOf(77)));
        GroupSolution relayed =
            ReciprocalGroup.by(lifted, with, group.sinks(), Workers.caller()).solve(inflows);
        GroupSolution direct =
            ReciprocalGroup.by(lifted, without, group.sinks(), Workers.caller()).solve(moved);
        assertThat(fractions(relayed.outflows(), relayed))
            .isEqualTo(fractions(direct.outflows(), direct));
      }
    }

    @Test
    void manySidesAreSolvedLikeEachAlone() {
      Random random = new Random(5);
      for (int i = 0; i < 40; i++) {
        RandomGroup group = RandomGroup.of(random, 2 + random.nextInt(5), 30);
        ReciprocalGroup solver = ReciprocalGroup.of(group.members(), group.sinks());
        List<List<BigInteger>> sides = new ArrayList<>();
        for (int r = 0; r < 1 + random.nextInt(9); r++) {
          List<BigInteger> side = new ArrayList<>();
          group.members().forEach(m -> side.add(BigInteger.valueOf(random.nextInt(4))));
          sides.add(side);
        }
        List<GroupSolution> each = solver.solveEach(sides);
        for (int r = 0; r < sides.size(); r++) {
          GroupSolution alone = solver.solve(sides.get(r));
          assertThat(fractions(each.get(r).outflows(), each.get(r)))
              .isEqualTo(fractions(alone.outflows(), alone));
          assertThat(fractions(each.get(r).gross(), each.get(r)))
              .isEqualTo(fractions(alone.gross(), alone));
        }
      }
    }

    /**
     * Each of n passes 1 to each other and 1 to the sink, so (n + 1) * y_p = inflow_p + the sum of
     * all y, which is the whole inflow B: y_p = (inflow_p + B) / (n + 1), and x_p is n times that.
     * The determinant (n + 1)^(n - 1) is a power of 2.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 31, 63})
    void evenSplitsWhoseDeterminantIsAPowerOfTwo(int n) {
      List<GroupMember> members = new ArrayList<>();
      List<BigInteger> inflows = new ArrayList<>();
      for (int p = 0; p < n; p++) {
        TreeMap<Integer, Long> others = new TreeMap<>();
        for (int q = 0; q < n; q++) {
          others.put(q, 1L);
        }
        others.remove(p);
        members.add(member(others, Map.of(0, 1L)));
        inflows.add(BigInteger.valueOf(p + 1L));
      }
      long all = n * (n + 1L) / 2;
      GroupSolution solution =
          ReciprocalGroup.by(true, members, 1, Workers.caller()).solve(inflows);
      List<Fraction> gross = new ArrayList<>();
      for (int p = 0; p < n; p++) {
        gross.add(Fraction.of(n * (p + 1 + all), n + 1L));
      }
      assertThat(fractions(solution.gross(), solution)).isEqualTo(gross);
      assertThat(fractions(solution.outflows(), solution)).containsExactly(Fraction.of(all));
    }

    /** The determinant of one member is its total, 2^200. */
    @Test
    void oneMemberWhoseTotalIsALargePowerOfTwo() {
      BigInteger large = BigInteger.ONE.shiftLeft(200);
      TreeMap<Integer, BigInteger> sinks =
          new TreeMap<>(Map.of(0, large.subtract(BigInteger.valueOf(5)), 1, BigInteger.valueOf(5)));
      List<GroupMember> members = List.of(new GroupMember(new TreeMap<>(), sinks));
      GroupSolution solution =
          ReciprocalGroup.by(true, members, 2, Workers.caller()).solve(whole(3));
      assertThat(fractions(solution.outflows(), solution))
          .containsExactly(
              new Fraction(BigInteger.valueOf(3).multiply(sinks.get(0)), large),
              new Fraction(BigInteger.valueOf(15), large));
    }

    @Test
    void inflowsMustFit() {
      ReciprocalGroup group = ReciprocalGroup.of(List.of(member(Map.of(), Map.of(0, 1L))), 1);
      assertThatThrownBy(() -> group.solve(whole(1, 2)))
          .hasMessage("Invalid inflows: 2 (must be one for each of 1 members)");
      assertThatThrownBy(() -> group.solve(whole(-1)))
          .hasMessage("Invalid inflow: -1 (must be 0 or more)");
    }
  }

  @Nested
  class Of {
    @Test
    void everyMemberNeedsAWayToASink() {
      List<GroupMember> members = List.of(
          member(Map.of(1, 1L), Map.of()),
          member(Map.of(0, 1L), Map.of()),
          member(Map.of(0, 1L), Map.of(0, 1L)));
      assertThatThrownBy(() -> ReciprocalGroup.of(members, 1))
          .hasMessage("Invalid members: [0, 1] (there must be a way from each to a sink)");
    }

    @Test
    void indicesMustBeInRange() {
      assertThatThrownBy(() -> ReciprocalGroup.of(List.of(), 1))
          .hasMessage("Invalid group: no members (must have a member)");
      assertThatThrownBy(() -> ReciprocalGroup.of(List.of(member(Map.of(), Map.of(1, 1L))), 1))
          .hasMessage("Invalid sink: 1 (must be 0 to 0)");
      assertThatThrownBy(() -> ReciprocalGroup.of(List.of(member(Map.of(-1, 1L), Map.of())), 1))
          .hasMessage("Invalid member: -1 (must be 0 to 0)");
      assertThatThrownBy(() -> ReciprocalGroup.of(List.of(member(Map.of(0, 1L), Map.of(0, 1L))), 1))
          .hasMessage("Invalid weight of member 0: 0 (must not be on itself)");
    }
  }

  @Nested
  class Retaining {
    /** A third stays: 1 of 3; of the other two, 3 of 4 and 1 of 4: 6, 3/2 and 1/2 of 12 parts. */
    @Test
    void theRestGoesByTheWeights() {
      GroupMember member = member(Map.of(1, 30L), Map.of(0, 10L)).retaining(Ratio.parse("1/3"), 1);
      assertThat(member).isEqualTo(member(Map.of(1, 3L), Map.of(0, 1L, 1, 2L)));
    }

    @Test
    void allOrNothingLeavesNoOtherWeight() {
      GroupMember member = member(Map.of(1, 30L), Map.of(0, 10L));
      assertThat(member.retaining(Ratio.ONE, 1)).isEqualTo(member(Map.of(), Map.of(1, 1L)));
      assertThat(member.retaining(Ratio.ZERO, 1)).isEqualTo(member);
    }

    @Test
    void wrongSharesAndSinksAreRefused() {
      GroupMember member = member(Map.of(1, 30L), Map.of(0, 10L));
      assertThatThrownBy(() -> member.retaining(Ratio.parse("1.5"), 1))
          .hasMessage("Invalid retained share: 3/2 (must be 0 to 1)");
      assertThatThrownBy(() -> member.retaining(Ratio.ZERO, 0))
          .hasMessage("Invalid retained sink: 0 (must have no weight yet)");
      assertThatThrownBy(() -> member(Map.of(1, -1L), Map.of()))
          .hasMessage("Invalid weight: -1 (must be 0 or more)");
    }
  }

  private static GroupMember member(Map<Integer, Long> toMembers, Map<Integer, Long> toSinks) {
    return new GroupMember(weights(toMembers), weights(toSinks));
  }

  private static java.util.NavigableMap<Integer, BigInteger> weights(Map<Integer, Long> weights) {
    TreeMap<Integer, BigInteger> whole = new TreeMap<>();
    weights.forEach((index, weight) -> whole.put(index, BigInteger.valueOf(weight)));
    return whole;
  }

  private static List<BigInteger> whole(long... values) {
    return java.util.Arrays.stream(values).mapToObj(BigInteger::valueOf).toList();
  }

  private static List<Fraction> fractions(List<BigInteger> numerators, GroupSolution solution) {
    return numerators.stream().map(n -> new Fraction(n, solution.denominator())).toList();
  }

  /** x_p less what each q passes to p of its x_q is p's inflow. */
  private static void assertEqualsElimination(RandomGroup group, GroupSolution solution) {
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
    List<Fraction> gross =
        RationalElimination.solve(a, group.inflows().stream().map(Fraction::of).toList());
    assertThat(fractions(solution.gross(), solution)).isEqualTo(gross);
    for (int k = 0; k < group.sinks(); k++) {
      Fraction out = Fraction.ZERO;
      for (int p = 0; p < n; p++) {
        GroupMember member = group.members().get(p);
        BigInteger weight = member.toSinks().getOrDefault(k, BigInteger.ZERO);
        out = out.plus(gross.get(p).times(new Fraction(weight, member.total())));
      }
      assertThat(new Fraction(solution.outflows().get(k), solution.denominator()))
          .isEqualTo(out);
    }
  }
}
