package io.costledger.allocation;

import io.costledger.allocation.apportion.Apportionment;
import io.costledger.allocation.explain.GroupExplanation;
import io.costledger.allocation.explain.Part;
import io.costledger.allocation.reciprocal.GroupMember;
import io.costledger.allocation.reciprocal.GroupSolution;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.Ratio;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What a reciprocal group passes on (SPEC 5.5), with a reason for every unit. */
final class GroupParts {
  private final GroupPlan plan;
  private final GroupExplanation explained;
  private final List<Destined> all = new ArrayList<>();

  /**
   * The parts of one measure.
   *
   * @param plan the group
   * @param routes the same, with its solver
   * @param inflows the entries into the group's account
   */
  GroupParts(GroupPlan plan, GroupRoutes routes, List<LedgerEntry> inflows) {
    this.plan = plan;
    Map<Account, BigInteger> byMember = new HashMap<>();
    inflows.forEach(entry -> byMember.put(entry.from(), entry.amountUnits()));
    List<BigInteger> entered = routes.members().stream()
        .map(member -> byMember.getOrDefault(member, BigInteger.ZERO))
        .toList();
    BigInteger total = entered.stream().reduce(BigInteger.ZERO, BigInteger::add);
    BigInteger sign = BigInteger.valueOf(total.signum());
    GroupSolution solution =
        routes.solver().solve(entered.stream().map(BigInteger::abs).toList());
    List<GroupExplanation.Member> members = new ArrayList<>();
    for (int p = 0; p < entered.size(); p++) {
      BigInteger weight = plan.weights().get(p).total();
      BigInteger gross = solution.gross().get(p).multiply(sign);
      members.add(new GroupExplanation.Member(
          routes.members().get(p),
          entered.get(p),
          new Ratio(gross, solution.denominator()),
          weight,
          new Ratio(gross, solution.denominator().multiply(weight))));
    }
    this.explained = new GroupExplanation(plan.account(), total, members);
    addShares(solution, total, sign);
  }

  GroupExplanation explained() {
    return explained;
  }

  List<Part> parts(Account to, EntryKind kind) {
    return Destined.in(all, to, kind);
  }

  private void addShares(GroupSolution solution, BigInteger total, BigInteger sign) {
    List<BigInteger> units = Apportionment.LARGEST_REMAINDER.split(total, solution.outflows());
    List<Part.GroupShare> unknown = new ArrayList<>();
    BigInteger without = BigInteger.ZERO;
    for (int k = 0; k < units.size(); k++) {
      GroupPlan.Sink sink = plan.sinks().get(k);
      Ratio quotient = new Ratio(solution.outflows().get(k).multiply(sign), solution.denominator());
      BigInteger floor = quotient.numerator().divide(quotient.denominator());
      Part.GroupShare share = new Part.GroupShare(
          sink.account(),
          sink.keeper().map(keeper -> keeper.terms().account()),
          weights(k),
          quotient,
          floor,
          !floor.equals(units.get(k)),
          units.get(k));
      if (plan.isUnknown(sink)) {
        unknown.add(share);
        without = without.add(share.units());
      } else {
        all.add(new Destined(
            sink.account(),
            sink.keeper().isPresent() ? EntryKind.RETAINED : EntryKind.ALLOCATED,
            share));
      }
    }
    all.addAll(Destined.homeless(
        plan.first(),
        FaultReason.UNKNOWN_CONSUMER,
        unknown,
        List.of(),
        Apportionment.LARGEST_REMAINDER,
        without));
  }

  private NavigableMap<Account, BigInteger> weights(int sink) {
    NavigableMap<Account, BigInteger> weights = new TreeMap<>();
    for (int p = 0; p < plan.members().size(); p++) {
      GroupMember member = plan.weights().get(p);
      if (member.toSinks().containsKey(sink)) {
        weights.put(plan.members().get(p).terms().account(), Maps.get(member.toSinks(), sink));
      }
    }
    return weights;
  }
}
