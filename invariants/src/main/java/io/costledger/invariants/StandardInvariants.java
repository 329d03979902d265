package io.costledger.invariants;

import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.Statement;
import io.costledger.core.policy.AuditTerms;
import java.util.ArrayList;
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
   * <p>Needs usage, its parts, deliveries, usage placements, policy. Costs one pass, and one set of
   * the ids unless they ascend.
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
   * A record is placed by the first bill rule that matches it (SPEC 4.1, section 6).
   *
   * <p>Needs bill records, bill placements, policy. Costs one pass, and the rules up to the first
   * match for each kind of row that they tell apart.
   *
   * <p>Example: an EC2 row that rule {@code ec2} sends to {@code platform:ec2}, placed on Spark.
   */
  public static final Invariant BILL_RULE = new BillRuleLaw();

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
   * A platform keeps floor(s * |C|) of its pool, or min(amount, C), beside the charges given to it
   * (SPEC 4.1).
   *
   * <p>Needs entries, bill placements, policy. Costs one pass, and one sum per pool.
   *
   * <p>Example: a tenth of 50.09 USD is 5.00, so a platform that keeps 5.01 keeps too much.
   */
  public static final Invariant RETAINED_BOUNDS = new RetainedBounds();

  /**
   * A consumer with weight pays no less than its minimum and no more than its cap (SPEC 4.2).
   *
   * <p>Needs entries, usage, bill placements, policy. Costs nothing where no platform has bounds,
   * else as {@link #QUOTA}.
   *
   * <p>Example: 5.01 USD of a consumer whose cap is 5.00.
   */
  public static final Invariant CONSUMER_BOUNDS = new ConsumerBounds();

  /**
   * Each consumer gets the share of its platform's pool that the policy's model and rounding give
   * it, to the unit (SPEC sections 3 and 4, 5.7, section 6). The weights are the model's own, of
   * usage that is summed here from the records, or made here of what it says that one of each unit
   * weighs; the shares are computed by a slow division of
   * whole numbers. Reciprocal groups are left out (5.5 is proved by tests), and so are pools whose
   * account doesn't end at zero, pools with corrections, and those that another period weighs.
   *
   * <p>Needs entries, usage, bill records, placements, policy. Costs one pass over usage, and
   * n log n in the consumers of a pool; of a model that doesn't state its weights, sums by consumer
   * and unit, a pool at a time on each thread. It costs the most of all laws.
   *
   * <p>Example: a unit moved from one consumer of a pool to another is two violations, of -0.01 and
   * of 0.01 USD.
   */
  public static final Invariant QUOTA = new Quota();

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
   * <p>Needs entries. Costs one pass, and one key per entry if they don't ascend.
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

  /**
   * Deliveries that say what they cover leave no grain period out, and a platform with cost has
   * usage or a fault (SPEC 10.4, section 6). A policy chooses what it means; it warns unless said
   * otherwise.
   *
   * <p>Needs deliveries, usage, entries, faults, the grain. Costs one pass over usage.
   *
   * <p>Example: usage of 1 to 29 September in a grain of the 30 days.
   */
  public static final Invariant PERIOD_COVERAGE = new PeriodCoverage();

  private static final List<Invariant> ALL = List.of(
      CONSERVATION_RUN,
      CONSERVATION_PERIOD,
      CONSERVATION_PLATFORM,
      EVERY_BILL_RECORD,
      EVERY_USAGE_RECORD,
      BILL_IMPORT,
      ROUNDING_KEPT,
      BILL_PERIOD,
      BILL_RULE,
      BILL_POSTED,
      GIVEN_WHOLE,
      RETAINED_BOUNDS,
      CONSUMER_BOUNDS,
      QUOTA,
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
      RUN_ORDER,
      PERIOD_COVERAGE);

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

  /**
   * Little of the charges has no home, of the bill and of what came into each platform (SPEC
   * section 6). {@code Audit} checks it where the policy names a limit.
   *
   * <p>Needs entries, faults. Costs one pass, and one sum per platform.
   *
   * <p>Example: 18 USD without a home of a bill of 118, where 1/10 is the limit: 6.20 too much.
   *
   * @param limit how much, and why
   * @return the law {@code UNALLOCATED_SHARE}
   */
  public static Invariant unallocatedShare(AuditTerms.ShareLimit limit) {
    return new UnallocatedShare(limit);
  }

  /**
   * What the bill charged, what came into each platform and what each account bears changed little
   * against another run, up as well as down.
   *
   * <p>Needs entries of both runs. Costs one pass over each.
   *
   * <p>Example: search bore 100 USD and bears 130, where 1/5 is the limit: 30 up.
   *
   * @param other the run to compare with, such as the last month's; of the same currency and basis
   * @param limit how much, and why
   * @return the law {@code DRIFT}
   */
  public static Invariant driftAgainst(Run other, AuditTerms.DriftLimit limit) {
    return new Drift(other, limit);
  }

  /**
   * The last delivery of each source was received late enough to hold the whole grain. The
   * deliveries say when they were received; the library reads no clock, and one that doesn't say
   * breaks the law. {@code Audit} checks it where the policy names a limit.
   *
   * <p>Needs deliveries, the grain. Costs one pass over deliveries.
   *
   * <p>Example: usage of September that was last received on the 28th, where PT24H is the limit.
   *
   * @param limit how long before the end of the grain, and why
   * @return the law {@code FRESHNESS}
   */
  public static Invariant freshness(AuditTerms.AgeLimit limit) {
    return new Freshness(limit);
  }

  /**
   * The runs of one definition and period form one chain (SPEC 10.2). As instants ascend along it,
   * the last run that was recorded at an instant or before is one run, whatever comes later.
   *
   * <p>Needs the links of the chain. Costs one pass over them.
   *
   * <p>Example: two runs that supersede {@code run-1} are a fork.
   *
   * @param chain every recorded run of the definition and period, the audited one among them
   * @return the law {@code CHAIN_LINEAR}
   */
  public static Invariant chainLinear(List<RunLink> chain) {
    return new ChainLinear(chain);
  }

  /**
   * A statement has the run's exact amounts, and its settled ones sum to the rounded total (SPEC
   * section 9).
   *
   * <p>Needs entries, the statement. Costs one pass over each.
   *
   * <p>Example: lines of 3.33 USD three times, under a total of 10.00.
   *
   * @param statement what was settled
   * @return the law {@code SETTLEMENT_FOOTS}
   */
  public static Invariant settlementFoots(Statement statement) {
    return new SettlementFoots(statement);
  }

  /**
   * A lineage's rows sum to what the bill put in, its columns to what each account bears (SPEC
   * section 8).
   *
   * <p>Needs entries, bill placements, the matrix. Costs one pass over each, and one sum per row
   * and column.
   *
   * <p>Example: search bears 55.00 USD, and its column sums to 54.99.
   *
   * @param matrix the cells that aren't 0, of every charge period and measure
   * @return the law {@code LINEAGE_MARGINS}
   */
  public static Invariant lineageMargins(Iterable<? extends SourcedUnits> matrix) {
    return new LineageMargins(matrix);
  }

  /** The laws that a policy asks for by naming a threshold. */
  static List<Invariant> askedForBy(AuditTerms terms) {
    List<Invariant> laws = new ArrayList<>();
    terms.unallocatedShare().map(StandardInvariants::unallocatedShare).ifPresent(laws::add);
    terms.freshness().map(StandardInvariants::freshness).ifPresent(laws::add);
    return laws;
  }
}
