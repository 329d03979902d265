package io.costledger.allocation;

import io.costledger.allocation.apportion.Apportionment;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.BookedRun;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Statement;
import io.costledger.core.ledger.StatementLine;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.invariants.AuditedRun;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.collections.api.factory.Lists;

/**
 * Settles a run in the currency's own subunit, so that a statement in cents sums to the bill in
 * cents (SPEC section 9).
 *
 * <p>The net total is rounded once, half-even, to R. The negative lines are rounded as one sum to
 * -N and apportioned by largest remainder by their exact amounts; the positive lines get R + N
 * likewise. The exact amounts stay beside it.
 */
public final class Settlement {
  private Settlement() {}

  /** One account's exact sum of one measure. */
  private record Line(Account account, Measure measure) {
    static final Comparator<Line> ORDER =
        Comparator.comparing(Line::account).thenComparing(Line::measure);
  }

  /**
   * Returns the statement of a run: a line for each cost center, and each account of cost without a
   * home, and measure.
   *
   * @param audited the audited run
   * @return the statement; lines whose exact amount is 0 are left out
   */
  public static Statement statement(AuditedRun audited) {
    return statement(BookedRun.of(audited.run()));
  }

  /**
   * Returns the statement of what was booked, read back from files say.
   *
   * @param run what a run booked
   * @return the statement; lines whose exact amount is 0 are left out
   */
  public static Statement statement(BookedRun run) {
    LedgerUnit unit = run.facts().unit();
    LedgerUnit subunit =
        LedgerUnit.of(unit.currency(), Math.max(0, unit.currency().getDecimalPlaces()));
    Map<Line, BigInteger> exact = exact(run);
    exact.values().removeIf(units -> units.signum() == 0);
    List<Line> lines = exact.keySet().stream().sorted(Line.ORDER).toList();
    List<BigInteger> amounts = lines.stream().map(line -> Maps.get(exact, line)).toList();

    BigInteger total = sum(amounts);
    BigInteger settledTotal = rounded(unit, subunit, total);
    List<BigInteger> negative =
        amounts.stream().map(a -> a.negate().max(BigInteger.ZERO)).toList();
    List<BigInteger> positive =
        amounts.stream().map(a -> a.max(BigInteger.ZERO)).toList();
    BigInteger n = rounded(unit, subunit, sum(negative));
    List<BigInteger> credits = split(n, negative);
    List<BigInteger> charges = split(settledTotal.add(n), positive);

    List<StatementLine> settled = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      settled.add(new StatementLine(
          lines.get(i).account(),
          lines.get(i).measure(),
          unit.amountOf(amounts.get(i)),
          subunit.amountOf(charges.get(i).subtract(credits.get(i)))));
    }
    return new Statement(
        Lists.immutable.ofAll(settled), unit.amountOf(total), subunit.amountOf(settledTotal));
  }

  private static Map<Line, BigInteger> exact(BookedRun run) {
    Map<Line, BigInteger> exact = new HashMap<>();
    for (LedgerEntry entry : run.entries()) {
      if (entry.to().bearsCost()) {
        exact.merge(new Line(entry.to(), entry.measure()), entry.amountUnits(), BigInteger::add);
      }
      if (entry.from().bearsCost()) {
        exact.merge(
            new Line(entry.from(), entry.measure()), entry.amountUnits().negate(), BigInteger::add);
      }
    }
    return exact;
  }

  private static BigInteger rounded(LedgerUnit unit, LedgerUnit subunit, BigInteger units) {
    return subunit.unitsOf(unit.decimalOf(units), RoundingMode.HALF_EVEN);
  }

  private static List<BigInteger> split(BigInteger units, List<BigInteger> weights) {
    return Apportionment.LARGEST_REMAINDER.split(units, weights);
  }

  private static BigInteger sum(List<BigInteger> amounts) {
    return amounts.stream().reduce(BigInteger.ZERO, BigInteger::add);
  }
}
