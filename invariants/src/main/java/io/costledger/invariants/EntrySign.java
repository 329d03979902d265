package io.costledger.invariants;

import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.Measure;

/** {@link StandardInvariants#ENTRY_SIGN}. */
final class EntrySign extends Law {
  EntrySign() {
    super(
        "ENTRY_SIGN",
        "A charge moves an amount above zero and a credit one below zero: the two are never netted."
            + " Variance, true-ups and corrections are exempt.");
  }

  @Override
  void find(Run run, Findings findings) {
    run.entries().forEach(entry -> find(entry, findings));
  }

  /** Looks at one entry, which is all that the law needs. */
  static void find(LedgerEntry entry, Findings findings) {
    int sign = entry.measure() == Measure.CHARGE ? 1 : -1;
    if (!isExempt(entry) && entry.amountUnits().signum() != sign) {
      findings.units(
          entry.amountUnits(),
          Offenders.of(entry),
          "sign of " + entry.measure() + " in " + entry.chargePeriod(),
          findings.money(entry.amountUnits()) + " " + Offenders.transfer(entry),
          "must be " + (sign > 0 ? "above" : "below") + " 0");
    }
  }

  private static boolean isExempt(LedgerEntry entry) {
    return entry.kind() == EntryKind.VARIANCE
        || entry.kind() == EntryKind.TRUE_UP
        || entry.kind() == EntryKind.CORRECTION
        || entry.from().kind() == AccountKind.VARIANCE
        || entry.to().kind() == AccountKind.VARIANCE;
  }
}
