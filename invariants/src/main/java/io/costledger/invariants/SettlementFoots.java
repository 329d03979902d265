package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.Statement;
import io.costledger.core.ledger.StatementLine;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@link StandardInvariants#settlementFoots}. */
final class SettlementFoots extends Law {
  private final Statement statement;

  SettlementFoots(Statement statement) {
    super(
        "SETTLEMENT_FOOTS",
        "A statement has one line for what each account bears in each measure, exactly; its settled"
            + " amounts sum to the total, rounded once, half-even, and stay within two subunits of"
            + " the exact ones.");
    this.statement = statement;
  }

  private record Key(Account account, Measure measure) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byAccount = account.compareTo(other.account);
      return byAccount == 0 ? measure.compareTo(other.measure) : byAccount;
    }
  }

  @Override
  void find(Run run, Findings findings) {
    LedgerUnit unit = run.policy().declared().unit();
    int cents = Math.max(0, unit.currency().getDecimalPlaces());
    NavigableMap<Key, BigDecimal> borne = borne(run, unit);
    NavigableMap<Key, BigDecimal> stated = new TreeMap<>();
    BigDecimal exact = BigDecimal.ZERO;
    BigDecimal settled = BigDecimal.ZERO;
    BigDecimal two = BigDecimal.valueOf(2, cents);
    for (StatementLine line : statement.lines()) {
      Key key = new Key(line.account(), line.measure());
      if (stated.putIfAbsent(key, line.exact().getAmount()) != null) {
        findings.fact(offender(key), "statement line", text(key), "must stand there once");
      }
      exact = exact.add(line.exact().getAmount());
      settled = settled.add(line.settled().getAmount());
      // A half for the total, a half for the credits, and less than one for a line's own rounding.
      BigDecimal off = line.settled().getAmount().subtract(line.exact().getAmount());
      if (off.abs().compareTo(two) >= 0) {
        findings.amount(
            off,
            offender(key),
            "settled amount of " + text(key),
            findings.money(line.settled().getAmount()),
            "must be within two subunits of " + findings.money(line.exact().getAmount()));
      }
    }
    lines(borne, stated, findings);
    equal(
        findings, "exact total", statement.exactTotal().getAmount(), exact, "the sum of its lines");
    equal(
        findings,
        "settled total",
        statement.settledTotal().getAmount(),
        exact.setScale(cents, RoundingMode.HALF_EVEN),
        "the exact lines' sum, rounded once, half-even");
    equal(
        findings,
        "sum of settled lines",
        settled,
        statement.settledTotal().getAmount(),
        "the settled total");
  }

  private static NavigableMap<Key, BigDecimal> borne(Run run, LedgerUnit unit) {
    NavigableMap<Key, BigDecimal> borne = new TreeMap<>();
    for (LedgerEntry entry : run.entries()) {
      BigDecimal amount = unit.decimalOf(entry.amountUnits());
      if (AccountRoles.isSink(entry.to())) {
        borne.merge(new Key(entry.to(), entry.measure()), amount, BigDecimal::add);
      }
      if (AccountRoles.isSink(entry.from())) {
        borne.merge(new Key(entry.from(), entry.measure()), amount.negate(), BigDecimal::add);
      }
    }
    return borne;
  }

  private static void lines(
      NavigableMap<Key, BigDecimal> borne,
      NavigableMap<Key, BigDecimal> stated,
      Findings findings) {
    TreeSet<Key> keys = new TreeSet<>(borne.keySet());
    keys.addAll(stated.keySet());
    for (Key key : keys) {
      BigDecimal found = stated.getOrDefault(key, BigDecimal.ZERO);
      BigDecimal right = borne.getOrDefault(key, BigDecimal.ZERO);
      if (found.compareTo(right) != 0) {
        findings.amount(
            found.subtract(right),
            offender(key),
            "exact amount of " + text(key),
            findings.money(found),
            "must be " + findings.money(right) + ": what it bears");
      }
    }
  }

  private static void equal(
      Findings findings, String what, BigDecimal found, BigDecimal right, String rule) {
    if (found.compareTo(right) != 0) {
      findings.amount(
          found.subtract(right),
          Offenders.none(),
          what,
          findings.money(found),
          "must be " + findings.money(right) + ": " + rule);
    }
  }

  private static Offenders offender(Key key) {
    return Offenders.of("line:" + text(key));
  }

  private static String text(Key key) {
    return key.account() + " " + key.measure();
  }
}
