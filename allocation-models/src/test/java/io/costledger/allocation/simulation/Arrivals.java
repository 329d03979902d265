package io.costledger.allocation.simulation;

import io.costledger.allocation.reference.ReferenceScenario.Row;
import io.costledger.allocation.reference.ReferenceScenario.Use;
import io.costledger.allocation.reference.ScenarioInputs;
import io.costledger.allocation.simulation.Failure.Mismatch;
import io.costledger.allocation.simulation.Script.Arrival;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.received.Received;
import io.costledger.core.usage.UsageBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BinaryOperator;

/** How deliveries become a state: in any order, once or twice, by any number of threads. */
final class Arrivals {
  private Arrivals() {}

  static Received add(Subject subject, Received received, Arrival arrival) {
    if (arrival.isBill()) {
      List<BillRecord> records =
          arrival.rows().stream().map(ScenarioInputs::record).toList();
      return subject.receive(received, Bill.of(arrival.delivery(), records));
    }
    return subject.receive(received, arrival.delivery(), ScenarioInputs.usage(arrival.uses()));
  }

  static void checkAnyOrder(
      Subject subject, Received received, List<Arrival> arrived, Random random) {
    List<Arrival> shuffled = new ArrayList<>(arrived);
    for (int i = random.nextInt(3); i > 0; i--) {
      shuffled.add(arrived.get(random.nextInt(arrived.size())));
    }
    Collections.shuffle(shuffled, random);
    List<Callable<Received>> parts = new ArrayList<>();
    for (List<Arrival> part : parts(shuffled, random)) {
      parts.add(() -> {
        Received state = Received.nothing();
        for (Arrival arrival : part) {
          state = add(subject, state, arrival);
        }
        return state;
      });
    }
    Received merged = inThreads(parts, random, Received::merge);
    Company.require("arrival order", merged.equals(received), () -> merged + " is not " + received);
  }

  /** Some parts of a list that together are the list; some may be empty. */
  static <T> List<List<T>> parts(List<T> all, Random random) {
    List<List<T>> parts = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      parts.add(new ArrayList<>());
    }
    all.forEach(one -> parts.get(random.nextInt(parts.size())).add(one));
    return parts;
  }

  /** What the parts make, merged as they come. */
  static <T> T inThreads(List<Callable<T>> parts, Random random, BinaryOperator<T> merge) {
    ExecutorService threads = Executors.newFixedThreadPool(1 + random.nextInt(4));
    try {
      CompletionService<T> done = new ExecutorCompletionService<>(threads);
      parts.forEach(done::submit);
      T merged = done.take().get();
      for (int i = 1; i < parts.size(); i++) {
        merged = merge.apply(merged, done.take().get());
      }
      return merged;
    } catch (ExecutionException e) {
      throw new Mismatch("threads", String.valueOf(e.getCause()), e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** The inputs hold what the replay leaves, each record once. */
  static void checkInputs(RunInputs inputs, Replay replay) {
    Map<String, Row> rows = new HashMap<>();
    replay.rows().forEach(row -> rows.put(row.id(), row));
    List<BillRecord> records = inputs.bill().records().castToList();
    boolean isBill =
        records.size() == rows.size() && rows.size() == replay.rows().size();
    for (BillRecord record : records) {
      String id = record.id().substring(record.id().indexOf("week "));
      isBill &= rows.containsKey(id)
          && rows.get(id).cost().compareTo(record.cost()) == 0
          && rows.get(id).own().equals(record.chargePeriod());
    }
    Company.require("inputs", isBill, () -> records + " is not " + replay.rows());
    Map<String, Use> uses = new HashMap<>();
    replay.uses().forEach(use -> uses.put(use.delivery() + use.id(), use));
    UsageBatch usage = inputs.usage();
    boolean isUsage =
        usage.size() == uses.size() && uses.size() == replay.uses().size();
    for (int i = 0; i < usage.size(); i++) {
      Use use = uses.get(usage.delivery(i) + usage.id(i));
      isUsage &= use != null
          && use.quantity().compareTo(usage.quantity(i)) == 0
          && use.own().equals(usage.chargePeriod(i));
    }
    Company.require("inputs", isUsage, () -> "usage is not " + replay.uses());
  }
}
