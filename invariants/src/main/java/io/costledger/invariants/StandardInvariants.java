package io.costledger.invariants;

import java.util.List;

/** The named laws that every run is audited by. */
public final class StandardInvariants {
  private StandardInvariants() {}

  /**
   * Returns every standard law, in the order in which violations are reported.
   *
   * @return the laws
   */
  public static List<Invariant> all() {
    return List.of();
  }
}
