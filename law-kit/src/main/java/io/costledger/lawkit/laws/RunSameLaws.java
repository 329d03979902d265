package io.costledger.lawkit.laws;

import io.costledger.allocation.Restatement;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.Proration;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageRecord;
import io.costledger.invariants.AuditedRun;
import io.costledger.lawkit.laws.RunEngine.Made;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Laws of runs whose records say the same in other ways. */
final class RunSameLaws {
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private RunSameLaws() {}

  private static void requireSame(
      String what, RunEngine engine, RunCase other, Made made, Breaches breaches) {
    Made is = engine.run(other);
    if (!breaches.sameRefusal(is.offences(), made.offences())) {
      breaches.requireEqual("entries with " + what, is.lines(), made.lines());
    }
  }

  static void order(RunEngine engine, RunCase given, Breaches breaches) {
    Made made = engine.run(given);
    List<BillRecord> bill = new ArrayList<>(given.bill());
    List<UsageRecord> usage = new ArrayList<>(given.usage());
    List<Delivery> deliveries = new ArrayList<>(given.deliveries());
    Collections.reverse(bill);
    Collections.reverse(usage);
    Collections.reverse(deliveries);
    requireSame(
        "all backwards",
        engine,
        new RunCase(given.policy(), bill, deliveries, usage),
        made,
        breaches);
    Collections.rotate(bill, 1);
    Collections.rotate(usage, 1);
    requireSame(
        "all turned by one",
        engine,
        new RunCase(given.policy(), bill, given.deliveries(), usage),
        made,
        breaches);
  }

  /** All records in one delivery, or dealt out to three. */
  static void partition(RunEngine engine, RunCase given, Breaches breaches) {
    Made made = engine.run(given);
    for (int parts : new int[] {1, 3}) {
      RunCase other = new RunCase(given.policy(), given.bill(), List.of(), List.of());
      for (int part = 0; part < parts; part++) {
        List<UsageRecord> records = new ArrayList<>();
        for (int i = part; i < given.usage().size(); i += parts) {
          UsageRecord record = given.usage().get(i);
          records.add(Copies.record(record, "u" + i, "part " + part, record.quantity()));
        }
        other = other.plus("part " + part, records);
      }
      requireSame("records in deliveries: " + parts, engine, other, made, breaches);
    }
  }

  static void recordSplit(RunEngine engine, RunCase given, Breaches breaches) {
    List<UsageRecord> halves = new ArrayList<>();
    for (UsageRecord record : given.usage()) {
      if (isCut(given.policy().usageProration(), given.policy(), record.chargePeriod())) {
        halves.add(record);
      } else {
        BigDecimal half = record.quantity().multiply(HALF);
        BigDecimal rest = record.quantity().subtract(half);
        halves.add(Copies.record(record, record.id(), record.delivery(), half));
        halves.add(Copies.record(record, record.id() + " rest", record.delivery(), rest));
      }
    }
    requireSame("records in halves", engine, given.withUsage(halves), engine.run(given), breaches);
  }

  static void recordMerge(RunEngine engine, RunCase given, Breaches breaches) {
    Map<List<Object>, UsageRecord> merged = new LinkedHashMap<>();
    for (UsageRecord record : given.usage()) {
      boolean alone = isCut(given.policy().usageProration(), given.policy(), record.chargePeriod());
      List<Object> use = List.of(
          alone ? record.id() : "",
          record.platform(),
          record.consumer(),
          record.unit(),
          record.chargePeriod(),
          record.delivery());
      merged.merge(
          use,
          record,
          (sum, more) ->
              Copies.record(sum, sum.id(), sum.delivery(), sum.quantity().add(more.quantity())));
    }
    requireSame(
        "records merged",
        engine,
        given.withUsage(List.copyOf(merged.values())),
        engine.run(given),
        breaches);
  }

  /** A row of u units as one of half, rounded down, and one of the rest. */
  static void rowSplit(RunEngine engine, RunCase given, Breaches breaches) {
    Policy policy = given.policy();
    List<BillRecord> rows = new ArrayList<>();
    for (BillRecord row : given.bill()) {
      if (isCut(policy.billProration(), policy, row.chargePeriod())
          || !policy.unit().fits(row.cost())) {
        rows.add(row);
      } else {
        BigDecimal part =
            row.cost().multiply(HALF).setScale(policy.unit().scale(), RoundingMode.DOWN);
        BigDecimal rest = row.cost().subtract(part);
        rows.add(Copies.row(row, row.id(), part).build());
        rows.add(Copies.row(row, row.id() + " rest", rest).build());
      }
    }
    requireSame("rows in two", engine, given.withBill(rows), engine.run(given), breaches);
  }

  private static boolean isCut(Proration proration, Policy policy, Period own) {
    return proration == Proration.BY_DURATION && policy.grain().containing(own).isEmpty();
  }

  static void idempotence(RunEngine engine, RunCase given, Breaches breaches) {
    Made made = engine.run(given);
    Made again = engine.run(given);
    breaches.requireEqual("offences, made again,", again.offences(), made.offences());
    breaches.requireEqual("entries, made again,", again.lines(), made.lines());
    if (made.run().isPresent() && again.run().isPresent()) {
      AuditedRun one = made.run().get();
      AuditedRun other = again.run().get();
      breaches.requireEqual("id, made again,", other.run().id(), one.run().id());
      breaches.requireEqual(
          "entries of the restatement",
          Restatement.between(one, other).entries().castToList(),
          List.of());
    }
  }

  /** The first record once more, and the first delivery. */
  static void once(RunEngine engine, RunCase given, Breaches breaches) {
    if (given.usage().isEmpty() || given.deliveries().isEmpty()) {
      return;
    }
    List<UsageRecord> usage = new ArrayList<>(given.usage());
    usage.add(usage.get(0));
    if (!engine.run(given.withUsage(usage)).isRefused()) {
      breaches.add("record '" + usage.get(0).id() + "' counts twice");
    }
    List<Delivery> deliveries = new ArrayList<>(given.deliveries());
    deliveries.add(deliveries.get(0));
    RunCase doubled = new RunCase(given.policy(), given.bill(), deliveries, given.usage());
    if (!engine.run(doubled).isRefused()) {
      breaches.add("delivery '" + deliveries.get(0).id() + "' is taken twice");
    }
  }
}
