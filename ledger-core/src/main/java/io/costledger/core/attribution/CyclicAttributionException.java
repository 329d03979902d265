package io.costledger.core.attribution;

import io.costledger.core.Invalid;
import io.costledger.core.LedgerException;
import io.costledger.core.time.Period;
import java.util.List;

/** Platforms that charge each other in a circle (SPEC 5.4); names every circle of a period. */
public final class CyclicAttributionException extends LedgerException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param period the grain period
   * @param cycles the members of each cycle, at least one
   */
  public CyclicAttributionException(Period period, List<List<String>> cycles) {
    super(
        "Platforms charge each other in a circle",
        cycles.stream().map(members -> message(period, members)).toList());
  }

  private static String message(Period period, List<String> members) {
    return Invalid.message(
        "attribution in " + period,
        "cycle of " + String.join(", ", members),
        "usage between platforms must not form a cycle");
  }
}
