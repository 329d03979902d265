package io.costledger.invariants;

import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.Run;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@link StandardInvariants#EVERY_BILL_RECORD}. */
final class EveryBillRecord extends Law {
  EveryBillRecord() {
    super(
        "EVERY_BILL_RECORD",
        "Each bill record is placed exactly once, in the order of the bill, in a home or with a"
            + " fault.");
  }

  @Override
  void find(Run run, Findings findings) {
    Map<String, Integer> placed = new LinkedHashMap<>();
    for (BillPlacement placement : run.billPlacements()) {
      placed.merge(placement.record(), 1, Integer::sum);
      home(placement, findings);
    }
    boolean once = true;
    for (BillRecord record : run.inputs().bill().records()) {
      Integer times = placed.remove(record.id());
      if (times == null || times > 1) {
        once = false;
        // Placed twice, the record counts once too often; placed nowhere, once too seldom.
        BigDecimal excess = BigDecimal.valueOf(times == null ? -1 : times - 1);
        findings.amount(
            record.cost().multiply(excess),
            Offenders.record(record.id()),
            "placement of a bill record",
            record.id(),
            times == null ? "is placed nowhere" : "is placed " + times + " times");
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
      order(run, findings);
    }
  }

  /** Of a bill whose records are all placed once; the first that is out of order shows it. */
  private static void order(Run run, Findings findings) {
    List<BillRecord> records = run.inputs().bill().records().castToList();
    List<BillPlacement> placements = run.billPlacements().castToList();
    for (int i = 0; i < records.size(); i++) {
      if (!records.get(i).id().equals(placements.get(i).record())) {
        findings.fact(
            Offenders.record(placements.get(i).record()),
            "order of bill placements",
            placements.get(i).record(),
            "placement " + (i + 1) + " must be of " + records.get(i).id());
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
