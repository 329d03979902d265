package io.costledger.allocation.lineage;

import io.costledger.allocation.apportion.Apportionment;
import io.costledger.core.account.Account;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.RowField;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.Run;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.Unplaced;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the bill rows say themselves, before any platform passes cost on: which root each row
 * belongs to, and where the rows that name who bears them go. These keep their own root whole.
 */
final class FirstHits {
  private final Run run;
  private final Optional<RowField> field;
  private final Map<String, BillRecord> records = new HashMap<>();

  FirstHits(Run run, Optional<RowField> field) {
    this.run = run;
    this.field = field;
    if (field.isPresent()) {
      run.inputs().bill().records().each(record -> records.put(record.id(), record));
    }
  }

  Root root(BillPlacement placement) {
    Optional<String> text = field.flatMap(
        place -> Optional.ofNullable(records.get(placement.record())).flatMap(place::of));
    return new Root(placement.to(), text);
  }

  /**
   * Where a platform's given charges of one measure went.
   *
   * @param given the placements with a given bearer, all of one platform, period and measure
   * @param terms the platform's terms in the period
   * @return destination to root to units
   */
  NavigableMap<Account, NavigableMap<Root, BigInteger>> destinations(
      List<BillPlacement> given, PeriodPolicy.Terms terms) {
    NavigableMap<Account, NavigableMap<Root, BigInteger>> went = new TreeMap<>();
    NavigableMap<Root, BigInteger> unknown = new TreeMap<>();
    for (BillPlacement placement : given) {
      NavigableMap<Root, BigInteger> to = placement.fault().isPresent()
          ? unknown
          : went.computeIfAbsent(placement.given().orElseThrow(), account -> new TreeMap<>());
      to.merge(root(placement), placement.units(), BigInteger::add);
    }
    Unplaced choice = terms.unplaced(FaultReason.UNKNOWN_CONSUMER);
    if (choice instanceof Unplaced.Even even) {
      spread(unknown, even.consumers(), went);
    } else {
      Account rest =
          choice instanceof Unplaced.Owner ? terms.owner() : Account.unallocated(terms.platform());
      unknown.forEach((root, units) -> add(went, rest, root, units));
    }
    return went;
  }

  private void spread(
      NavigableMap<Root, BigInteger> units,
      List<Account> standIns,
      NavigableMap<Account, NavigableMap<Root, BigInteger>> went) {
    BigInteger sum = units.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    if (sum.signum() == 0) {
      return;
    }
    List<BigInteger> shares = Apportionment.of(run.policy().declared().apportionment())
        .split(sum, Collections.nCopies(standIns.size(), BigInteger.ONE));
    NavigableMap<Account, BigInteger> columns = new TreeMap<>();
    for (int i = 0; i < shares.size(); i++) {
      columns.merge(standIns.get(i), shares.get(i), BigInteger::add);
    }
    PeriodFlow.mix(units, columns, (root, to, part) -> add(went, to, root, part));
  }

  private static void add(
      NavigableMap<Account, NavigableMap<Root, BigInteger>> went,
      Account to,
      Root root,
      BigInteger units) {
    went.computeIfAbsent(to, account -> new TreeMap<>()).merge(root, units, BigInteger::add);
  }
}
