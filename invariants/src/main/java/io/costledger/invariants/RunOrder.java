package io.costledger.invariants;

import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import java.util.List;
import org.eclipse.collections.api.list.ImmutableList;

/** {@link StandardInvariants#RUN_ORDER}. */
final class RunOrder extends SharingLaw {
  RunOrder() {
    super(
        "RUN_ORDER",
        "Entries and faults stand in their stated orders, so that equal runs give equal bytes.");
  }

  /** Whether each entry comes after the one before, and none twice. */
  static boolean entriesAscend(Run run) {
    ImmutableList<LedgerEntry> entries = run.entries();
    for (int i = 1; i < entries.size(); i++) {
      if (LedgerEntry.ORDER.compare(entries.get(i - 1), entries.get(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  void find(Inspection inspection, Findings findings) {
    Run run = inspection.run();
    List<LedgerEntry> entries = run.entries().castToList();
    int last = inspection.entriesAscend() ? 0 : entries.size();
    for (int i = 1; i < last; i++) {
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
