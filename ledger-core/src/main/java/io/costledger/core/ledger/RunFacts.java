package io.costledger.core.ledger;

import io.costledger.core.Sha256;
import io.costledger.core.ValueStyle;
import io.costledger.core.account.Account;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Period;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What a run says of itself without its policy and inputs: what it is counted in, and the digests
 * of what it is pinned to. Two runs with equal digests were made of the same things.
 */
@Value.Immutable
@ValueStyle
public interface RunFacts {
  /**
   * Returns the run's id.
   *
   * @return not empty
   */
  String run();

  /**
   * Returns when the run was recorded.
   *
   * @return an instant
   */
  Instant recordedAt();

  /**
   * Returns the name of its policy.
   *
   * @return not empty
   */
  String policy();

  /**
   * Returns the digest of its policy.
   *
   * @return SHA-256 of the definition's text, 64 lower-case hex digits
   */
  String definition();

  /**
   * Returns what a unit is worth.
   *
   * @return the ledger's unit
   */
  LedgerUnit unit();

  /**
   * Returns which cost it is.
   *
   * @return the basis
   */
  Basis basis();

  /**
   * Returns how many charge periods the run has.
   *
   * @return 1 or more
   */
  int periods();

  /**
   * Returns the span of its charge periods.
   *
   * @return from the first start to the last end
   */
  Period span();

  /**
   * Returns the delivery that brought the bill. Its covered period is not known here.
   *
   * @return the bill's
   */
  Delivery bill();

  /**
   * Returns the deliveries that brought the usage. Their covered periods are not known here.
   *
   * @return in the run's order
   */
  List<Delivery> usage();

  /**
   * Returns the digest of the closing weights that estimates may rest on.
   *
   * @return SHA-256, 64 lower-case hex digits; empty if none were pinned
   */
  Optional<String> previous();

  /**
   * Checks the id.
   *
   * @throws IllegalArgumentException if the run's id is empty or not well-formed
   */
  @Value.Check
  default void check() {
    Account.requireId("run id", run());
  }

  /**
   * Returns the facts of a run.
   *
   * @param run a run
   * @return what it says of itself
   */
  static RunFacts of(Run run) {
    Policy policy = run.policy().declared();
    return builder()
        .run(run.id())
        .recordedAt(run.recordedAt())
        .policy(policy.name())
        .definition(Sha256.hex(run.policy().definition().getBytes(StandardCharsets.UTF_8)))
        .unit(policy.unit())
        .basis(policy.basis())
        .periods(policy.grain().periods().size())
        .span(policy.grain().span())
        .bill(identity(run.inputs().bill().delivery()))
        .addAllUsage(run.inputs().usageDeliveries().collect(RunFacts::identity))
        .previous(run.inputs().previous().map(ClosingWeights::sha256))
        .build();
  }

  private static Delivery identity(Delivery delivery) {
    return Delivery.builder()
        .source(delivery.source())
        .id(delivery.id())
        .sha256(delivery.sha256())
        .build();
  }

  /**
   * Starts facts.
   *
   * @return an empty builder
   */
  static Builder builder() {
    return new Builder();
  }

  /** Builds facts. */
  final class Builder extends ImmutableRunFacts.Builder {
    Builder() {}
  }
}
