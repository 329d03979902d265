package io.costledger.lawkit;

import io.costledger.core.policy.AllocationModel;
import io.costledger.lawkit.laws.ModelCase;
import io.costledger.lawkit.laws.ModelLaw;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Every law of {@link ModelLaw} as a property of your model, tried on generated cases and shrunk to
 * a small one where it breaks. Implement it in a test class:
 *
 * <pre>{@code
 * class MyModelTest implements AllocationModelContract {
 *   public AllocationModel model() {
 *     return new MyModel();
 *   }
 * }
 * }</pre>
 *
 * <p>A law that your model can't keep is declined with a reason and a case that breaks it; see
 * {@link #declined}.
 */
public interface AllocationModelContract {
  /** How many cases each law is tried on; edge cases are among the generated ones. */
  int TRIES = 60;

  /**
   * Returns the model to test.
   *
   * @return a new model, or always the same
   */
  AllocationModel model();

  /**
   * Returns the laws that the model can't keep.
   *
   * @return law to reason and proof; none unless said otherwise
   */
  default Map<ModelLaw, Declined> declined() {
    return Map.of();
  }

  /**
   * Returns the cases that the laws are tried on.
   *
   * @return {@link Cases#of} the model, unless said otherwise
   */
  @Provide
  default Arbitrary<ModelCase> cases() {
    return Cases.of(model());
  }

  /** Every declined law is broken by its counterexample, so a decline can't be a lie. */
  @Example
  default void declinedLawsAreBroken() {
    declined().forEach((law, declined) -> {
      if (law.broken(model(), declined.counterexample()).isEmpty()) {
        throw new AssertionError(law.code()
            + " is declined (" + declined.reason() + "), but it holds for:\n"
            + declined.counterexample());
      }
    });
  }

  /**
   * Tries a law on a case, unless it is declined.
   *
   * @param law the law
   * @param given the case
   * @throws AssertionError if the model breaks the law
   */
  default void check(ModelLaw law, ModelCase given) {
    if (declined().containsKey(law)) {
      return;
    }
    Report.requireKept(law.code(), law.statement(), given, law.broken(model(), given));
  }

  /**
   * {@link ModelLaw#CONSERVATION}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void conservation(@ForAll("cases") ModelCase given) {
    check(ModelLaw.CONSERVATION, given);
  }

  /**
   * {@link ModelLaw#SIGN_SYMMETRY}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void signSymmetry(@ForAll("cases") ModelCase given) {
    check(ModelLaw.SIGN_SYMMETRY, given);
  }

  /**
   * {@link ModelLaw#QUOTA}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void quota(@ForAll("cases") ModelCase given) {
    check(ModelLaw.QUOTA, given);
  }

  /**
   * {@link ModelLaw#MEASURES_APART}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void measuresApart(@ForAll("cases") ModelCase given) {
    check(ModelLaw.MEASURES_APART, given);
  }

  /**
   * {@link ModelLaw#RETAINED}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void retained(@ForAll("cases") ModelCase given) {
    check(ModelLaw.RETAINED, given);
  }

  /**
   * {@link ModelLaw#BOUNDS}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void bounds(@ForAll("cases") ModelCase given) {
    check(ModelLaw.BOUNDS, given);
  }

  /**
   * {@link ModelLaw#RATE_IDENTITY}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void rateIdentity(@ForAll("cases") ModelCase given) {
    check(ModelLaw.RATE_IDENTITY, given);
  }

  /**
   * {@link ModelLaw#ZERO_WEIGHT}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void zeroWeight(@ForAll("cases") ModelCase given) {
    check(ModelLaw.ZERO_WEIGHT, given);
  }

  /**
   * {@link ModelLaw#ZERO_USE}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void zeroUse(@ForAll("cases") ModelCase given) {
    check(ModelLaw.ZERO_USE, given);
  }

  /**
   * {@link ModelLaw#SCALE}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void scale(@ForAll("cases") ModelCase given) {
    check(ModelLaw.SCALE, given);
  }

  /**
   * {@link ModelLaw#CONSUMERS_APART}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void consumersApart(@ForAll("cases") ModelCase given) {
    check(ModelLaw.CONSUMERS_APART, given);
  }

  /**
   * {@link ModelLaw#MONOTONE_USE}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void monotoneUse(@ForAll("cases") ModelCase given) {
    check(ModelLaw.MONOTONE_USE, given);
  }

  /**
   * {@link ModelLaw#ORDER}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void order(@ForAll("cases") ModelCase given) {
    check(ModelLaw.ORDER, given);
  }

  /**
   * {@link ModelLaw#PARTITION}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void partition(@ForAll("cases") ModelCase given) {
    check(ModelLaw.PARTITION, given);
  }

  /**
   * {@link ModelLaw#RECORD_SPLIT}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void recordSplit(@ForAll("cases") ModelCase given) {
    check(ModelLaw.RECORD_SPLIT, given);
  }

  /**
   * {@link ModelLaw#IDEMPOTENCE}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void idempotence(@ForAll("cases") ModelCase given) {
    check(ModelLaw.IDEMPOTENCE, given);
  }

  /**
   * {@link ModelLaw#PERIODS_APART}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void periodsApart(@ForAll("cases") ModelCase given) {
    check(ModelLaw.PERIODS_APART, given);
  }

  /**
   * {@link ModelLaw#UNITS_READ}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void unitsRead(@ForAll("cases") ModelCase given) {
    check(ModelLaw.UNITS_READ, given);
  }

  /**
   * {@link ModelLaw#SELF_USE}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void selfUse(@ForAll("cases") ModelCase given) {
    check(ModelLaw.SELF_USE, given);
  }

  /**
   * {@link ModelLaw#RELAY}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void relay(@ForAll("cases") ModelCase given) {
    check(ModelLaw.RELAY, given);
  }

  /**
   * {@link ModelLaw#TOTAL}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void total(@ForAll("cases") ModelCase given) {
    check(ModelLaw.TOTAL, given);
  }
}
