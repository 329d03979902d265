package io.costledger.allocation.explain;

import io.costledger.core.Invalid;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.policy.RateLine;
import java.math.BigInteger;
import java.util.List;

/** Entries of a pool that is charged by rates, in words. */
final class RateWords {
  private final LedgerEntry entry;
  private final LedgerUnit unit;

  RateWords(LedgerEntry entry) {
    this.entry = entry;
    this.unit = entry.unit();
  }

  private String money(BigInteger units) {
    return Wording.money(unit, units);
  }

  String charge(Part.Charge charge) {
    List<String> lines = charge.lines().stream().map(this::line).toList();
    String exactly = Wording.mixed(charge.quotient()) + " units of " + money(BigInteger.ONE);
    boolean isWhole = charge.quotient().denominator().equals(BigInteger.ONE);
    return EntryWords.capital(Wording.name(charge.consumer()))
        + " is charged by rates, whatever the pool holds"
        + (lines.isEmpty() ? "" : ": " + Wording.list(lines))
        + (isWhole
            ? ", which is " + money(charge.units()) + " exactly."
            : ", exactly " + exactly + ", rounded to the nearest one, a half to the even one: "
                + money(charge.units()) + ".");
  }

  private String line(RateLine line) {
    return Wording.number(line.quantity())
        + " "
        + Invalid.shown(line.unit())
        + " at "
        + unit.currency().getCode()
        + " "
        + line.rate();
  }

  String trueUp(Part.TrueUp part) {
    return "The charges are trued up to what the platform had: the share of "
        + Wording.name(part.consumer())
        + " by its charge is exactly "
        + Wording.mixed(part.quotient())
        + " units of "
        + money(BigInteger.ONE)
        + ", in whole ones "
        + money(part.total())
        + "; less the "
        + money(part.charge())
        + " that it is charged, "
        + money(part.units())
        + " remains.";
  }

  String variance(Part.Variance part) {
    String platform =
        Wording.name(entry.to().kind() == AccountKind.VARIANCE ? entry.from() : entry.to());
    return EntryWords.capital(platform)
        + " had "
        + money(part.pool())
        + " to pass on and its rates charged "
        + money(part.charged())
        + "; the difference is "
        + money(part.units())
        + (entry.to().kind() == AccountKind.VARIANCE
            ? ", cost that nobody is charged."
            : ", charged beyond its cost.");
  }
}
