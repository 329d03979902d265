package io.costledger.core.policy;

import java.util.List;

/** What a policy says of platforms that charge each other in a circle (SPEC 5.4 to 5.7). */
public sealed interface Cycles {
  /** A circle is an error that names its members: the default. */
  record Refused() implements Cycles {}

  /** Platforms in a circle are solved as one group, exactly. */
  record Reciprocal() implements Cycles {}

  /**
   * A platform passes cost on only to those that come after it, and to cost centers.
   *
   * @param order the ids of all platforms, each once
   */
  record StepDown(List<String> order) implements Cycles {
    /** Copies the order. */
    public StepDown {
      order = List.copyOf(order);
    }
  }

  /** Use between platforms is ignored. */
  record Direct() implements Cycles {}
}
