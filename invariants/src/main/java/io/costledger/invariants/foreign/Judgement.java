package io.costledger.invariants.foreign;

import io.costledger.core.Invalid;
import io.costledger.core.ledger.Responsible;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What is wrong with one id in one unit.
 *
 * @param off by how much; zero where it is no matter of an amount
 */
record Judgement(
    ForeignCheck check, String id, String unit, Node node, BigDecimal off, boolean tolerated) {
  CheckTally.Rank rank() {
    return new CheckTally.Rank(off.abs(), node.firstRow, id, unit);
  }

  Optional<BigDecimal> discrepancy() {
    return check == ForeignCheck.ORIGIN_UNIQUE ? Optional.empty() : Optional.of(off);
  }

  Responsible owner(ForeignRules rules) {
    return switch (check) {
      case ORIGIN_UNIQUE -> rules.feed();
      case CONSERVATION_TIER, DOUBLE_ATTRIBUTION ->
        new Responsible(Responsible.Role.PLATFORM_OWNER, id);
      default -> rules.author();
    };
  }

  String message() {
    Node.Flow flow = node.flow(unit);
    String name = Words.id(id);
    String sum = Words.money(flow.out, unit);
    String came = Words.money(flow.came, unit);
    String much = Words.off(off, unit);
    return switch (check) {
      case ORIGIN_UNIQUE ->
        Invalid.message(
            "origin " + name,
            node.originRows + " rows",
            "must stand once: sum it before the join, or map a column that tells the rows apart");
      case ORPHAN ->
        Invalid.message(
            "origin of " + node.rows + (node.rows == 1 ? " row" : " rows"),
            name,
            "no such origin, yet " + sum + " is allocated from it: drop or re-join these rows");
      case ORIGIN_UNALLOCATED ->
        Invalid.message(
            "origin " + name,
            came + " without rows",
            "must be allocated: use an outer join and name an account for cost without a home");
      case NETTED_CREDIT ->
        Invalid.message(
            "origin " + name,
            came + " without rows",
            "a credit must have rows of its own: it was netted into charges or lost; keep it apart");
      case CONSERVATION_TIER ->
        Invalid.message(
            "sum passed on by " + name,
            sum,
            "must be " + came + ", what it received and its own cost; " + much
                + ": pass on or keep the rest");
      case DOUBLE_ATTRIBUTION ->
        Invalid.message(
            "sum passed on by " + name,
            sum,
            "must be " + came + ", what it received and its own cost; " + much
                + ": don't keep what is passed on");
      case ROUNDING ->
        Invalid.message(
            "rounding of " + name,
            sum + " in " + flow.rows + (flow.rows == 1 ? " row" : " rows"),
            "must be " + came + "; " + much
                + ", no more than rounding each row alone gives: round once, by largest remainders");
      default ->
        Invalid.message(
            "sum of " + name,
            sum + " in " + flow.rows + (flow.rows == 1 ? " row" : " rows"),
            "must be " + came + "; " + much
                + ": look at these rows, and at rounding if that is named too");
    };
  }
}
