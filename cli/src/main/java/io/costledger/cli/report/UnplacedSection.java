package io.costledger.cli.report;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.Run;
import java.math.BigInteger;
import java.util.List;

/** What could not be placed or counted: why, how much, whose job it is and what to do. */
final class UnplacedSection {
  private static final int MOST = 12;
  private static final int AMOUNT = 12;

  private UnplacedSection() {}

  static void print(StringBuilder out, Run run, Totals totals, Amounts amounts) {
    List<UnplacedGroup> groups = UnplacedGroup.of(run);
    BigInteger total = totals.noHome();
    if (groups.isEmpty()) {
      Lines.heading(out, "WHAT COULD NOT BE PLACED: nothing");
      return;
    }
    Lines.heading(
        out,
        "WHAT COULD NOT BE PLACED: "
            + amounts.showCents(total)
            + " "
            + amounts.currency()
            + " has no home; whose job it is");
    UnplacedWords words = new UnplacedWords(run);
    List<BigInteger> resting =
        Cents.split(amounts, total, groups.stream().map(UnplacedGroup::resting).toList());
    for (int i = 0; i < Math.min(MOST, groups.size()); i++) {
      print(out, words, groups.get(i), resting.get(i), amounts);
    }
    if (groups.size() > MOST) {
      out.append("  and ").append(groups.size() - MOST).append(" more, in faults.csv\n");
    }
  }

  private static void print(
      StringBuilder out,
      UnplacedWords words,
      UnplacedGroup group,
      BigInteger resting,
      Amounts amounts) {
    String amount = amounts.showCents(resting);
    String place = group.restsIn().map(UnplacedSection::shown).orElse("");
    if (place.isEmpty()) {
      boolean placed = group.placedByPolicy().signum() != 0;
      amount = placed ? amounts.showRounded(group.placedByPolicy()) : "no amount";
      place = placed ? "placed as the policy says" : "not counted";
    }
    Lines.wrapped(
        out,
        "  " + " ".repeat(Math.max(0, AMOUNT - amount.length())) + amount + "  ",
        group.reason() + ": " + words.what(group));
    Lines.wrapped(
        out,
        " ".repeat(AMOUNT + 4),
        place + " > " + Invalid.shown(group.owner().toString()) + ": " + words.toDo(group));
  }

  private static String shown(Account account) {
    return Invalid.shown(account.toString());
  }
}
