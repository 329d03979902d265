package io.costledger.allocation;

import io.costledger.allocation.apportion.Apportionment;
import io.costledger.allocation.batch.BatchAllocation;
import io.costledger.allocation.batch.PoolAmounts;
import io.costledger.allocation.batch.RecordColumn;
import io.costledger.core.Invalid;
import io.costledger.core.LedgerException;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.account.CodePoints;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.UsagePlacement;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.Weights;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.invariants.AuditedRun;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;

/**
 * Opens a consumer's share of a pool into its own usage records, so that records sum to the share
 * (SPEC 3.8). A view: it never changes an entry.
 *
 * <p>Each record weighs what the platform's model makes of it alone, and the share's units are
 * apportioned over the records by largest remainder (SPEC 3.1, also where the run uses 3.2). The
 * key is the record's id, then that of its delivery, as ids are unique in their source only. A
 * negative share is opened as |share| and negated. Records that weigh nothing are shown with 0.
 *
 * <p>Example: a share of 10 units for records of 1, 1 and 1 hour is 4, 3, 3.
 */
public final class DrillDown {
  /** Stand-ins for records, in the order of keys: all numbers have ten digits. */
  private static final int FIRST_STAND_IN = 1_000_000_000;

  private final Run run;
  private final UsageBatch usage;
  private final Map<Use, List<Integer>> records = new HashMap<>();

  private record Use(Period period, String platform, Account consumer) {}

  private DrillDown(Run run) {
    this.run = run;
    this.usage = run.usageParts();
    for (int i = 0; i < usage.size(); i++) {
      OptionalInt period = run.policy().declared().grain().indexContaining(usage.chargePeriod(i));
      if (run.usagePlacements().get(i) == UsagePlacement.COUNTED && period.isPresent()) {
        Period in = run.policy().periods().get(period.getAsInt()).period();
        records
            .computeIfAbsent(
                new Use(in, usage.platform(i), usage.consumer(i)), use -> new ArrayList<>())
            .add(i);
      }
    }
  }

  /**
   * Returns the drill-down of a run.
   *
   * @param audited the audited run
   * @return a view of its entries
   */
  public static DrillDown of(AuditedRun audited) {
    return new DrillDown(audited.run());
  }

  /**
   * Returns whether an entry can be opened: it is one consumer's share of one pool by a model whose
   * weight of a consumer is the sum over its records (proportional, weighted, and direct over one
   * of these). Entries that also hold cost without a home can't: they are not the share alone.
   *
   * @param entry an entry of the run
   * @return true if {@link #records} doesn't refuse its kind or its model
   */
  public boolean opens(LedgerEntry entry) {
    return refusal(entry).isEmpty();
  }

  /**
   * Returns the records of one consumer's share, ascending by record id, then by delivery.
   *
   * @param entry an entry of the run that {@link #opens}
   * @return the records' parts; they sum to the entry's units exactly
   * @throws IllegalArgumentException if the entry is not of this run, or can't be opened
   * @throws LedgerException if a record has a negative quantity: a return lowers the consumer's sum
   *     (SPEC 4.3), and which of the other records it lowers is nowhere said. It names them all
   */
  public ImmutableList<RecordShare> records(LedgerEntry entry) {
    Optional<String> refusal = refusal(entry);
    if (refusal.isPresent()) {
      throw Invalid.argument("drill-down", shown(entry), refusal.get());
    }
    List<Integer> ofShare = new ArrayList<>(records.getOrDefault(use(entry), List.of()));
    ofShare.sort(Comparator.<Integer, String>comparing(usage::id, CodePoints.ORDER)
        .thenComparing(usage::delivery, CodePoints.ORDER));
    requireNoReturns(entry, ofShare);
    List<BigInteger> units =
        Apportionment.LARGEST_REMAINDER.split(entry.amountUnits(), weights(entry, ofShare));
    List<RecordShare> shares = new ArrayList<>();
    for (int at = 0; at < ofShare.size(); at++) {
      int i = ofShare.get(at);
      shares.add(new RecordShare(
          usage.id(i), usage.delivery(i), usage.quantity(i), usage.unit(i), units.get(at)));
    }
    return Lists.immutable.ofAll(shares);
  }

  /**
   * Opens all shares of a measure at once, in columns and without an object for each record, by
   * largest remainder: to the units of {@link #records}, beside the batch {@code usageParts()} of
   * the run. Each share is opened by itself, so also those that are in one entry with cost without a
   * home. Left out, with 0 for their records, are pools between bounds (SPEC 4.2), pools whose
   * amount a reciprocal group passes on, and what {@link RecordColumn#unopened} names.
   *
   * @param measure charges or credits
   * @return what each record bears
   */
  public RecordColumn column(Measure measure) {
    return BatchAllocation.of(run.policy(), usage).records(PoolAmounts.passedOn(run, measure));
  }

  private Optional<String> refusal(LedgerEntry entry) {
    if (!entry.run().equals(run.id())) {
      return Optional.of("the entry is of another run, " + entry.run());
    }
    if (entry.kind() != EntryKind.ALLOCATED
        || entry.from().kind() != AccountKind.PLATFORM
        || entry.model().isEmpty()) {
      return Optional.of("the entry is not a consumer's share of a platform's pool");
    }
    if (!entry.reasons().isEmpty()) {
      return Optional.of("the entry also holds cost without a home: " + entry.reasons());
    }
    if (model(entry).filter(AllocationModel::isAdditive).isEmpty()) {
      return Optional.of("the model " + entry.model().get() + " doesn't weigh single records");
    }
    return records.containsKey(use(entry))
        ? Optional.empty()
        : Optional.of("no usage record of this run is behind the entry");
  }

  private void requireNoReturns(LedgerEntry entry, List<Integer> ofShare) {
    List<String> returns = new ArrayList<>();
    for (int i : ofShare) {
      if (usage.quantity(i).signum() < 0) {
        returns.add(Invalid.message(
            "quantity of usage record '" + usage.id(i) + "'",
            usage.quantity(i).toPlainString(),
            "a share with a return in it can't be split over records"));
      }
    }
    if (!returns.isEmpty()) {
      throw new LedgerException("The entry " + shown(entry) + " can't be opened", returns);
    }
  }

  /** The model's weights of the records, each as the only record of a consumer of its own. */
  private List<BigInteger> weights(LedgerEntry entry, List<Integer> ofShare) {
    PoolUsage.Builder alone = PoolUsage.builder(entry.from().id(), entry.chargePeriod());
    for (int at = 0; at < ofShare.size(); at++) {
      int i = ofShare.get(at);
      alone.add(standIn(at), usage.unit(i), usage.quantity(i));
    }
    Weights weights = BrokenModelException.weights(model(entry).orElseThrow(), alone.build());
    List<BigInteger> inOrder = new ArrayList<>();
    for (int at = 0; at < ofShare.size(); at++) {
      inOrder.add(weights.byConsumer().getOrDefault(standIn(at), BigInteger.ZERO));
    }
    return inOrder;
  }

  private static Account standIn(int at) {
    return Account.costCenter(Integer.toString(FIRST_STAND_IN + at));
  }

  private Optional<AllocationModel> model(LedgerEntry entry) {
    return run.policy()
        .periods()
        .detectOptional(inPeriod -> inPeriod.period().equals(entry.chargePeriod()))
        .flatMap(inPeriod ->
            Optional.ofNullable(inPeriod.platforms().get(entry.from().id())))
        .flatMap(PeriodPolicy.Terms::model);
  }

  private static Use use(LedgerEntry entry) {
    return new Use(entry.chargePeriod(), entry.from().id(), entry.to());
  }

  private static String shown(LedgerEntry entry) {
    return entry.from() + " -> " + entry.to() + " " + entry.measure();
  }
}
