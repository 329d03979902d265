package io.costledger.invariants;

import io.costledger.core.bill.BillRecord;
import io.costledger.core.ledger.BillPlacement;
import java.util.List;

/**
 * A bill record beside the placements that name it, in time order and each part once, so that laws
 * on both need not care how placements are ordered or doubled; {@link EveryBillRecord} alone does.
 */
record PlacedRecord(BillRecord record, List<BillPlacement> parts) {
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
