package io.costledger.invariants;

import io.costledger.core.bill.BillRecord;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.Run;
import io.costledger.core.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A bill record beside the placements that name it, in time order and each part once, so that laws
 * on both need not care how placements are ordered or doubled; {@link EveryBillRecord} alone does.
 */
record PlacedRecord(BillRecord record, List<BillPlacement> parts) {
  /** The records of the bill that a placement names, in the order of the placements. */
  static List<PlacedRecord> of(Run run) {
    Map<String, TreeMap<Period, BillPlacement>> parts = new LinkedHashMap<>();
    for (BillPlacement placement : run.billPlacements()) {
      parts
          .computeIfAbsent(placement.record(), record -> new TreeMap<>())
          .putIfAbsent(placement.part(), placement);
    }
    Map<String, BillRecord> records = new HashMap<>();
    run.inputs().bill().records().forEach(record -> records.put(record.id(), record));
    List<PlacedRecord> placed = new ArrayList<>();
    parts.forEach((id, byTime) -> {
      BillRecord record = records.get(id);
      if (record != null) {
        placed.add(new PlacedRecord(record, List.copyOf(byTime.values())));
      }
    });
    return placed;
  }

  /** A part as a reader sees it: the record's id, and when, if it isn't all of it. */
  String shown(BillPlacement part) {
    return part.part().equals(record.chargePeriod())
        ? record.id()
        : record.id() + " in " + part.part();
  }

  Offenders offender() {
    return Offenders.record(record.id());
  }
}
