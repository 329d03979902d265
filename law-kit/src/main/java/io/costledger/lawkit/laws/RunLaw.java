package io.costledger.lawkit.laws;

import java.util.List;

/**
 * Laws of whole runs, through all tiers, of whatever policy, bill and usage. What one pool must
 * keep is in {@link ModelLaw}; what one ledger must keep is in the audit, which {@link #AUDIT}
 * brings in.
 *
 * <p>A law says nothing of a case that the run refuses, or of a policy that it doesn't speak of.
 *
 * <p>Example: {@code RunLaw.ORDER.broken(RunCase.of(policy, bill, arrivals))} is empty if the law
 * holds.
 */
public enum RunLaw {
  /** SPEC 7.3 and the audit. */
  AUDIT("7.3", "What isn't refused passes every law of the audit.", RunLaws::audit),
  /** SPEC 3.4. */
  SIGN_SYMMETRY(
      "3.4",
      "The bill negated gives the entries negated, unless an amount, a bound, a rate, a direct cost or a rounding applies.",
      RunLaws::signSymmetry),
  /** SPEC 3.6. */
  ORDER(
      "3.6", "The order of bill rows, records and deliveries changes nothing.", RunSameLaws::order),
  /** SPEC 3.6. */
  PARTITION(
      "3.6", "In how many deliveries the records come changes nothing.", RunSameLaws::partition),
  /** SPEC 3.5. */
  RECORD_SPLIT(
      "3.5", "Records cut in halves change nothing, unless prorated.", RunSameLaws::recordSplit),
  /** SPEC 3.5. */
  RECORD_MERGE(
      "3.5",
      "Records of one use summed to one record change nothing, unless prorated.",
      RunSameLaws::recordMerge),
  /** SPEC 2.2. */
  ROW_SPLIT(
      "2.2",
      "Bill rows cut in two of whole units change nothing, unless prorated.",
      RunSameLaws::rowSplit),
  /** SPEC 3.6 and 10.3. */
  IDEMPOTENCE(
      "10.3",
      "The same run made again has the same id and entries, and restating one by the other books nothing.",
      RunSameLaws::idempotence),
  /** SPEC 10.4. */
  ONCE(
      "10.4",
      "A usage record or a delivery that is given twice is refused, and never counted twice.",
      RunSameLaws::once),
  /** SPEC 5.1. */
  PERIODS_APART(
      "5.1",
      "A period allocated alone gives its entries, unless records are prorated or weights of a period before apply.",
      RunLaws::periodsApart),
  /** SPEC 2.1. */
  CURRENCIES_APART(
      "2.1",
      "In another currency or basis, the same figures give the same units.",
      RunLaws::currenciesApart),
  /** SPEC 5.3. */
  SELF_USE("5.3", "Use of platforms by themselves changes nothing.", RunLaws::selfUse),
  /** SPEC 5.2. */
  RELAY("5.2", "A platform that passes everything to one other can be left out.", RunLaws::relay),
  /** SPEC 5.5 and 5.7. */
  WITHOUT_CIRCLES(
      "5.5 and 5.7",
      "Where no platforms charge each other in a circle, refusing circles, reciprocal and a step-down in topological order agree to the unit.",
      RunLaws::withoutCircles),
  /** SPEC 8. */
  LINEAGE_MARGINS(
      "8",
      "The lineage's rows sum to what each root put in, its columns to what each sink bears.",
      RunLaws::lineageMargins),
  /** SPEC 8. */
  LINEAGE_PATHS(
      "8",
      "A cell of the lineage has the sign of its measure, and a path of entries from root to sink.",
      RunLaws::lineagePaths);

  private final String rule;
  private final String statement;

  @SuppressWarnings("ImmutableEnumChecker") // a reference to a static method
  private final Check check;

  RunLaw(String rule, String statement, Check check) {
    this.rule = rule;
    this.statement = statement;
    this.check = check;
  }

  /** How a law is tried. */
  @FunctionalInterface
  interface Check {
    void tryOn(RunEngine engine, RunCase given, Breaches breaches);
  }

  /**
   * Returns the law's code, which never changes its meaning.
   *
   * @return such as {@code ORDER}
   */
  public String code() {
    return name();
  }

  /**
   * Returns the rule that the law is of.
   *
   * @return a section of the rules, such as {@code 3.6}
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
   * Returns how the runs of a case break the law.
   *
   * @param given the case
   * @return one sentence for each breach; empty if the law holds. A run that fails, or fails its
   *     audit, is a breach of each law.
   */
  public List<String> broken(RunCase given) {
    return broken(new RunEngine(), given);
  }

  List<String> broken(RunEngine engine, RunCase given) {
    Breaches breaches = new Breaches();
    try {
      check.tryOn(engine, given, breaches);
    } catch (RuntimeException e) {
      breaches.add("the run fails: " + e);
    }
    return breaches.found();
  }
}
