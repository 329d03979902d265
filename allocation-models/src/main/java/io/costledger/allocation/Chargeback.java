package io.costledger.allocation;

import io.costledger.core.Invalid;
import io.costledger.core.attribution.AttributionGraph;
import io.costledger.core.attribution.CyclicAttributionException;
import io.costledger.core.attribution.ResolvedAttribution;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.ClosingWeights;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.policy.Cycles;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.time.Period;
import io.costledger.core.work.Workers;
import io.costledger.invariants.Audit;
import io.costledger.invariants.AuditedRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;

/**
 * The run: one pure function from a resolved policy and its inputs to an audited ledger. The same
 * inputs give the same units in any order of records.
 *
 * <p>Example: {@code Chargeback.of(policy.resolve()).run(RunInputs.of(bill, usage, deliveries),
 * recordedAt).run().entries()}.
 */
public final class Chargeback {
  private final ResolvedPolicy policy;
  private final Workers workers;

  private Chargeback(ResolvedPolicy policy, Workers workers) {
    this.policy = policy;
    this.workers = workers;
  }

  /**
   * Returns the chargeback of a policy, on the caller's thread.
   *
   * @param policy the resolved policy
   * @return the chargeback
   */
  public static Chargeback of(ResolvedPolicy policy) {
    return new Chargeback(policy, Workers.caller());
  }

  /**
   * Returns the same chargeback by other threads. They share pools, charge periods, the laws of
   * the audit, and the solving of reciprocal groups of some 500 platforms or more. So a model may be
   * asked on several of them at the same time.
   *
   * @param others whose threads, and how many
   * @return to the same units
   */
  public Chargeback by(Workers others) {
    return new Chargeback(policy, others);
  }

  /**
   * Returns the audited run of some inputs.
   *
   * @param inputs bill and usage; the bill's source must be the policy's, every usage record's
   *     delivery one of the inputs', and the period of closing weights end where the grain starts
   * @param recordedAt when the run is recorded; the library reads no clock
   * @return the audited run
   * @throws RunRefusedException if the inputs can't be allocated or the policy says that their
   *     faults stop a run; it carries every offence
   * @throws io.costledger.invariants.AuditFailedException if the run breaks a law: a defect of this
   *     library or of a model
   */
  public AuditedRun run(RunInputs inputs, Instant recordedAt) {
    requireFit(inputs);
    BillBooking[] booked = new BillBooking[1];
    UsageCounting[] counted = new UsageCounting[1];
    workers.run(2, input -> {
      if (input == 0) {
        booked[0] = BillBooking.of(policy, inputs.bill());
      } else {
        counted[0] = UsageCounting.of(policy, inputs.usage(), workers);
      }
    });
    BillBooking bill = booked[0];
    UsageCounting usage = counted[0];
    List<String> offences = new ArrayList<>(bill.problems());
    PoolUsages pools = new PoolUsages(usage, inputs.bill());
    PoolPlans poolPlans = PoolPlans.of(policy, pools, bill, inputs.previous(), workers);
    offences.addAll(poolPlans.offences());
    List<Throwable> thrown = poolPlans.thrown();
    Map<Period, Map<String, PoolPlan>> plans = poolPlans.byPeriod();
    Map<Period, AttributionGraph> graphs = graphs(plans, offences);
    refuse(offences, thrown);

    String id = RunId.of(policy, inputs);
    List<PeriodLedger> ledgers =
        opened(id, bill, plans, graphs, inputs.bill().delivery().id());
    ledgers.forEach(ledger -> offences.addAll(ledger.offences()));
    refuse(offences);
    workers.run(ledgers.size(), ledger -> ledgers.get(ledger).passOn(workers));
    List<Fault> faults = new ArrayList<>(bill.faults());
    faults.addAll(usage.faults());
    List<String> failures = new ArrayList<>();
    for (PeriodLedger ledger : ledgers) {
      faults.addAll(ledger.faults());
      failures.addAll(ledger.failures());
    }
    faults.sort(Fault.ORDER);
    for (Fault fault : faults) {
      if (policy.declared().blocking().contains(fault.reason())) {
        failures.add(fault.message());
      }
    }
    refuse(failures);
    return Audit.standard()
        .by(workers)
        .audit(Run.builder()
            .id(id)
            .recordedAt(recordedAt)
            .policy(policy)
            .inputs(inputs)
            .entries(entries(ledgers))
            .faults(Lists.immutable.ofAll(faults))
            .rounding(Lists.immutable.ofAll(bill.rounding()))
            .billPlacements(Lists.immutable.ofAll(bill.placements()))
            .usageParts(usage.parts())
            .closingWeights(ClosingWeights.of(
                id, policy.declared().grain().periods().getLast(), poolPlans.closing()))
            .usagePlacements(usage.placements())
            .build());
  }

  /** A ledger for each charge period, ascending, with what the bill put there. */
  private List<PeriodLedger> opened(
      String id,
      BillBooking bill,
      Map<Period, Map<String, PoolPlan>> plans,
      Map<Period, AttributionGraph> graphs,
      String billDelivery) {
    NavigableMap<Period, List<BillPlacement>> placed = bill.byPeriod();
    NavigableSet<Period> periods = new TreeSet<>(graphs.keySet());
    periods.addAll(placed.keySet());
    List<PeriodLedger> ledgers = new ArrayList<>();
    List<Runnable> openings = new ArrayList<>();
    for (Period period : periods) {
      PeriodLedger ledger =
          new PeriodLedger(id, policy, billDelivery, placed.getOrDefault(period, List.of()));
      ledgers.add(ledger);
      openings.add(() -> {
        ledger.bookBill();
        if (graphs.containsKey(period)) {
          ledger.open(resolved(Maps.get(graphs, period)), Maps.get(plans, period));
        }
      });
    }
    workers.run(openings.size(), ledger -> openings.get(ledger).run());
    return ledgers;
  }

  /** Charge periods come first in the order of entries, and ledgers ascend by them. */
  private ImmutableList<LedgerEntry> entries(List<PeriodLedger> ledgers) {
    List<List<LedgerEntry>> byPeriod =
        new ArrayList<>(Collections.nCopies(ledgers.size(), List.of()));
    workers.run(
        ledgers.size(), ledger -> byPeriod.set(ledger, ledgers.get(ledger).entries()));
    MutableList<LedgerEntry> entries = Lists.mutable.empty();
    byPeriod.forEach(entries::addAll);
    return entries.toImmutable();
  }

  private ResolvedAttribution resolved(AttributionGraph graph) {
    return policy.declared().cycles() instanceof Cycles.Reciprocal
        ? graph.resolveGroups()
        : graph.resolve();
  }

  private Map<Period, AttributionGraph> graphs(
      Map<Period, Map<String, PoolPlan>> plans, List<String> offences) {
    Map<Period, AttributionGraph> graphs = new LinkedHashMap<>();
    plans.forEach((period, byPlatform) -> {
      Map<String, Set<String>> charged = new TreeMap<>();
      byPlatform.forEach((platform, plan) -> charged.put(platform, plan.chargedPlatforms()));
      AttributionGraph graph = AttributionGraph.of(period, charged);
      List<List<String>> cycles = graph.cycles();
      if (!cycles.isEmpty() && !(policy.declared().cycles() instanceof Cycles.Reciprocal)) {
        offences.addAll(new CyclicAttributionException(period, cycles).offences());
      } else {
        cycles.forEach(group -> group.forEach(
            member -> offences.addAll(GroupPlan.unfit(period, Maps.get(byPlatform, member)))));
      }
      graphs.put(period, graph);
    });
    return graphs;
  }

  private void refuse(List<String> offences) {
    refuse(offences, List.of());
  }

  private void refuse(List<String> offences, List<Throwable> thrown) {
    if (!offences.isEmpty()) {
      throw new RunRefusedException(policy.declared().name(), offences, thrown);
    }
  }

  private void requireFit(RunInputs inputs) {
    String source = inputs.bill().delivery().source();
    if (!source.equals(policy.declared().billSource())) {
      throw Invalid.argument(
          "bill source", source, "the policy's is " + policy.declared().billSource());
    }
    Instant start = policy.declared().grain().span().start();
    inputs.previous().map(ClosingWeights::period).ifPresent(before -> {
      if (!before.end().equals(start)) {
        throw Invalid.argument(
            "period of closing weights", before, "must end where the grain starts, " + start);
      }
    });
    refuse(UniqueRecords.problems(inputs.usage(), inputs.usageDeliveries()));
  }
}
