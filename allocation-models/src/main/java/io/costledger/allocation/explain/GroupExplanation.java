package io.costledger.allocation.explain;

import io.costledger.core.account.Account;
import io.costledger.core.money.Ratio;
import java.math.BigInteger;
import java.util.List;

/**
 * Platforms in a circle, solved together: what came into each and what each cost with its use of the
 * others (SPEC 5.5), of one charge period and measure.
 *
 * @param group the group's account
 * @param cameIn what came into all members, in units
 * @param members the members, ascending
 */
public record GroupExplanation(Account group, BigInteger cameIn, List<Member> members) {
  /** Copies the list. */
  public GroupExplanation {
    members = List.copyOf(members);
  }

  /**
   * One platform of the circle.
   *
   * @param platform its account
   * @param inflow what it put into the group, in units
   * @param gross its gross cost x_p in units, exact: its inflow and what the other members pass to
   *     it; shown, never booked
   * @param weight the whole weights of all whom it charges, T_p
   * @param price what one of these weights costs, x_p / T_p, in units
   */
  public record Member(
      Account platform, BigInteger inflow, Ratio gross, BigInteger weight, Ratio price) {}
}
