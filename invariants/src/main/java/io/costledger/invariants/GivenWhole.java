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
        "A charge that names its consumer, or is kept, goes from its platform to it whole: direct"
            + " and retained entries cover the given charges, and direct ones hold nothing else.");
  }

  private record Key(Period period, Account from, Account to, Measure measure) {
    static final Comparator<Key> ORDER =
        Comparator.comparing(Key::period)
            .thenComparing(Key::from)
            .thenComparing(Key::to)
            .thenComparing(Key::measure);
  }

  private static final class Sums {
    private BigInteger given = BigInteger.ZERO;
    private BigInteger direct = BigInteger.ZERO;
    private BigInteger retained = BigInteger.ZERO;
    private final Offenders offenders = Offenders.none();
  }

  @Override
  void find(Run run, Findings findings) {
    NavigableMap<Key, Sums> flows = new TreeMap<>(Key.ORDER);
    for (BillPlacement placement : run.billPlacements()) {
      if (placement.given().isPresent() && placement.fault().isEmpty() && isMove(placement)) {
        Sums sums =
            sums(
                flows,
                new Key(
                    placement.chargePeriod(),
                    placement.to(),
                    placement.given().get(),
                    placement.measure()));
        sums.given = sums.given.add(placement.units());
        sums.offenders.add("bill:" + placement.record());
      }
    }
    for (LedgerEntry entry : run.entries()) {
      boolean direct = entry.kind() == EntryKind.DIRECT;
      if (AccountRoles.passesOn(entry.from()) && (direct || entry.kind() == EntryKind.RETAINED)) {
        Sums sums =
            sums(flows, new Key(entry.chargePeriod(), entry.from(), entry.to(), entry.measure()));
        sums.direct = direct ? sums.direct.add(entry.amountUnits()) : sums.direct;
        sums.retained = direct ? sums.retained : sums.retained.add(entry.amountUnits());
        sums.offenders.add(entry);
      }
    }
    flows.forEach((key, sums) -> report(key, sums, findings));
  }

  /** A platform that a charge names as its own consumer keeps it in its pool. */
  private static boolean isMove(BillPlacement placement) {
    return !placement.given().equals(Optional.of(placement.to()));
  }

  /** What the owner keeps beyond given charges is retention, whose size only the model knows. */
  private static void report(Key key, Sums sums, Findings findings) {
    BigInteger covered = sums.direct.add(sums.retained);
    BigInteger size = sums.given.abs();
    BigInteger discrepancy = BigInteger.ZERO;
    if (sums.direct.abs().compareTo(size) > 0) {
      discrepancy = sums.direct.subtract(sums.given);
    } else if (covered.abs().compareTo(size) < 0) {
      discrepancy = covered.subtract(sums.given);
    }
    if (discrepancy.signum() != 0) {
      findings.units(
          discrepancy,
          sums.offenders,
          "given " + key.measure() + " of " + key.period(),
          findings.money(sums.given.add(discrepancy)) + " " + key.from() + " -> " + key.to(),
          "the charges that name it sum to " + findings.money(sums.given));
    }
  }

  private static Sums sums(NavigableMap<Key, Sums> flows, Key key) {
    return flows.computeIfAbsent(key, k -> new Sums());
  }
}
