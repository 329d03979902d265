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
      "5.2",
      "What is given, kept, shared, left to variance and not placed sums to the pool.",
      MoneyLaws::conservation),
  /** SPEC 3.4. */
  SIGN_SYMMETRY(
      "3.4",
      "A credit is shared as a charge of the same size is, negated.",
      MoneyLaws::signSymmetry),
  /** SPEC 3.1 and 3.2. */
  QUOTA(
      "3.1 and 3.2",
      "A share is the exact quotient pool * weight / total, rounded down or up to a unit.",
      MoneyLaws::quota),
  /** SPEC 5.2. */
  MEASURES_APART(
      "5.2",
      "Charges are split alike whatever the credits are, and credits whatever the charges are.",
      MoneyLaws::measuresApart),
  /** SPEC 4.1. */
  RETAINED(
      "4.1",
      "A retained share s keeps floor(s * pool) of each measure, and the rest is shared as a pool of that size.",
      MoneyLaws::retained),
  /** SPEC 4.2. */
  BOUNDS(
      "4.2",
      "A minimum and a cap that the pool allows are never broken by a charge, and credits have none.",
      MoneyLaws::bounds),
  /** SPEC 4.5. */
  RATE_IDENTITY(
      "4.5",
      "Of a rate model, each line is the exact charge, rounded half-even, and lines, true-ups and variance sum to the pool.",
      MoneyLaws::rateIdentity),
  /** SPEC 3.1. */
  ZERO_WEIGHT("3.1", "Who has no weight gets nothing.", WeightLaws::zeroWeight),
  /** SPEC 4. */
  ZERO_USE("4", "Who used nothing has no weight.", WeightLaws::zeroUse),
  /** SPEC 2.5. */
  SCALE(
      "2.5",
      "All quantities times a factor change no ratio of weights and no share.",
      WeightLaws::scale),
  /** SPEC 4. */
  CONSUMERS_APART(
      "4",
      "Without one consumer, the weights of the others stand to each other as before.",
      WeightLaws::consumersApart),
  /** SPEC 4. */
  MONOTONE_USE(
      "4",
      "Who uses more, all else equal, has no less weight against any other and no smaller share.",
      WeightLaws::monotoneUse),
  /** SPEC 3.6. */
  ORDER("3.6", "The order of records changes nothing.", SameLaws::order),
  /** SPEC 3.6. */
  PARTITION("3.6", "In how many deliveries the records come changes nothing.", SameLaws::partition),
  /** SPEC 3.5. */
  RECORD_SPLIT(
      "3.5", "A record cut in two of the same sum changes nothing.", SameLaws::recordSplit),
  /** SPEC 3.6. */
  IDEMPOTENCE(
      "3.6", "The same run made again is the same, to the last weight.", SameLaws::idempotence),
  /** SPEC 5.1. */
  PERIODS_APART("5.1", "Use in other periods changes nothing.", SameLaws::periodsApart),
  /** SPEC 4.4. */
  UNITS_READ(
      "4.4", "Use in a unit that the model does not read changes nothing.", SameLaws::unitsRead),
  /** SPEC 5.3. */
  SELF_USE("5.3", "Use of the platform by itself changes nothing.", SameLaws::selfUse),
  /** SPEC 5.2. */
  RELAY("5.2", "A platform that passes everything to one team can be left out.", SameLaws::relay),
  /** SPEC 4.3. */
  TOTAL("4.3", "Whatever has no negative sum is weighed.", SameLaws::total);

  private final String rule;
  private final String statement;

  @SuppressWarnings("ImmutableEnumChecker") // a reference to a static method
  private final Check check;

  ModelLaw(String rule, String statement, Check check) {
    this.rule = rule;
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
   * Returns the rule that the law is of.
   *
   * @return a section of the rules, such as {@code 5.2}
   */
  public String rule() {
    return rule;
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
