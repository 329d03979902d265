package io.costledger.invariants;

import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.Run;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@link StandardInvariants#EVERY_BILL_RECORD}. */
final class EveryBillRecord extends SharingLaw {
  EveryBillRecord() {
    super(
        "EVERY_BILL_RECORD",
        "Each bill record is placed exactly once, whole or in parts that follow each other through"
            + " its own period, in the order of the bill, in a home or with a fault.");
  }

  @Override
  void find(Inspection inspection, Findings findings) {
    Run run = inspection.run();
    BillRows rows = inspection.billRows();
    if (rows.areInOrder()) {
      findings.inRanges(inspection.workers(), run.billPlacements().size(), (from, to, found) -> {
        for (int i = from; i < to; i++) {
          home(run.billPlacements().get(i), found);
        }
      });
      findings.inRanges(inspection.workers(), rows.size(), (from, to, found) -> {
        for (int i = from; i < to; i++) {
          whole(rows.get(i).record(), rows.get(i).parts(), found);
        }
      });
    } else {
      lookUp(run, findings);
    }
  }

  /** Of placements that don't follow the bill: which of its records each is of. */
  private static void lookUp(Run run, Findings findings) {
    Map<String, List<BillPlacement>> placed = new LinkedHashMap<>();
    for (BillPlacement placement : run.billPlacements()) {
      placed.computeIfAbsent(placement.record(), id -> new ArrayList<>()).add(placement);
      home(placement, findings);
    }
    List<BillPlacement> inOrder = new ArrayList<>();
    boolean once = true;
    for (BillRecord record : run.inputs().bill().records()) {
      List<BillPlacement> parts = placed.remove(record.id());
      if (parts == null) {
        once = false;
        findings.amount(
            record.cost().negate(),
            Offenders.record(record.id()),
            "placement of a bill record",
            record.id(),
            "is placed nowhere");
      } else {
        parts.sort(Comparator.comparing(BillPlacement::part));
        inOrder.addAll(parts);
        once &= once(record, parts, findings);
      }
    }
    for (String unknown : placed.keySet()) {
      once = false;
      findings.fact(
          Offenders.record(unknown),
          "placement of a bill record",
          unknown,
          "the bill has no such record");
    }
    if (once) {
      order(run, inOrder, findings);
    }
  }

  /** Whether no part is placed twice, and the parts are all of the record. */
  private static boolean once(BillRecord record, List<BillPlacement> parts, Findings findings) {
    Map<Period, Integer> times = new TreeMap<>();
    parts.forEach(part -> times.merge(part.part(), 1, Integer::sum));
    boolean once = true;
    for (BillPlacement part : parts) {
      int n = times.getOrDefault(part.part(), 0);
      if (n > 1) {
        once = false;
        times.remove(part.part());
        BigDecimal whole = findings.decimal(part.units()).add(part.rounding());
        findings.amount(
            whole.multiply(BigDecimal.valueOf(n - 1L)),
            Offenders.record(record.id()),
            "placement of a bill record",
            new PlacedRecord(record, parts).shown(part),
            "is placed " + n + " times");
      }
    }
    return whole(record, parts, findings) && once;
  }

  /** Whether the parts are all of the record. */
  private static boolean whole(BillRecord record, List<BillPlacement> parts, Findings findings) {
    if (parts.size() == 1 && parts.get(0).part().equals(record.chargePeriod())) {
      return true;
    }
    List<Period> periods = parts.stream().map(BillPlacement::part).distinct().toList();
    Optional<Period> strayed = Parts.strayed(record.chargePeriod(), periods);
    if (strayed.isPresent()) {
      findings.fact(
          Offenders.record(record.id()),
          "parts of a bill record",
          strayed.get() + " of " + record.id(),
          "they must follow each other through its own period, " + record.chargePeriod());
    }
    return strayed.isEmpty();
  }

  /** Of a bill whose records are all placed once; the first that is out of order shows it. */
  private static void order(Run run, List<BillPlacement> inOrder, Findings findings) {
    List<BillPlacement> placements = run.billPlacements().castToList();
    for (int i = 0; i < inOrder.size(); i++) {
      if (!placements.get(i).equals(inOrder.get(i))) {
        findings.fact(
            Offenders.record(placements.get(i).record()),
            "order of bill placements",
            placements.get(i).record(),
            "placement " + (i + 1) + " must be of " + inOrder.get(i).record());
        return;
      }
    }
  }

  private static void home(BillPlacement placement, Findings findings) {
    boolean homeless = placement.to().kind() == AccountKind.UNALLOCATED;
    if (placement.fault().isEmpty() && homeless) {
      findings.units(
          placement.units(),
          Offenders.record(placement.record()),
          "home of a bill record",
          placement.to() + " for " + placement.record(),
          "only a record with a fault has no home");
    }
    if (placement.fault().isPresent() && !homeless && placement.given().isEmpty()) {
      findings.units(
          placement.units(),
          Offenders.record(placement.record()),
          "fault of a bill record",
          placement.fault().get() + " for " + placement.record(),
          "it has a home: " + placement.to());
    }
  }
}
