package io.costledger.invariants;

import io.costledger.core.bill.BillRecord;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A placement beside the bill record that it names, so that laws on both need not care how
 * placements are ordered; {@link EveryBillRecord} alone does.
 */
record PlacedRecord(BillRecord record, BillPlacement placement) {
  /** The placements that name a record of the bill, in their order. */
  static List<PlacedRecord> of(Run run) {
    Map<String, BillRecord> records = new HashMap<>();
    run.inputs().bill().records().forEach(record -> records.put(record.id(), record));
    List<PlacedRecord> placed = new ArrayList<>();
    for (BillPlacement placement : run.billPlacements()) {
      BillRecord record = records.get(placement.record());
      if (record != null) {
        placed.add(new PlacedRecord(record, placement));
      }
    }
    return placed;
  }

  Offenders offender() {
    return Offenders.record(record.id());
  }
}
