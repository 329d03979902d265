package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@link StandardInvariants#ENTRY_UNIQUE}. */
final class EntryUnique extends SharingLaw {
  EntryUnique() {
    super(
        "ENTRY_UNIQUE",
        "There is one entry per charge period, posting period, from, to, measure and kind.");
  }

  private record Key(
      Period charge, Period posting, Account from, Account to, Measure measure, EntryKind kind) {
    static Key of(LedgerEntry entry) {
      return new Key(
          entry.chargePeriod(),
          entry.postingPeriod(),
          entry.from(),
          entry.to(),
          entry.measure(),
          entry.kind());
    }
  }

  @Override
  void find(Inspection inspection, Findings findings) {
    if (inspection.entriesAscend()) {
      return; // The order of entries is by all of the key.
    }
    Map<Key, Offenders> seen = new LinkedHashMap<>();
    for (LedgerEntry entry : inspection.run().entries()) {
      seen.computeIfAbsent(Key.of(entry), key -> Offenders.none()).add(entry);
    }
    seen.forEach((key, entries) -> {
      if (entries.count() > 1) {
        findings.fact(
            entries,
            key.kind().text() + " " + key.measure() + " of " + key.charge(),
            entries.count() + " entries " + key.from() + " -> " + key.to(),
            "must be one");
      }
    });
  }
}
