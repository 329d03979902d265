package io.costledger.invariants;

import io.costledger.core.ledger.LedgerEntry;
import java.math.BigInteger;

/** A sum of units, with what was summed. */
final class Tally {
  private BigInteger in = BigInteger.ZERO;
  private BigInteger out = BigInteger.ZERO;
  private final Offenders summed = Offenders.none();

  /** Counts without naming what was counted. */
  void in(BigInteger units) {
    in = in.add(units);
  }

  void in(BigInteger units, LedgerEntry entry) {
    in = in.add(units);
    summed.add(entry);
  }

  void out(BigInteger units, LedgerEntry entry) {
    out = out.add(units);
    summed.add(entry);
  }

  void out(BigInteger units, String record) {
    out = out.add(units);
    summed.add(record);
  }

  BigInteger in() {
    return in;
  }

  BigInteger out() {
    return out;
  }

  /** What came in less what went out. */
  BigInteger balance() {
    return in.subtract(out);
  }

  Offenders summed() {
    return summed;
  }
}
