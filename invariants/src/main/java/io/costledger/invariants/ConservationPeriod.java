package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** {@link StandardInvariants#CONSERVATION_PERIOD}. */
final class ConservationPeriod extends Law {
  ConservationPeriod() {
    super(
        "CONSERVATION_PERIOD",
        "In each charge period and measure, what left the bill's account came to rest in cost"
            + " centers, unallocated and variance accounts, through however many tiers: once.");
  }

  private record Key(Period period, Measure measure) {}

  /** What left the bill and what came to rest, and what is still on its way, by account. */
  private static final class Sums {
    private BigInteger left = BigInteger.ZERO;
    private BigInteger rests = BigInteger.ZERO;
    private final NavigableMap<Account, BigInteger> onTheWay = new TreeMap<>();

    void book(Account account, BigInteger units) {
      if (account.kind() == AccountKind.BILL) {
        left = left.subtract(units);
      } else if (AccountRoles.isSink(account)) {
        rests = rests.add(units);
      } else {
        onTheWay.merge(account, units, BigInteger::add);
      }
    }
  }

  @Override
  void find(Run run, Findings findings) {
    NavigableMap<Key, Sums> byPeriod =
        new TreeMap<>(Comparator.comparing(Key::period).thenComparing(Key::measure));
    for (LedgerEntry entry : run.entries()) {
      Sums sums = byPeriod.computeIfAbsent(
          new Key(entry.chargePeriod(), entry.measure()), key -> new Sums());
      sums.book(entry.to(), entry.amountUnits());
      sums.book(entry.from(), entry.amountUnits().negate());
    }
    byPeriod.forEach((key, sums) -> {
      if (!sums.left.equals(sums.rests)) {
        Offenders offenders = Offenders.none();
        for (Map.Entry<Account, BigInteger> left : sums.onTheWay.entrySet()) {
          if (left.getValue().signum() != 0) {
            offenders.add(left.getKey() + " is left with " + findings.money(left.getValue()));
          }
        }
        findings.units(
            sums.rests.subtract(sums.left),
            offenders,
            key.measure() + " of " + key.period(),
            findings.money(sums.rests) + " came to rest",
            "must be " + findings.money(sums.left) + ": what left the bill");
      }
    });
  }
}
