package io.costledger.flink;

import io.costledger.allocation.Chargeback;
import io.costledger.core.LedgerException;
import io.costledger.core.bill.Bill;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.Unplaced;
import io.costledger.core.received.Received;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import io.costledger.invariants.AuditedRun;
import io.costledger.lawkit.RunCases;
import io.costledger.lawkit.laws.RunCase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Generated ledgers, by seed: so that a task manager can make the policy that it is asked for. */
final class Scenarios implements Ledgers {
  private static final long serialVersionUID = 1L;
  private static final Map<String, RunCase> KNOWN = new ConcurrentHashMap<>();

  /** The case whose seed a ledger is named after. */
  static RunCase of(String ledger) {
    return KNOWN.computeIfAbsent(
        ledger,
        name -> RunCases.of(List.of())
            .generator(1000, true)
            .next(new Random(Long.parseLong(name)))
            .value());
  }

  static List<String> ledgers(long seed, int count) {
    List<String> ledgers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ledgers.add(String.valueOf(seed * 1000 + i));
    }
    return ledgers;
  }

  @Override
  public List<Period> periods(String ledger, Period touched) {
    return List.of(of(ledger).policy().grain().span());
  }

  @Override
  public Policy policy(String ledger, Period period) {
    return of(ledger).policy();
  }

  private static Delivery added(Delivery delivery, Period span) {
    return Delivery.builder()
        .copyOf(delivery)
        .covers(span)
        .mode(Delivery.Mode.APPEND)
        .receivedAt(Optional.empty())
        .build();
  }

  private static Bill bill(RunCase scenario) {
    Period span = scenario.policy().grain().span();
    Delivery delivery = Delivery.of(scenario.policy().billSource(), "bill", new byte[] {1});
    return Bill.of(added(delivery, span), scenario.bill());
  }

  private static List<UsageRecord> usage(RunCase scenario, Delivery delivery) {
    return scenario.usage().stream()
        .filter(record -> record.delivery().equals(delivery.id()))
        .toList();
  }

  /** Everything that a ledger receives. */
  static void feed(String ledger, Feed feed) {
    RunCase scenario = of(ledger);
    feed.bill(ledger, bill(scenario));
    for (Delivery delivery : scenario.deliveries()) {
      feed.usage(
          ledger, added(delivery, scenario.policy().grain().span()), usage(scenario, delivery));
    }
  }

  /**
   * The run that plain Java makes of the same records; empty if it refuses, or would make another
   * one if it knew the run before: such a run is refused by a stream.
   */
  static Optional<AuditedRun> plain(String ledger) {
    RunCase scenario = of(ledger);
    Received received = Received.nothing().with(bill(scenario));
    for (Delivery delivery : scenario.deliveries()) {
      received = received.with(
          added(delivery, scenario.policy().grain().span()),
          UsageBatch.of(usage(scenario, delivery)));
    }
    try {
      return Optional.of(Chargeback.of(scenario.policy().resolve())
              .run(received.inputs(scenario.policy()), Instant.EPOCH))
          .filter(
              run -> run.run().faults().noneSatisfy(fault -> restsOnTheRunBefore(fault, scenario)));
    } catch (LedgerException e) {
      return Optional.empty();
    }
  }

  private static boolean restsOnTheRunBefore(Fault fault, RunCase scenario) {
    return fault.reason() == FaultReason.NO_USAGE
        && fault.chargePeriod().equals(scenario.policy().grain().periods().getFirst())
        && scenario.policy().platforms().stream()
            .filter(platform -> platform.id().equals(fault.platform().orElse("")))
            .anyMatch(platform ->
                platform.unplaced().get(FaultReason.NO_USAGE) instanceof Unplaced.PreviousPeriod);
  }
}
