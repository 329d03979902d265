package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;
import java.util.Comparator;

/**
 * One account in one charge period and measure: the smallest place in which amounts may be summed.
 */
record Cell(Period period, Account account, Measure measure) implements Comparable<Cell> {
  private static final Comparator<Cell> ORDER =
      Comparator.comparing(Cell::period).thenComparing(Cell::account).thenComparing(Cell::measure);

  @Override
  public int compareTo(Cell other) {
    return ORDER.compare(this, other);
  }

  /** Where an amount stands, for the noun of a message. */
  String place() {
    return measure + " of " + period;
  }
}
