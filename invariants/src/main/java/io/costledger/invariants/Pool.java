package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the books say of one platform's account in one charge period and measure. */
final class Pool {
  /** The model of entries whose weights are another run's, which this run doesn't have. */
  private static final String PREVIOUS_PERIOD = "previous-period";

  private BigInteger in = BigInteger.ZERO;
  private BigInteger funded = BigInteger.ZERO;
  private BigInteger out = BigInteger.ZERO;
  private BigInteger direct = BigInteger.ZERO;
  private BigInteger retained = BigInteger.ZERO;
  private BigInteger given = BigInteger.ZERO;
  private BigInteger givenKept = BigInteger.ZERO;
  private BigInteger givenToUnknown = BigInteger.ZERO;
  private boolean judged = true;
  private boolean grouped;
  private final Offenders keeping = Offenders.none();
  private final Map<Destination, BigInteger> shares = new HashMap<>();
  private final List<LedgerEntry> passing = new ArrayList<>();

  /** Who gets what a model passes on; what trues a charge up stands beside the charge. */
  record Destination(Account to, boolean trueUp) implements Comparable<Destination> {
    private static final Comparator<Destination> ORDER =
        Comparator.comparing(Destination::to).thenComparing(Destination::trueUp);

    static Destination of(LedgerEntry entry) {
      return new Destination(entry.to(), entry.kind() == EntryKind.TRUE_UP);
    }

    static Destination of(Account to) {
      return new Destination(to, false);
    }

    @Override
    public int compareTo(Destination other) {
      return ORDER.compare(this, other);
    }
  }

  /** Every pool that an entry or a given charge names. */
  static Map<Cell, Pool> all(Run run) {
    Map<Cell, Pool> pools = new HashMap<>();
    for (LedgerEntry entry : run.entries()) {
      if (entry.to().kind() == AccountKind.PLATFORM) {
        pool(pools, new Cell(entry.chargePeriod(), entry.to(), entry.measure())).cameIn(entry);
      }
      if (entry.from().kind() == AccountKind.PLATFORM) {
        pool(pools, new Cell(entry.chargePeriod(), entry.from(), entry.measure()))
            .went(entry);
      }
    }
    for (BillPlacement placement : run.billPlacements()) {
      // A charge that names its own platform names nobody.
      if (placement.given().filter(to -> !to.equals(placement.to())).isPresent()) {
        pool(pools, new Cell(placement.chargePeriod(), placement.to(), placement.measure()))
            .gave(placement);
      }
    }
    return pools;
  }

  private static Pool pool(Map<Cell, Pool> pools, Cell cell) {
    return pools.computeIfAbsent(cell, c -> new Pool());
  }

  private void cameIn(LedgerEntry entry) {
    if (entry.kind() == EntryKind.VARIANCE) {
      funded = funded.add(entry.amountUnits());
    } else {
      in = in.add(entry.amountUnits());
    }
    judged &= entry.kind() != EntryKind.CORRECTION;
  }

  private void went(LedgerEntry entry) {
    out = out.add(entry.amountUnits());
    judged &= entry.kind() != EntryKind.CORRECTION;
    judged &= entry.model().filter(PREVIOUS_PERIOD::equals).isEmpty();
    switch (entry.kind()) {
      case DIRECT -> direct = direct.add(entry.amountUnits());
      case RETAINED -> {
        retained = retained.add(entry.amountUnits());
        keeping.add(entry);
      }
      default -> {
        grouped |= entry.to().kind() == AccountKind.GROUP;
        shares.merge(Destination.of(entry), entry.amountUnits(), BigInteger::add);
        passing.add(entry);
      }
    }
  }

  private void gave(BillPlacement placement) {
    given = given.add(placement.units());
    if (placement.fault().isPresent()) {
      givenToUnknown = givenToUnknown.add(placement.units());
    } else if (placement.retained()) {
      givenKept = givenKept.add(placement.units());
    }
  }

  /**
   * Whether its shares can be judged: its own run has its weights, and its account ends at zero;
   * of one that doesn't CONSERVATION_PLATFORM says so, and no share of it is the right one.
   */
  boolean isJudged() {
    return judged && in.add(funded).equals(out);
  }

  /** Whether it passes its cost to a reciprocal group, which passes it on. */
  boolean isGrouped() {
    return grouped;
  }

  /** What retention acts on: what came in, less the charges that say where they go. */
  BigInteger beforeRetention() {
    return in.subtract(given);
  }

  /** What the model passes on, as booked: other laws judge what is kept and what is given. */
  BigInteger passedOn() {
    return in.subtract(direct).subtract(retained).subtract(givenToUnknown);
  }

  BigInteger retained() {
    return retained;
  }

  /** The entries by which it retains. */
  Offenders keeping() {
    return keeping;
  }

  BigInteger givenKept() {
    return givenKept;
  }

  BigInteger givenToUnknown() {
    return givenToUnknown;
  }

  /** What was booked to whom, of what the model passes on; in no order. */
  Map<Destination, BigInteger> shares() {
    return shares;
  }

  Offenders entriesTo(Destination to) {
    Offenders entries = Offenders.none();
    passing.stream().filter(entry -> Destination.of(entry).equals(to)).forEach(entries::add);
    return entries;
  }
}
