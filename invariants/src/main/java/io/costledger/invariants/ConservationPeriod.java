package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
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
    private final Units left = new Units();
    private final Units rests = new Units();
    private final Map<Account, Units> onTheWay = new HashMap<>();

    void came(LedgerEntry entry) {
      Account to = entry.to();
      if (to.kind() == AccountKind.BILL) {
        left.subtract(entry.amountUnits());
      } else {
        at(to).add(entry.amountUnits());
      }
    }

    void went(LedgerEntry entry) {
      Account from = entry.from();
      if (from.kind() == AccountKind.BILL) {
        left.add(entry.amountUnits());
      } else {
        at(from).subtract(entry.amountUnits());
      }
    }

    private Units at(Account account) {
      return AccountRoles.isSink(account)
          ? rests
          : onTheWay.computeIfAbsent(account, a -> new Units());
    }
  }

  @Override
  void find(Run run, Findings findings) {
    NavigableMap<Key, Sums> byPeriod =
        new TreeMap<>(Comparator.comparing(Key::period).thenComparing(Key::measure));
    for (LedgerEntry entry : run.entries()) {
      Sums sums = byPeriod.computeIfAbsent(
          new Key(entry.chargePeriod(), entry.measure()), key -> new Sums());
      sums.came(entry);
      sums.went(entry);
    }
    byPeriod.forEach((key, sums) -> {
      BigInteger left = sums.left.sum();
      BigInteger rests = sums.rests.sum();
      if (!left.equals(rests)) {
        Offenders offenders = Offenders.none();
        new TreeMap<>(sums.onTheWay).forEach((account, units) -> {
          if (units.sum().signum() != 0) {
            offenders.add(account + " is left with " + findings.money(units.sum()));
          }
        });
        findings.units(
            rests.subtract(left),
            offenders,
            key.measure() + " of " + key.period(),
            findings.money(rests) + " came to rest",
            "must be " + findings.money(left) + ": what left the bill");
      }
    });
  }
}
