package io.costledger.invariants;

import java.util.List;

/**
 * The named laws that every run is audited by. Each is computed from the run's entries, placements,
 * faults and inputs alone; codes are stable. The reference page {@code
 * docs/reference/invariants.md} has an example violation of each.
 */
public final class StandardInvariants {
  /**
   * Nothing vanishes and nothing appears: per measure, the exact sum of the bill records' costs is
   * what left the bill, and what cost centers, unallocated and variance accounts hold, each plus
   * what import rounded off (SPEC 7.3).
   *
   * <p>Needs bill records, entries, rounding. Costs one pass over records and entries for each
   * measure.
   *
   * <p>Example: a record of 10.00 USD of which 9.99 left the bill is a discrepancy of -0.01.
   */
  public static final Invariant CONSERVATION_RUN = new ConservationRun();

  /**
   * No unit changes its charge period on its way, and none is attributed twice: per charge period
   * and measure, what left the bill came to rest (SPEC 7.3, 7.4).
   *
   * <p>Needs entries. Costs one pass, and one sum per account, period and measure.
   *
   * <p>Example: a share that was allocated for the 1st and booked for the 2nd is one violation on
   * each day.
   */
  public static final Invariant CONSERVATION_PERIOD = new ConservationPeriod();

  /**
   * What a platform or a reciprocal group passes on, keeps or fails to place is what came in, per
   * charge period and measure; so its account ends at zero in each and in all (SPEC 5.2, 5.5, 7.3).
   *
   * <p>Needs entries. Costs one pass, and one sum per account, period and measure.
   *
   * <p>Example: 10.00 USD into {@code platform:ec2} and 9.99 out is a discrepancy of -0.01.
   */
  public static final Invariant CONSERVATION_PLATFORM = new ConservationPlatform();

  /**
   * Each bill record is placed once, whole or in parts that follow each other through its own
   * period, in the order of the bill, in a home or with a fault (SPEC section 6).
   *
   * <p>Needs bill records, bill placements. Costs one pass, and one count per record.
   *
   * <p>Example: a record without a placement is a discrepancy of its cost, negated.
   */
  public static final Invariant EVERY_BILL_RECORD = new EveryBillRecord();

  /**
   * Each usage record comes once from its source, in a delivery of the run, and counts once, whole
   * or in parts that sum to it, or has the reason why it doesn't (SPEC 4.4, 5.3, section 6).
   *
   * <p>Needs usage, its parts, deliveries, usage placements, policy. Costs one pass, and one set of the ids.
   *
   * <p>Example: two records {@code u1} of one source are a violation whose owner is the usage feed.
   */
  public static final Invariant EVERY_USAGE_RECORD = new EveryUsageRecord();

  /**
   * Each record's cost is its whole units plus what was rounded off; the rounding is the policy's
   * own, of this record alone, and less than a unit (SPEC 2.2). Of a record in parts, each has its
   * duration's share of the units, and the first all of the rounding (SPEC section 6, 3.2).
   *
   * <p>Needs bill records, bill placements, policy. Costs one pass.
   *
   * <p>Example: 1.505 USD at scale 2, half-even, is 150 units and 0.005 USD of rounding.
   */
  public static final Invariant BILL_IMPORT = new BillImport();

  /**
   * What was rounded off is kept beside the entries, exactly, per charge period and measure (SPEC
   * 2.2).
   *
   * <p>Needs bill placements, rounding. Costs one pass, and one sum per period and measure.
   *
   * <p>Example: two records that lose 0.004 USD each need a rounding difference of 0.008.
   */
  public static final Invariant ROUNDING_KEPT = new RoundingKept();

  /**
   * A record, or a part of one that the policy prorates, is booked in the grain period that contains
   * its own; one that none contains is booked in its own, as a period mismatch (SPEC section 6).
   *
   * <p>Needs bill records, bill placements, policy. Costs one pass, and a binary search
   * for each record.
   *
   * <p>Example: a row of August in a grain of September is {@code PERIOD_MISMATCH}.
   */
  public static final Invariant BILL_PERIOD = new BillPeriod();

  /**
   * Per charge period, account and measure, what leaves the bill is the sum of the records placed
   * there, both ways (SPEC 7.1).
   *
   * <p>Needs bill placements, entries. Costs one pass, and one sum per period, account and measure.
   *
   * <p>Example: records of 4 and 6 USD placed on {@code platform:ec2} need one entry of 10.
   */
  public static final Invariant BILL_POSTED = new BillPosted();

  /**
   * A charge of a platform that names its consumer, or that the platform keeps, goes on whole (SPEC
   * 4.1).
   *
   * <p>Needs bill placements, entries. Costs one pass, and one sum per pair of accounts, period and
   * measure.
   *
   * <p>Example: a given charge of 3 USD and a direct entry of 2 is a discrepancy of -1.
   */
  public static final Invariant GIVEN_WHOLE = new GivenWhole();

  /**
   * Each record that has no home or doesn't count has exactly one fault that names it; no fault
   * names a record that the inputs don't have (SPEC section 6, section 14).
   *
   * <p>Needs faults, placements, bill and usage records. Costs one pass, and one set of the ids.
   *
   * <p>Example: a row that no rule places, and no fault {@code NO_RULE} that names it.
   */
  public static final Invariant FAULT_RECORD = new FaultRecord();

  /**
   * Every unit in an unallocated account has a reason and an owner: its faults sum to its balance,
   * per charge period and measure (SPEC section 6).
   *
   * <p>Needs entries, faults. Costs one pass, and one sum per account, period and measure.
   *
   * <p>Example: 2 USD in {@code unallocated:spark} and a fault of 1 USD is a discrepancy of -1.
   */
  public static final Invariant UNALLOCATED_EXPLAINED = new UnallocatedExplained();

  /**
   * What a platform keeps goes to its owner of that charge period; cost without a home goes where
   * the policy says for its reason (SPEC 4.1, section 6).
   *
   * <p>Needs entries, policy. Costs one pass.
   *
   * <p>Example: a retained share of Spark, which infra owns, booked to search.
   */
  public static final Invariant OWNER_BEARS = new OwnerBears();

  /**
   * An estimate is the policy's choice, carries its reason and has a fault that says so; closing
   * weights are of the run's last period and never estimated (SPEC section 6).
   *
   * <p>Needs entries, faults, closing weights, policy. Costs one pass.
   *
   * <p>Example: a share of the model {@code previous-period}, and no fault {@code NO_USAGE} of its
   * platform.
   */
  public static final Invariant ESTIMATE_MARKED = new Estimates();

  /**
   * Money leaves a platform's or group's account only if it was booked in, in the same charge
   * period and measure; variance may fund (SPEC 7.4).
   *
   * <p>Needs entries. Costs one pass, and one sum per pair of accounts, period and measure.
   *
   * <p>Example: 5 USD out of {@code platform:kafka}, into which nothing was booked.
   */
  public static final Invariant ENTRY_SOURCE = new EntrySource();

  /**
   * Cost moves from the bill through platforms to where it rests, never back, and the kind of an
   * entry fits its accounts (SPEC 7.1, 7.2).
   *
   * <p>Needs entries. Costs one pass.
   *
   * <p>Example: an entry out of {@code cost-center:search}.
   */
  public static final Invariant ENTRY_ROUTE = new EntryRoute();

  /**
   * Charges are above zero and credits below; variance, true-ups and corrections are exempt (SPEC
   * section 1).
   *
   * <p>Needs entries. Costs one pass.
   *
   * <p>Example: a CHARGE of -1 USD from {@code platform:ec2} to {@code cost-center:search}.
   */
  public static final Invariant ENTRY_SIGN = new EntrySign();

  /**
   * A platform has one tier in a charge period and passes cost only to deeper tiers, so no cost
   * runs in a circle (SPEC 5.2, 7.2).
   *
   * <p>Needs entries. Costs two passes, and one entry per platform and period.
   *
   * <p>Example: Spark at tier 1 pays compute at tier 1.
   */
  public static final Invariant TIER_ORDER = new TierOrder();

  /**
   * Every account of an entry is the bill's, or belongs to what the policy declares for that charge
   * period (SPEC 5.1).
   *
   * <p>Needs entries, policy. Costs one pass.
   *
   * <p>Example: an entry to {@code cost-center:serach}, which nobody declared.
   */
  public static final Invariant ENTRY_DECLARED = new EntryDeclared();

  /**
   * Every entry carries its run's id, unit, posting period, one of its charge periods, and
   * deliveries among its inputs (SPEC 7.2).
   *
   * <p>Needs entries, policy, deliveries. Costs one pass.
   *
   * <p>Example: an entry of another run.
   */
  public static final Invariant ENTRY_PINNED = new EntryPinned();

  /**
   * One entry per charge period, posting period, from, to, measure and kind (SPEC 7.1).
   *
   * <p>Needs entries. Costs one pass, and one key per entry.
   *
   * <p>Example: a share booked twice.
   */
  public static final Invariant ENTRY_UNIQUE = new EntryUnique();

  /**
   * Entries and faults stand in their stated orders, so that equal runs give equal bytes (SPEC
   * 3.6).
   *
   * <p>Needs entries, faults. Costs one pass.
   *
   * <p>Example: an entry of the 2nd before one of the 1st.
   */
  public static final Invariant RUN_ORDER = new RunOrder();

  private static final List<Invariant> ALL = List.of(
      CONSERVATION_RUN,
      CONSERVATION_PERIOD,
      CONSERVATION_PLATFORM,
      EVERY_BILL_RECORD,
      EVERY_USAGE_RECORD,
      BILL_IMPORT,
      ROUNDING_KEPT,
      BILL_PERIOD,
      BILL_POSTED,
      GIVEN_WHOLE,
      FAULT_RECORD,
      UNALLOCATED_EXPLAINED,
      OWNER_BEARS,
      ESTIMATE_MARKED,
      ENTRY_SOURCE,
      ENTRY_ROUTE,
      ENTRY_SIGN,
      TIER_ORDER,
      ENTRY_DECLARED,
      ENTRY_PINNED,
      ENTRY_UNIQUE,
      RUN_ORDER);

  private StandardInvariants() {}

  /**
   * Returns every standard law, in the order in which violations are reported: conservation first,
   * then records, then entries.
   *
   * @return the laws
   */
  public static List<Invariant> all() {
    return ALL;
  }
}
