package io.costledger.invariants;

import io.costledger.core.Sha256;
import io.costledger.core.ledger.Run;
import io.costledger.core.time.Period;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * A run's place in its chain (SPEC 10.2).
 *
 * @param id the run's id
 * @param supersedes the id of the run that it replaces; empty for the first
 * @param recordedAt when it was recorded
 * @param definition what identifies the definition: equal for runs of one chain
 * @param period the period that it allocates
 */
public record RunLink(
    String id, Optional<String> supersedes, Instant recordedAt, String definition, Period period) {
  /**
   * Returns the link of a run.
   *
   * @param run the run
   * @param supersedes the id of the run that it replaces; empty for the first
   * @return the link, with the SHA-256 of the run's definition and the span of its grain
   */
  public static RunLink of(Run run, Optional<String> supersedes) {
    return new RunLink(
        run.id(),
        supersedes,
        run.recordedAt(),
        Sha256.hex(run.policy().definition().getBytes(StandardCharsets.UTF_8)),
        run.policy().declared().grain().span());
  }
}
