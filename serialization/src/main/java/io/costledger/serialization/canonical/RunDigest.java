package io.costledger.serialization.canonical;

import io.costledger.core.ledger.Run;

/** Identifies a run by what it booked. */
public final class RunDigest {
  private RunDigest() {}

  /**
   * Returns the SHA-256 of the run's canonical bytes. When the run was recorded does not change it.
   *
   * @param run a run
   * @return 64 lower-case hex digits
   */
  public static String of(Run run) {
    return CanonicalLedger.of(run).digest();
  }
}
