package io.costledger.invariants;

import io.costledger.core.ValueStyle;
import io.costledger.core.ledger.Responsible;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** One place where a run breaks a law. */
@Value.Immutable
@ValueStyle
public interface Violation {
  /**
   * Returns the code of the law.
   *
   * @return such as {@code CONSERVATION_RUN}
   */
  String invariant();

  /**
   * Returns what it means for the run.
   *
   * @return {@code BLOCK} unless said otherwise
   */
  @Value.Default
  default Severity severity() {
    return Severity.BLOCK;
  }

  /**
   * Returns the platform that it concerns, where a policy may choose its severity by platform.
   *
   * @return a platform's id; empty: the run, or several platforms
   */
  Optional<String> platform();

  /**
   * Returns by how much the law is broken, in the ledger's currency: what is found less what should
   * be, so an amount below zero is cost that is lost. Where an amount stands in the wrong place, it
   * is that amount.
   *
   * @return the exact discrepancy; empty where none can be counted
   */
  Optional<BigDecimal> discrepancy();

  /**
   * Returns the smallest set of entries or records that shows it; of a large one, the first twenty.
   *
   * @return an entry as {@code <charge period> <from> -> <to> <measure> <kind> <amount>}, a record
   *     as {@code bill:<id>} or {@code usage:<id>}; possibly empty where something is missing
   */
  List<String> offenders();

  /**
   * Returns how many there are, named or not.
   *
   * @return at least the number of named offenders
   */
  @Value.Default
  default int offenderCount() {
    return offenders().size();
  }

  /**
   * Returns whose job it is.
   *
   * @return the owner
   */
  Responsible owner();

  /**
   * Returns what is wrong, in a sentence.
   *
   * @return {@code Invalid <what>: <value> (<rule>)}
   */
  String message();

  /**
   * Returns what to do, in a sentence that names who does it.
   *
   * @return by the owner, unless the law knows better
   */
  @Value.Default
  default String advice() {
    return switch (owner().role()) {
      case LIBRARY ->
        "Don't publish the run; report its inputs and this message to the authors of "
            + owner().id() + ".";
      case USAGE_FEED -> "Ask " + owner() + " to deliver its usage again, then run again.";
      case BILL_FEED -> "Ask " + owner() + " to deliver the bill again, then run again.";
      case POLICY_AUTHOR -> "Ask " + owner() + " to change the policy, then run again.";
      case PLATFORM_OWNER -> "Ask " + owner() + " to mend what the platform is charged by.";
    };
  }

  /**
   * Starts a violation.
   *
   * @return an empty builder
   */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a violation. */
  final class Builder extends ImmutableViolation.Builder {
    Builder() {}
  }
}
