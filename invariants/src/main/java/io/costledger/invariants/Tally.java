package io.costledger.invariants;

import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.LedgerEntry;
import java.math.BigInteger;

/** A sum of units, with what was summed. */
final class Tally {
  private final Units in = new Units();
  private final Units out = new Units();
  private final Offenders summed = Offenders.none();

  /** Counts without naming what was counted. */
  void in(BigInteger units) {
    in.add(units);
  }

  void in(BigInteger units, LedgerEntry entry) {
    in.add(units);
    summed.add(entry);
  }

  void out(BigInteger units, LedgerEntry entry) {
    out.add(units);
    summed.add(entry);
  }

  void out(BillPlacement placement) {
    out.add(placement.units());
    summed.add(placement);
  }

  BigInteger in() {
    return in.sum();
  }

  BigInteger out() {
    return out.sum();
  }

  /** What came in less what went out. */
  BigInteger balance() {
    return in().subtract(out());
  }

  Offenders summed() {
    return summed;
  }
}
