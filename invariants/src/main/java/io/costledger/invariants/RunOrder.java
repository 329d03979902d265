package io.costledger.invariants;

import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import java.util.List;

/** {@link StandardInvariants#RUN_ORDER}. */
final class RunOrder extends Law {
  RunOrder() {
    super(
        "RUN_ORDER",
        "Entries and faults stand in their stated orders, so that equal runs give equal bytes.");
  }

  @Override
  void find(Run run, Findings findings) {
    List<LedgerEntry> entries = run.entries().castToList();
    for (int i = 1; i < entries.size(); i++) {
      if (LedgerEntry.ORDER.compare(entries.get(i - 1), entries.get(i)) > 0) {
        findings.fact(
            Offenders.of(entries.get(i - 1)).add(entries.get(i)),
            "order of entries",
            "entry " + (i + 1),
            "must come before entry " + i);
      }
    }
    List<Fault> faults = run.faults().castToList();
    for (int i = 1; i < faults.size(); i++) {
      if (Fault.ORDER.compare(faults.get(i - 1), faults.get(i)) > 0) {
        findings.fact(
            Offenders.of(faults.get(i - 1).message(), faults.get(i).message()),
            "order of faults",
            "fault " + (i + 1),
            "must come before fault " + i);
      }
    }
  }
}
