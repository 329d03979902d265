package io.costledger.flink;

import io.costledger.allocation.Summarising;
import io.costledger.core.Invalid;
import io.costledger.core.account.CodePoints;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import io.costledger.core.usage.UsageSummary;
import io.costledger.flink.DeliveryState.Arrival;
import io.costledger.flink.DeliveryState.Shared;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;

/**
 * One bucket of the records of a source: drops those that came before, and at each step of the
 * watermark sends what came to the runs that it is for, usage as a summary; and which deliveries of
 * usage have a record id in common.
 *
 * <p>Which runs these are is known once a delivery is announced; until then its records wait. The
 * key is ledger, source and bucket: an id is always in the same.
 */
@SuppressWarnings("NullAway.Init") // Flink opens a function before it uses it.
final class PartFunction
    extends KeyedCoProcessFunction<Tuple3<String, String, Integer>, Row, Tuple2<Integer, Row>, Row>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final Ledgers ledgers;
  private final Schedule schedule;

  private transient EventClock clock;
  private transient ResolvedPolicies policies;
  private transient DeliveryState state;

  PartFunction(Kind kind, Ledgers ledgers, Schedule schedule) {
    this.kind = kind;
    this.ledgers = ledgers;
    this.schedule = schedule;
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
    state = new DeliveryState(getRuntimeContext(), kind);
  }

  @Override
  public void processElement1(Row row, Context context, Collector<Row> out) throws Exception {
    String delivery = Cells.text(row, Cells.DELIVERY);
    Period own = Cells.period(row, Cells.START, Cells.END);
    Arrival arrival = state.add(row, kind.digest(row));
    if (arrival == Arrival.KNOWN) {
      return;
    }
    if (arrival == Arrival.CONTRADICTED) {
      context.output(
          FaultRows.TAG,
          FaultRows.of(
              Cells.text(row, Cells.LEDGER),
              StreamFault.CONTRADICTION,
              own,
              Invalid.message(
                  kind.text() + " record",
                  "'" + Cells.text(row, Cells.ID) + "' of '" + delivery + "'",
                  "an id has one content in its delivery, and came with another")));
    }
    if (state.keptUntil(delivery).isEmpty()) {
      long now = clock.now(context.timerService());
      keepUntil(
          delivery, Math.max(schedule.drop(own), Math.max(now, now + 1)), context.timerService());
    }
    flushSoon(context.timerService());
  }

  @Override
  public void processElement2(Tuple2<Integer, Row> copy, Context context, Collector<Row> out)
      throws Exception {
    Row row = copy.f1;
    Delivery delivery = DeliveryRows.delivery(row);
    Optional<Row> before = state.announcement(delivery.id());
    boolean isFirst = copy.f0 == 0;
    if (before.isEmpty()) {
      state.announce(row);
      keepUntil(delivery.id(), dropAt(row), context.timerService());
      flushSoon(context.timerService());
      if (isFirst) {
        // So that a delivery is known before its records, and one without records at all.
        parts(row, List.of(), false, out);
      }
    } else if (!DeliveryRows.delivery(before.get()).equals(delivery)
        || DeliveryRows.records(before.get()) != DeliveryRows.records(row)) {
      keepUntil(
          delivery.id(),
          Math.max(dropAt(row), state.keptUntil(delivery.id()).orElse(Long.MIN_VALUE)),
          context.timerService());
      if (isFirst) {
        // Told to the runs of both, so that it doesn't matter which was announced first.
        parts(before.get(), List.of(), true, out);
        parts(row, List.of(), true, out);
        context.output(
            FaultRows.TAG,
            FaultRows.of(
                Cells.text(row, Cells.LEDGER),
                StreamFault.CONTRADICTION,
                covers(row),
                Invalid.message(
                    kind.text() + " delivery",
                    "'" + delivery.id() + "' of '" + delivery.source() + "'",
                    "an id has one content, and was announced with another")));
      }
    }
  }

  /** At the next watermark: what comes between two of them goes on as one part. */
  private static void flushSoon(TimerService timers) {
    long watermark = timers.currentWatermark();
    timers.registerEventTimeTimer(Math.max(watermark, watermark + 1));
  }

  private void keepUntil(String delivery, long at, TimerService timers) throws Exception {
    state.keepUntil(delivery, at);
    timers.registerEventTimeTimer(at);
  }

  private static Period covers(Row announcement) {
    return DeliveryRows.delivery(announcement).covers().orElseThrow();
  }

  private List<Period> periods(Row announcement) {
    return ledgers.periods(Cells.text(announcement, Cells.LEDGER), covers(announcement));
  }

  /** When the last of the runs that the delivery is for can't be mended any more. */
  private long dropAt(Row announcement) {
    List<Period> periods = periods(announcement);
    return schedule.drop(periods.get(periods.size() - 1));
  }

  @Override
  public void onTimer(long at, OnTimerContext context, Collector<Row> out) throws Exception {
    flush(out);
    for (Row row : state.drop(at)) {
      context.output(FaultRows.TAG, unannounced(row));
    }
  }

  private Row unannounced(Row row) {
    return FaultRows.of(
        Cells.text(row, Cells.LEDGER),
        StreamFault.NO_DELIVERY,
        Cells.period(row, Cells.START, Cells.END),
        Invalid.message(
            kind.text() + " record",
            "'" + Cells.text(row, Cells.ID) + "' of '" + Cells.text(row, Cells.DELIVERY) + "'",
            "its delivery was not announced in time"));
  }

  private void flush(Collector<Row> out) throws Exception {
    shared(out);
    Map<String, List<Row>> rows = state.takeWaiting();
    Set<String> contradicted = state.takeContradicted();
    Set<String> deliveries = new TreeSet<>(rows.keySet());
    deliveries.addAll(contradicted);
    for (String delivery : deliveries) {
      List<Row> own = new ArrayList<>(rows.getOrDefault(delivery, List.of()));
      own.sort(Comparator.comparing(row -> Cells.text(row, Cells.ID)));
      parts(state.announcement(delivery).orElseThrow(), own, contradicted.contains(delivery), out);
    }
  }

  private void parts(Row announcement, List<Row> rows, boolean isContradicted, Collector<Row> out) {
    Delivery delivery = DeliveryRows.delivery(announcement);
    for (Period period : periods(announcement)) {
      Row part = part(announcement, period, rows.size());
      part.setField("contradicted", isContradicted);
      List<Row> own = rows.stream()
          .filter(row ->
              isOfRun(Cells.period(row, Cells.START, Cells.END), covers(announcement), period))
          .toList();
      if (kind == Kind.BILL) {
        List<BillRecord> charges = own.stream().map(BillRows::record).toList();
        part.setField("bill", Bill.of(delivery, charges));
      } else {
        List<UsageRecord> uses = own.stream().map(UsageRows::record).toList();
        part.setField(
            "usage",
            Summarising.of(policies.of(Cells.text(announcement, Cells.LEDGER), period))
                .summarise(UsageBatch.of(uses)));
      }
      out.collect(part);
    }
  }

  private Row part(Row announcement, Period period, long came) {
    return PartRows.of(
        Cells.text(announcement, Cells.LEDGER),
        period,
        kind,
        DeliveryRows.delivery(announcement),
        DeliveryRows.records(announcement),
        came);
  }

  /**
   * Tells each run of which both records are that its deliveries have an id in common: the smallest,
   * for there may be as many as records.
   */
  private void shared(Collector<Row> out) throws Exception {
    Map<Tuple3<Period, String, String>, String> smallest = new LinkedHashMap<>();
    for (Shared shared : state.takeShared()) {
      List<String> deliveries = List.copyOf(shared.chargePeriods().keySet());
      for (int i = 0; i < deliveries.size(); i++) {
        for (int j = i + 1; j < deliveries.size(); j++) {
          for (Period period : common(shared, deliveries.get(i), deliveries.get(j))) {
            smallest.merge(
                Tuple3.of(period, deliveries.get(i), deliveries.get(j)),
                shared.id(),
                (one, other) -> CodePoints.compare(one, other) <= 0 ? one : other);
          }
        }
      }
    }
    for (Map.Entry<Tuple3<Period, String, String>, String> pair : smallest.entrySet()) {
      Row part = part(state.announcement(pair.getKey().f1).orElseThrow(), pair.getKey().f0, 0);
      part.setField("usage", UsageSummary.empty());
      part.setField("shared_with", pair.getKey().f2);
      part.setField("shared_id", pair.getValue());
      out.collect(part);
    }
  }

  /** The runs that an id is of by both deliveries. */
  private List<Period> common(Shared shared, String one, String other) throws Exception {
    Row first = state.announcement(one).orElseThrow();
    Row second = state.announcement(other).orElseThrow();
    List<Period> both = new ArrayList<>(periods(first));
    both.retainAll(periods(second));
    both.removeIf(period -> !isOfRun(shared, first, period) || !isOfRun(shared, second, period));
    return both;
  }

  private static boolean isOfRun(Shared shared, Row announcement, Period run) {
    Period own = shared.chargePeriods().get(Cells.text(announcement, Cells.DELIVERY));
    return own != null && isOfRun(own, covers(announcement), run);
  }

  /** As {@code Received.inputs} has it: what is inside the delivery's period, but not of this run. */
  private static boolean isOfRun(Period own, Period covers, Period run) {
    return own.overlaps(run) || !covers.contains(own);
  }
}
