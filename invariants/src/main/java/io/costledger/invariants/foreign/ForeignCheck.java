package io.costledger.invariants.foreign;

import io.costledger.invariants.Severity;

/** What is checked of a foreign allocation, in the order of a report. The names are stable codes. */
public enum ForeignCheck {
  /** No cost is lost or made in all. */
  CONSERVATION_TOTAL("Final recipients bear what the origins hold, per currency."),
  /** Nor in a group. */
  CONSERVATION_GROUP("Final recipients bear what the origins hold, in each group."),
  /** Nor of an origin. */
  CONSERVATION_ORIGIN("The rows of each origin sum to its amount, exactly."),
  /** Nor on the way through a platform. */
  CONSERVATION_TIER(
      "A platform between tiers passes on or keeps all of what it received plus its own cost."),
  /** A platform's cost that it both keeps and passes on. */
  DOUBLE_ATTRIBUTION(
      "A platform between tiers passes on and keeps no more than it received plus its own cost."),
  /** No circles. */
  TIER_ORDER("A platform passes on only in tiers deeper than those in which it received."),
  /** Every origin has rows. */
  ORIGIN_UNALLOCATED("Every origin with a charge has rows."),
  /** Credits too. */
  NETTED_CREDIT("Every origin with a credit has rows of its own: credits are not netted."),
  /** Every row has an origin. */
  ORPHAN("Every row's origin is in the table of origins, or received something."),
  /** One row for an origin. */
  ORIGIN_UNIQUE("An origin's id stands once in the table of origins."),
  /** No row twice. */
  ROW_UNIQUE("No allocated row stands twice, the same in every mapped column."),
  /** Charges stay charges. */
  SIGN("A row has the sign of its origin: a charge is shared as charges, a credit as credits."),
  /** The unit stays. */
  CURRENCY("A row has the currency of its origin."),
  /** The group stays. */
  GROUP("A row is in the group of its origin."),
  /** Numbers are numbers. */
  AMOUNT("Every amount is one exact number."),
  /** Origins have ids. */
  ORIGIN_NAMED("Every row names its origin."),
  /** Recipients have names. */
  RECIPIENT_NAMED("Every allocated row names its recipient."),
  /** Ratios of split rows. */
  SPLIT_RATIO("The ratios of an origin's split rows sum to exactly 1."),
  /** Tags of split rows. */
  SPLIT_TAGS("A split row's own tags don't repeat those of its origin."),
  /** Why an origin does not add up. */
  ROUNDING(
      "No origin is off by what rounding each of its rows alone explains: half a last digit a row.",
      Severity.WARN);

  private final String statement;
  private final Severity severity;

  ForeignCheck(String statement) {
    this(statement, Severity.BLOCK);
  }

  ForeignCheck(String statement, Severity severity) {
    this.statement = statement;
    this.severity = severity;
  }

  /**
   * Returns the law in one sentence.
   *
   * @return a sentence that a finance reader understands
   */
  public String statement() {
    return statement;
  }

  /**
   * Returns what breaking it means, unless the user says otherwise.
   *
   * @return {@code BLOCK}; {@code WARN} for {@link #ROUNDING}, which says why another is broken
   */
  public Severity severity() {
    return severity;
  }
}
