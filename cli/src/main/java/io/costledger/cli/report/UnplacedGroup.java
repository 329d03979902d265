package io.costledger.cli.report;

import io.costledger.core.account.Account;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.Responsible;
import io.costledger.core.ledger.Run;
import io.costledger.core.time.Period;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The faults of one kind, place and owner: one job for one person. */
final class UnplacedGroup {
  private final Key key;
  private final List<Fault> faults = new ArrayList<>();

  private UnplacedGroup(Key key) {
    this.key = key;
  }

  private record Key(
      FaultReason reason,
      Optional<String> platform,
      Optional<Account> consumer,
      Responsible owner) {}

  /** The groups of a run, those with the largest amounts first. */
  static List<UnplacedGroup> of(Run run) {
    Map<Key, UnplacedGroup> groups = new LinkedHashMap<>();
    for (Fault fault : run.faults()) {
      Key key = new Key(fault.reason(), fault.platform(), fault.consumer(), fault.owner());
      groups.computeIfAbsent(key, UnplacedGroup::new).faults.add(fault);
    }
    List<UnplacedGroup> sorted = new ArrayList<>(groups.values());
    sorted.sort(Comparator.comparing((UnplacedGroup group) -> group.all().abs()).reversed());
    return sorted;
  }

  FaultReason reason() {
    return key.reason();
  }

  Optional<String> platform() {
    return key.platform();
  }

  Optional<Account> consumer() {
    return key.consumer();
  }

  Responsible owner() {
    return key.owner();
  }

  /** The records of the bill or the usage that are concerned; none for a pool as a whole. */
  List<String> records() {
    return faults.stream().flatMap(fault -> fault.record().stream()).distinct().toList();
  }

  /** The charge periods concerned, ascending. */
  List<Period> periods() {
    return List.copyOf(new TreeSet<>(faults.stream().map(Fault::chargePeriod).toList()));
  }

  /** Where amounts of the group rest without a home. */
  Optional<Account> restsIn() {
    return faults.stream().flatMap(fault -> fault.restsIn().stream()).findFirst();
  }

  /** The units that have no home. */
  BigInteger resting() {
    return sum(fault -> fault.restsIn().isPresent());
  }

  /** The units that the policy gave a home. */
  BigInteger placedByPolicy() {
    return sum(fault -> fault.restsIn().isEmpty());
  }

  private BigInteger all() {
    return sum(fault -> true);
  }

  private BigInteger sum(Predicate<Fault> which) {
    return Cents.sum(faults.stream()
        .filter(which)
        .flatMap(fault -> fault.amountUnits().stream())
        .toList());
  }
}
