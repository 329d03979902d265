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
   * Returns what is wrong and what to do, in a sentence.
   *
   * @return {@code Invalid <what>: <value> (<rule>)}
   */
  String message();

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
