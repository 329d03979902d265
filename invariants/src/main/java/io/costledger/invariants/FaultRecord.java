package io.costledger.invariants;

import io.costledger.core.bill.BillRecord;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.UsagePlacement;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** {@link StandardInvariants#FAULT_RECORD}. */
final class FaultRecord extends Law {
  private static final String BILL = "bill:";
  private static final String USAGE = "usage:";

  FaultRecord() {
    super(
        "FAULT_RECORD",
        "Each record that has no home or doesn't count has exactly one fault that names it, with"
            + " its reason and its amount; no fault names a record that the inputs don't have.");
  }

  /** A record in parts may be at fault in several charge periods. */
  private record Key(String record, FaultReason reason, Period period) {
    static final Comparator<Key> ORDER =
        Comparator.comparing(Key::record).thenComparing(Key::reason).thenComparing(Key::period);
  }

  /** How often a record is at fault for a reason, and how many faults say so. */
  private static final class Count {
    private int atFault;
    private int named;
    private BigInteger units = BigInteger.ZERO;
  }

  @Override
  void find(Run run, Findings findings) {
    NavigableMap<Key, Count> counts = new TreeMap<>(Key.ORDER);
    for (BillPlacement placement : run.billPlacements()) {
      placement.fault().ifPresent(reason -> {
        Key key = new Key(BILL + placement.record(), reason, placement.chargePeriod());
        Count count = count(counts, key);
        count.atFault++;
        count.units = placement.units();
      });
    }
    Grain grain = run.policy().declared().grain();
    UsageBatch usage = run.usageParts();
    for (int i = 0; i < Math.min(usage.size(), run.usagePlacements().size()); i++) {
      Optional<FaultReason> reason = reason(run.usagePlacements().get(i));
      if (reason.isPresent()) {
        Period own = usage.chargePeriod(i);
        Period period = grain.containing(own).orElse(own);
        count(counts, new Key(USAGE + usage.id(i), reason.get(), period)).atFault++;
      }
    }
    for (Fault fault : run.faults()) {
      if (fault.record().isPresent()) {
        Key key = new Key(fault.record().get(), fault.reason(), fault.chargePeriod());
        Count count = count(counts, key);
        count.named++;
        amount(fault, count, findings);
      }
    }
    report(counts, known(run, counts), findings);
  }

  private static void report(
      NavigableMap<Key, Count> counts, Set<String> known, Findings findings) {
    counts.forEach((key, count) -> {
      Offenders offenders = Offenders.of(key.record());
      String value = key.reason() + " of " + key.record() + " in " + key.period();
      if (!known.contains(key.record())) {
        findings.fact(offenders, "fault", value, "the inputs have no such record");
      } else if (count.named < count.atFault) {
        String rule = "no fault names the record";
        if (count.units.signum() == 0) {
          findings.fact(offenders, "fault", value, rule);
        } else {
          findings.units(count.units.negate(), offenders, "fault", value, rule);
        }
      } else if (count.named > count.atFault && !mayName(key)) {
        findings.fact(
            offenders, "fault", value, count.named + " faults name it, must be " + count.atFault);
      }
    });
  }

  /** A record that counts may be named where its consumer is unknown, or its delivery late. */
  private static boolean mayName(Key key) {
    return key.record().startsWith(USAGE)
        && (key.reason() == FaultReason.UNKNOWN_CONSUMER
            || key.reason() == FaultReason.LATE_DELIVERY);
  }

  private static void amount(Fault fault, Count count, Findings findings) {
    BigInteger claimed = fault.amountUnits().orElse(BigInteger.ZERO);
    if (count.atFault > 0 && !claimed.equals(count.units)) {
      findings.units(
          claimed.subtract(count.units),
          Offenders.of(fault.record().orElse("")),
          "fault amount",
          findings.money(claimed) + " of " + fault.record().orElse(""),
          "the record was booked with " + findings.money(count.units));
    }
  }

  /** Of the records that faults or placements name, those that the inputs have. */
  private static Set<String> known(Run run, NavigableMap<Key, Count> counts) {
    Set<String> known = new HashSet<>();
    Set<String> bill = named(counts, BILL);
    if (!bill.isEmpty()) {
      for (BillRecord record : run.inputs().bill().records()) {
        if (bill.contains(record.id())) {
          known.add(BILL + record.id());
        }
      }
    }
    Set<String> used = named(counts, USAGE);
    UsageBatch usage = run.inputs().usage();
    for (int i = 0; i < usage.size() && !used.isEmpty(); i++) {
      if (used.contains(usage.id(i))) {
        known.add(USAGE + usage.id(i));
      }
    }
    return known;
  }

  /** The ids of the named records of one input. */
  private static Set<String> named(NavigableMap<Key, Count> counts, String prefix) {
    Set<String> ids = new HashSet<>();
    for (Key key : counts.keySet()) {
      if (key.record().startsWith(prefix)) {
        ids.add(key.record().substring(prefix.length()));
      }
    }
    return ids;
  }

  private static Optional<FaultReason> reason(UsagePlacement placement) {
    return switch (placement) {
      case COUNTED, SELF_USE -> Optional.empty();
      case UNKNOWN_PLATFORM -> Optional.of(FaultReason.UNKNOWN_PLATFORM);
      case PERIOD_MISMATCH -> Optional.of(FaultReason.PERIOD_MISMATCH);
      case UNKNOWN_UNIT -> Optional.of(FaultReason.UNKNOWN_UNIT);
    };
  }

  private static Count count(NavigableMap<Key, Count> counts, Key key) {
    return counts.computeIfAbsent(key, k -> new Count());
  }
}
