package io.costledger.invariants;

import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.LedgerEntry;
import java.util.ArrayList;
import java.util.List;

/** Counts what shows a violation and keeps the first of it, so that a report stays readable. */
final class Offenders {
  /** How many are named; the rest is counted. */
  static final int MOST_NAMED = 20;

  private final List<Object> named = new ArrayList<>();
  private int count;

  static Offenders none() {
    return new Offenders();
  }

  static Offenders of(LedgerEntry entry) {
    return new Offenders().add(entry);
  }

  static Offenders of(String... texts) {
    Offenders offenders = new Offenders();
    for (String text : texts) {
      offenders.add(text);
    }
    return offenders;
  }

  static Offenders record(String id) {
    return of("bill:" + id);
  }

  Offenders add(LedgerEntry entry) {
    return addAny(entry);
  }

  Offenders add(BillPlacement placement) {
    return addAny(placement);
  }

  Offenders add(String text) {
    return addAny(text);
  }

  private Offenders addAny(Object offender) {
    if (named.size() < MOST_NAMED) {
      named.add(offender);
    }
    count++;
    return this;
  }

  int count() {
    return count;
  }

  /** Entries and placements become texts only here, when there is a violation to report. */
  List<String> texts() {
    return named.stream().map(Offenders::text).toList();
  }

  private static String text(Object offender) {
    if (offender instanceof BillPlacement placement) {
      return "bill:" + placement.record();
    }
    return offender instanceof LedgerEntry entry ? text(entry) : offender.toString();
  }

  /** An entry in one line, as an offender. */
  static String text(LedgerEntry entry) {
    return entry.chargePeriod()
        + " "
        + transfer(entry)
        + " "
        + entry.measure()
        + " "
        + entry.kind().text()
        + " "
        + entry.amount();
  }

  /** The two accounts of an entry. */
  static String transfer(LedgerEntry entry) {
    return entry.from() + " -> " + entry.to();
  }
}
