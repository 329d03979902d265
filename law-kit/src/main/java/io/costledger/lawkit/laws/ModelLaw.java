package io.costledger.lawkit.laws;

import io.costledger.core.policy.AllocationModel;
import java.util.List;

/**
 * The published laws of allocation models: what a model must satisfy whatever it is given (SPEC
 * 4.6). Each is tried on one case with real runs of a policy of one platform.
 *
 * <p>A law says nothing of a case that the run refuses, such as a negative sum (SPEC 4.3).
 *
 * <p>Example: {@code ModelLaw.ORDER.broken(model, ModelCase.of(100).use("cost-center:a", "1",
 * "hours"))} is empty for a model that keeps the law.
 */
public enum ModelLaw {
  /** SPEC 5.2. */
  CONSERVATION(
      "What is given, kept, shared, left to variance and not placed sums to the pool.",
      MoneyLaws::conservation),
  /** SPEC 3.4. */
  SIGN_SYMMETRY(
      "A credit is shared as a charge of the same size is, negated.", MoneyLaws::signSymmetry),
  /** SPEC 3.1 and 3.2. */
  QUOTA(
      "A share is the exact quotient pool * weight / total, rounded down or up to a unit.",
      MoneyLaws::quota),
  /** SPEC 4.1. */
  MEASURES_APART(
      "Charges are split alike whatever the credits are, and credits whatever the charges are.",
      MoneyLaws::measuresApart);

  private final String statement;
  @SuppressWarnings("ImmutableEnumChecker") // a reference to a static method
  private final Check check;

  ModelLaw(String statement, Check check) {
    this.statement = statement;
    this.check = check;
  }

  /** How a law is tried. */
  @FunctionalInterface
  interface Check {
    void tryOn(Engine engine, ModelCase given, Breaches breaches);
  }

  /**
   * Returns the law's code, which never changes its meaning.
   *
   * @return such as {@code CONSERVATION}
   */
  public String code() {
    return name();
  }

  /**
   * Returns the law in one sentence.
   *
   * @return the sentence
   */
  public String statement() {
    return statement;
  }

  /**
   * Returns how a model breaks the law in one case.
   *
   * @param model the model
   * @param given the case
   * @return one sentence for each breach; empty if the model keeps the law. An exception of the
   *     model is a breach of each law.
   */
  public List<String> broken(AllocationModel model, ModelCase given) {
    return broken(new Engine(model), given);
  }

  List<String> broken(Engine engine, ModelCase given) {
    Breaches breaches = new Breaches();
    try {
      check.tryOn(engine, given, breaches);
    } catch (RuntimeException e) {
      breaches.add("the model or the run fails: " + e);
    }
    return breaches.found();
  }
}
