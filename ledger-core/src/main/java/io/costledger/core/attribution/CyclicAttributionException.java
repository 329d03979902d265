package io.costledger.core.attribution;

import io.costledger.core.Invalid;
import io.costledger.core.LedgerException;
import io.costledger.core.time.Period;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Platforms that charge each other in a circle (SPEC 5.4); names every member of every circle of a
 * period, however long.
 */
public final class CyclicAttributionException extends LedgerException {
  private static final long serialVersionUID = 1L;

  private final transient List<List<String>> cycles;

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
    this.cycles = cycles.stream().map(List::copyOf).toList();
  }

  /**
   * Returns the circles.
   *
   * @return the members of each cycle, ascending; never empty
   */
  public List<List<String>> cycles() {
    return cycles;
  }

  /** Not by {@link Invalid#message}, which would cut a long circle and lose members. */
  private static String message(Period period, List<String> members) {
    return "Invalid attribution in "
        + period
        + ": cycle of "
        + members.stream().map(Invalid::shown).collect(Collectors.joining(", "))
        + " (usage between platforms must not form a cycle)";
  }
}
