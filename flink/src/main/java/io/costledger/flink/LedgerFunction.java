package io.costledger.flink;

import io.costledger.allocation.Chargeback;
import io.costledger.allocation.Restatement;
import io.costledger.allocation.Settlement;
import io.costledger.core.Invalid;
import io.costledger.core.LedgerException;
import io.costledger.core.bill.Bill;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.BookedRun;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.ledger.StatementLine;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.policy.Unplaced;
import io.costledger.core.received.Received;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageSummary;
import io.costledger.flink.LedgerState.Arrival;
import io.costledger.flink.LedgerState.SharedId;
import io.costledger.flink.Schedule.LateBooking;
import io.costledger.invariants.AuditedRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;

/**
 * One ledger and period: gathers what came, and by event time makes the runs and books the
 * differences. A run is recorded at the time of its timer, never at a clock's. The key is ledger,
 * start and end.
 */
@SuppressWarnings("NullAway.Init") // Flink opens a function before it uses it.
final class LedgerFunction extends KeyedProcessFunction<Tuple3<String, Instant, Instant>, Row, Row>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private final Ledgers ledgers;
  private final Schedule schedule;
  private final CanonicalForm<UsageSummary> summaries;

  private transient EventClock clock;
  private transient ResolvedPolicies policies;
  private transient LedgerState state;

  LedgerFunction(Ledgers ledgers, Schedule schedule, CanonicalForm<UsageSummary> summaries) {
    this.ledgers = ledgers;
    this.schedule = schedule;
    this.summaries = summaries;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    clock = new EventClock(context);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    clock.keep();
  }

  @Override
  public void open(OpenContext context) {
    policies = new ResolvedPolicies(ledgers);
    state = new LedgerState(getRuntimeContext(), summaries);
  }

  @Override
  public void processElement(Row part, Context context, Collector<Row> out) throws Exception {
    String ledger = context.getCurrentKey().f0;
    Period period = PartRows.period(part);
    long now = clock.now(context.timerService());
    if (now >= schedule.drop(period)) {
      context.output(
          FaultRows.TAG,
          FaultRows.of(
              ledger,
              StreamFault.LATE_DELIVERY,
              period,
              Invalid.message(
                  PartRows.kind(part).text() + " delivery",
                  "'" + PartRows.delivery(part).id() + "'",
                  "its period could be mended until "
                      + Instant.ofEpochMilli(schedule.drop(period)))));
      return;
    }
    state.add(part);
    // After the latest run, too: a restart may have put the watermark back.
    long latest =
        state.booked().map(run -> run.facts().recordedAt().toEpochMilli()).orElse(now);
    context.timerService().registerEventTimeTimer(schedule.nextRun(period, Math.max(now, latest)));
    context.timerService().registerEventTimeTimer(schedule.drop(period));
  }

  @Override
  public void onTimer(long at, OnTimerContext context, Collector<Row> out) throws Exception {
    clock.now(context.timerService());
    String ledger = context.getCurrentKey().f0;
    Period period = Period.of(context.getCurrentKey().f1, context.getCurrentKey().f2);
    try {
      run(ledger, period, Instant.ofEpochMilli(at), context, out);
    } catch (LedgerException e) {
      e.offences().forEach(offence -> refuse(ledger, period, offence, context));
    } catch (IllegalArgumentException e) {
      refuse(ledger, period, String.valueOf(e.getMessage()), context);
    }
    if (at >= schedule.drop(period)) {
      state.drop();
    }
  }

  private static void refuse(
      String ledger, Period period, String message, KeyedProcessFunction<?, ?, ?>.Context context) {
    context.output(FaultRows.TAG, FaultRows.of(ledger, StreamFault.RUN_REFUSED, period, message));
  }

  private void run(
      String ledger,
      Period period,
      Instant recordedAt,
      KeyedProcessFunction<?, ?, ?>.Context context,
      Collector<Row> out)
      throws Exception {
    ResolvedPolicy policy = policies.of(ledger, period);
    AuditedRun audited =
        Chargeback.of(policy).run(inputs(ledger, period, policy.declared(), context), recordedAt);
    Run run = audited.run();
    requireOwnWeights(run);
    Optional<BookedRun> before = state.booked();
    if (before.filter(booked -> booked.facts().run().equals(run.id())).isPresent()) {
      return;
    }
    Iterable<LedgerEntry> entries =
        before.isEmpty() ? run.entries() : difference(ledger, before.get(), audited);
    for (LedgerEntry entry : entries) {
      out.collect(EntryRows.of(ledger, policy.declared().basis(), entry));
    }
    for (StatementLine line : Settlement.statement(audited).lines()) {
      context.output(StatementRows.TAG, StatementRows.of(ledger, run.id(), period, line));
    }
    for (Fault fault : run.faults()) {
      context.output(
          FaultRows.TAG, FaultRows.of(ledger, run.id(), policy.declared().unit(), fault));
    }
    context.output(
        RunRows.TAG, RunRows.of(ledger, run, before.map(booked -> booked.facts().run())));
    state.book(BookedRun.of(run));
  }

  /** A run without what the run before closed with must not stand for one that rests on it. */
  private static void requireOwnWeights(Run run) {
    PeriodPolicy first = run.policy().periods().get(0);
    Set<String> offences = new TreeSet<>();
    for (Fault fault : run.faults()) {
      Optional<PeriodPolicy.Terms> terms = fault.platform().map(first.platforms()::get);
      if (fault.reason() == FaultReason.NO_USAGE
          && fault.chargePeriod().equals(first.period())
          && terms.isPresent()
          && terms.get().unplaced(fault.reason()) instanceof Unplaced.PreviousPeriod) {
        offences.add(Invalid.message(
            "pool",
            terms.get().account(),
            "nobody used the platform in " + first.period() + ", and by previous-period its cost"
                + " rests on the run before, which a stream's run doesn't know"));
      }
    }
    if (!offences.isEmpty()) {
      throw new LedgerException("Weights of the run before", List.copyOf(offences));
    }
  }

  private Iterable<LedgerEntry> difference(String ledger, BookedRun before, AuditedRun audited) {
    Restatement difference = Restatement.between(before, audited);
    if (schedule.booking() == LateBooking.OWN_PERIOD) {
      return difference.entries();
    }
    Instant recordedAt = audited.run().recordedAt();
    Period now = Period.of(recordedAt, recordedAt.plusNanos(1));
    return difference.entriesPostedIn(ledgers.periods(ledger, now).get(0));
  }

  /** The inputs of a run of what is complete; what isn't is a fault, and left out. */
  private RunInputs inputs(
      String ledger, Period period, Policy policy, KeyedProcessFunction<?, ?, ?>.Context context)
      throws Exception {
    Received received = Received.nothing();
    List<String> contradicted = new ArrayList<>();
    for (Arrival arrival : state.arrivals()) {
      Delivery delivery = arrival.delivery();
      String what = arrival.kind().text() + " delivery";
      String id = "'" + delivery.id() + "' of '" + delivery.source() + "'";
      if (arrival.isContradicted()) {
        contradicted.add(Invalid.message(what, id, "came with two contents"));
      } else if (!arrival.isComplete()) {
        context.output(
            FaultRows.TAG,
            FaultRows.of(
                ledger,
                StreamFault.INCOMPLETE_DELIVERY,
                period,
                Invalid.message(
                    what,
                    id,
                    "has " + arrival.records() + " records, and " + arrival.came() + " came")));
      } else if (arrival.kind() == Kind.BILL) {
        received = received.with(Bill.of(delivery, state.charges(delivery)));
      } else {
        // Which deliveries are in effect doesn't depend on their records, which are sums here.
        received = received.with(delivery, UsageBatch.of(List.of()));
      }
    }
    if (!contradicted.isEmpty()) {
      throw new LedgerException("Deliveries came with two contents", contradicted);
    }
    RunInputs inEffect = received.inputs(policy);
    List<String> twice = new ArrayList<>();
    for (SharedId shared : state.shared()) {
      if (shared.isOf(inEffect.usageDeliveries().castToList())) {
        twice.add(Invalid.message(
            "usage record id",
            "'" + shared.id() + "'",
            "must be unique in its source, and '" + shared.one() + "' and '" + shared.other()
                + "' have it"));
      }
    }
    if (!twice.isEmpty()) {
      throw new LedgerException("Record ids came twice", twice);
    }
    UsageSummary sums = UsageSummary.empty();
    for (Delivery delivery : inEffect.usageDeliveries()) {
      sums = sums.merge(state.usage(delivery));
    }
    return RunInputs.of(
        inEffect.bill(), sums.toBatch(), inEffect.usageDeliveries().castToList());
  }
}
