package io.costledger.allocation.explain;

import io.costledger.core.account.Account;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Ratio;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Entries into and out of a reciprocal group, in words. */
final class GroupWords {
  private static final int SHOWN = 4;

  private final LedgerUnit unit;

  GroupWords(LedgerUnit unit) {
    this.unit = unit;
  }

  private String money(BigInteger units) {
    return Wording.money(unit, units);
  }

  /** What the group is, and why its members cost more than came in. */
  String group(GroupExplanation group) {
    List<String> names =
        group.members().stream().map(member -> Wording.name(member.platform())).toList();
    List<String> grown = group.members().stream()
        .limit(SHOWN)
        .map(member -> Wording.name(member.platform())
            + " had "
            + money(member.inflow())
            + " of its own and cost "
            + cost(member.gross())
            + " with its use of the others")
        .toList();
    int more = names.size() - grown.size();
    return names.size() + " platforms ("
        + Wording.list(names.stream().limit(SHOWN).toList())
        + (names.size() > SHOWN ? ", ...)" : ")")
        + " use each other, so their cost of "
        + money(group.cameIn())
        + " is solved together: "
        + String.join("; ", grown)
        + (more > 0 ? "; and so on for " + more + " more" : "")
        + ". These gross costs add up to more than came in, because what one passes to another is in"
        + " the cost of both; only what leaves the group is booked.";
  }

  /** A gross cost, in money to the unit; what is left of a credit is below it. */
  private String cost(Ratio gross) {
    BigInteger whole = gross.numerator().divide(gross.denominator());
    boolean isExact = gross.denominator().equals(BigInteger.ONE);
    String about = gross.signum() < 0 ? "a little under " : "a little over ";
    return (isExact ? "" : about) + money(whole);
  }

  String gathered(Part.Gathered part, Account group) {
    return "It uses platforms that use it, too, so what it has is put together with theirs and passed"
        + " on from "
        + Wording.name(group)
        + (part.kept().signum() == 0
            ? "."
            : ": of " + money(part.pool()) + " less the " + money(part.kept()) + " that it keeps.");
  }

  String share(Part.GroupShare share, GroupExplanation group) {
    String who = share
        .keeper()
        .map(keeper -> Wording.name(keeper) + " keeps a share of its gross cost for its owner")
        .orElseGet(() -> Wording.name(share.consumer()) + " used "
            + Wording.list(share.weights().keySet().stream()
                .limit(SHOWN)
                .map(Wording::name)
                .toList())
            + (share.weights().size() > SHOWN ? " and others" : ""));
    return EntryWords.capital(who) + ": " + terms(share, group) + Wording.shortly(share.quotient())
        + " units of " + money(BigInteger.ONE) + "; that makes " + money(share.units())
        + (share.extra()
            ? ", the whole ones and one of those that rounding left over."
            : ", the whole ones.");
  }

  /** Of each member that it used: its part of the member's gross cost. */
  private static String terms(Part.GroupShare share, GroupExplanation group) {
    Map<Account, GroupExplanation.Member> members = group.members().stream()
        .collect(Collectors.toMap(GroupExplanation.Member::platform, member -> member));
    List<String> terms = new ArrayList<>();
    share.weights().forEach((platform, weight) -> {
      GroupExplanation.Member member = members.get(platform);
      if (terms.size() < SHOWN && member != null) {
        terms.add(Wording.shortly(new Ratio(weight, member.weight())) + " of the gross cost of "
            + Wording.name(platform));
      }
    });
    return "by " + Wording.list(terms)
        + (share.weights().size() > SHOWN ? " and parts of others" : "") + ", exactly ";
  }
}
