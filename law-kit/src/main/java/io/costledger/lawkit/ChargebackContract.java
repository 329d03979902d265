package io.costledger.lawkit;

import io.costledger.core.policy.AllocationModel;
import io.costledger.lawkit.laws.RunCase;
import io.costledger.lawkit.laws.RunLaw;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Every law of {@link RunLaw} as a property of whole runs, tried on generated policies, bills and
 * usage, and shrunk to a small case where it breaks. Implement it in a test class to see your models
 * between others, through tiers and circles:
 *
 * <pre>{@code
 * class MyRunsTest implements ChargebackContract {
 *   public List<AllocationModel> models() {
 *     return List.of(new MyModel());
 *   }
 * }
 * }</pre>
 *
 * <p>To try a policy of your own, override {@link #runs} with {@link RunCases#of(
 * io.costledger.core.policy.Policy, List)}.
 */
public interface ChargebackContract {
  /** How many cases each law is tried on; edge cases are among the generated ones. */
  int TRIES = 40;

  /**
   * Returns your models, which generated policies use beside the built-in ones.
   *
   * @return none unless said otherwise
   */
  default List<AllocationModel> models() {
    return List.of();
  }

  /**
   * Returns the cases that the laws are tried on.
   *
   * @return {@link RunCases#of(List)} your models, unless said otherwise
   */
  @Provide
  default Arbitrary<RunCase> runs() {
    return RunCases.of(models());
  }

  /**
   * Tries a law on a case.
   *
   * @param law the law
   * @param given the case
   * @throws AssertionError if a run breaks the law
   */
  default void check(RunLaw law, RunCase given) {
    Report.requireKept(law.code(), law.statement(), given, law.broken(given));
  }

  /**
   * {@link RunLaw#AUDIT}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void audit(@ForAll("runs") RunCase given) {
    check(RunLaw.AUDIT, given);
  }

  /**
   * {@link RunLaw#SIGN_SYMMETRY}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void signSymmetry(@ForAll("runs") RunCase given) {
    check(RunLaw.SIGN_SYMMETRY, given);
  }

  /**
   * {@link RunLaw#ORDER}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void order(@ForAll("runs") RunCase given) {
    check(RunLaw.ORDER, given);
  }

  /**
   * {@link RunLaw#PARTITION}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void partition(@ForAll("runs") RunCase given) {
    check(RunLaw.PARTITION, given);
  }

  /**
   * {@link RunLaw#RECORD_SPLIT}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void recordSplit(@ForAll("runs") RunCase given) {
    check(RunLaw.RECORD_SPLIT, given);
  }

  /**
   * {@link RunLaw#RECORD_MERGE}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void recordMerge(@ForAll("runs") RunCase given) {
    check(RunLaw.RECORD_MERGE, given);
  }

  /**
   * {@link RunLaw#ROW_SPLIT}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void rowSplit(@ForAll("runs") RunCase given) {
    check(RunLaw.ROW_SPLIT, given);
  }

  /**
   * {@link RunLaw#IDEMPOTENCE}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void idempotence(@ForAll("runs") RunCase given) {
    check(RunLaw.IDEMPOTENCE, given);
  }

  /**
   * {@link RunLaw#ONCE}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void once(@ForAll("runs") RunCase given) {
    check(RunLaw.ONCE, given);
  }

  /**
   * {@link RunLaw#PERIODS_APART}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void periodsApart(@ForAll("runs") RunCase given) {
    check(RunLaw.PERIODS_APART, given);
  }

  /**
   * {@link RunLaw#CURRENCIES_APART}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void currenciesApart(@ForAll("runs") RunCase given) {
    check(RunLaw.CURRENCIES_APART, given);
  }

  /**
   * {@link RunLaw#SELF_USE}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void selfUse(@ForAll("runs") RunCase given) {
    check(RunLaw.SELF_USE, given);
  }

  /**
   * {@link RunLaw#RELAY}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void relay(@ForAll("runs") RunCase given) {
    check(RunLaw.RELAY, given);
  }

  /**
   * {@link RunLaw#WITHOUT_CIRCLES}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void withoutCircles(@ForAll("runs") RunCase given) {
    check(RunLaw.WITHOUT_CIRCLES, given);
  }

  /**
   * {@link RunLaw#LINEAGE_MARGINS}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void lineageMargins(@ForAll("runs") RunCase given) {
    check(RunLaw.LINEAGE_MARGINS, given);
  }

  /**
   * {@link RunLaw#LINEAGE_PATHS}.
   *
   * @param given a case
   */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  default void lineagePaths(@ForAll("runs") RunCase given) {
    check(RunLaw.LINEAGE_PATHS, given);
  }
}
