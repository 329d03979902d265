package io.costledger.invariants;

import io.costledger.core.ledger.Run;
import java.util.List;
import java.util.Optional;

/** A law that a run must keep, checked from its entries and inputs alone. */
public interface Invariant {
  /**
   * Returns the stable code.
   *
   * @return such as {@code CONSERVATION_RUN}
   */
  String code();

  /**
   * Returns the law in one sentence.
   *
   * @return a sentence that a finance reader understands
   */
  String statement();

  /**
   * Returns the threshold that is part of the law, with the reason for it.
   *
   * @return such as {@code at most 1/100 of the charges: month-end tags come late}; empty for a law
   *     that holds exactly
   */
  default Optional<String> threshold() {
    return Optional.empty();
  }

  /**
   * Returns where a run breaks the law.
   *
   * @param run the run
   * @return every violation; empty if the law holds
   */
  List<Violation> check(Run run);
}
