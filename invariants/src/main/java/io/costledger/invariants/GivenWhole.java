package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** {@link StandardInvariants#GIVEN_WHOLE}. */
final class GivenWhole extends Law {
  GivenWhole() {
    super(
        "GIVEN_WHOLE",
        "A charge that names its consumer goes from its platform to it whole, as the only direct"
            + " cost; charges that a platform keeps are part of what it retains.");
  }

  private record Key(Period period, Account from, Account to, Measure measure) {
    static final Comparator<Key> ORDER = Comparator.comparing(Key::period)
        .thenComparing(Key::from)
        .thenComparing(Key::to)
        .thenComparing(Key::measure);
  }

  private static final class Sums {
    private BigInteger named = BigInteger.ZERO;
    private BigInteger kept = BigInteger.ZERO;
    private BigInteger direct = BigInteger.ZERO;
    private BigInteger retained = BigInteger.ZERO;
    private final Offenders offenders = Offenders.none();

    void given(BillPlacement placement) {
      if (placement.retained()) {
        kept = kept.add(placement.units());
      } else {
        named = named.add(placement.units());
      }
      offenders.add("bill:" + placement.record());
    }

    void booked(LedgerEntry entry) {
      if (entry.kind() == EntryKind.DIRECT) {
        direct = direct.add(entry.amountUnits());
      } else {
        retained = retained.add(entry.amountUnits());
      }
      offenders.add(entry);
    }
  }

  @Override
  void find(Run run, Findings findings) {
    NavigableMap<Key, Sums> flows = new TreeMap<>(Key.ORDER);
    for (BillPlacement placement : run.billPlacements()) {
      if (placement.given().isPresent() && placement.fault().isEmpty() && isMove(placement)) {
        Account to = placement.given().get();
        sums(flows, placement.chargePeriod(), placement.to(), to, placement.measure())
            .given(placement);
      }
    }
    for (LedgerEntry entry : run.entries()) {
      if (AccountRoles.passesOn(entry.from())
          && (entry.kind() == EntryKind.DIRECT || entry.kind() == EntryKind.RETAINED)) {
        sums(flows, entry.chargePeriod(), entry.from(), entry.to(), entry.measure())
            .booked(entry);
      }
    }
    flows.forEach((key, sums) -> report(key, sums, findings));
  }

  /** A platform that a charge names as its own consumer keeps it in its pool. */
  private static boolean isMove(BillPlacement placement) {
    return !placement.given().equals(Optional.of(placement.to()));
  }

  private static void report(Key key, Sums sums, Findings findings) {
    String way = " " + key.from() + " -> " + key.to();
    if (!sums.direct.equals(sums.named)) {
      findings.units(
          sums.direct.subtract(sums.named),
          sums.offenders,
          "given " + key.measure() + " of " + key.period(),
          findings.money(sums.direct) + way,
          "the charges that name it sum to " + findings.money(sums.named));
    }
    // What is retained beyond them is the platform's retention.
    if (sums.retained.abs().compareTo(sums.kept.abs()) < 0) {
      findings.units(
          sums.retained.subtract(sums.kept),
          sums.offenders,
          "retained " + key.measure() + " of " + key.period(),
          findings.money(sums.retained) + way,
          "the charges that it keeps sum to " + findings.money(sums.kept));
    }
  }

  private static Sums sums(
      NavigableMap<Key, Sums> flows, Period period, Account from, Account to, Measure measure) {
    return flows.computeIfAbsent(new Key(period, from, to, measure), k -> new Sums());
  }
}
