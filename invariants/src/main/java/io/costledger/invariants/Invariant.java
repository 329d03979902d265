package io.costledger.invariants;

import io.costledger.core.ledger.Run;
import java.util.List;

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
   * Returns where a run breaks the law.
   *
   * @param run the run
   * @return every violation; empty if the law holds
   */
  List<Violation> check(Run run);
}
