package io.costledger.lawkit.laws;

import io.costledger.core.account.Account;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageRecord;
import io.costledger.lawkit.laws.ModelCase.Use;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Laws of two cases that must come out alike. */
final class SameLaws {
  private static final Period BEFORE = Period.parse("2026-07-01T00:00:00Z/2026-08-01T00:00:00Z");
  private static final Period AFTER = Period.parse("2026-09-01T00:00:00Z/2026-10-01T00:00:00Z");
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private SameLaws() {}

  /** The records backwards, and turned by one, give the same units. */
  static void order(Engine engine, ModelCase given, Breaches breaches) {
    Outcome outcome = engine.run(given);
    List<Use> uses = new ArrayList<>(given.uses());
    Collections.reverse(uses);
    breaches.requireSame("records backwards", engine.run(given.withUses(uses)), outcome);
    Collections.reverse(uses);
    Collections.rotate(uses, 1);
    breaches.requireSame("records turned by one", engine.run(given.withUses(uses)), outcome);
  }

  /** Records in two deliveries, or one delivery each, give the same units. */
  static void partition(Engine engine, ModelCase given, Breaches breaches) {
    Outcome outcome = engine.run(given);
    for (int parts : new int[] {2, Math.max(1, given.uses().size())}) {
      List<UsageRecord> records = new ArrayList<>();
      for (int part = 0; part < parts; part++) {
        List<Use> uses = new ArrayList<>();
        for (int i = part; i < given.uses().size(); i += parts) {
          uses.add(given.uses().get(i));
        }
        records.addAll(Engine.records(given.withUses(uses), Engine.PERIOD, "part " + part));
      }
      breaches.requireSame(
          "records in " + parts + " deliveries", engine.run(given, records), outcome);
    }
  }

  /** A record cut in halves, or in one unit more and a return of it, gives the same units. */
  static void recordSplit(Engine engine, ModelCase given, Breaches breaches) {
    Outcome outcome = engine.run(given);
    for (int i = 0; i < given.uses().size(); i++) {
      Use whole = given.uses().get(i);
      BigDecimal half = whole.quantity().multiply(HALF);
      for (BigDecimal part : List.of(half, whole.quantity().add(BigDecimal.ONE))) {
        List<Use> uses = new ArrayList<>(given.uses());
        uses.set(i, whole.with(part));
        uses.add(whole.with(whole.quantity().subtract(part)));
        breaches.requireSame(
            "'" + whole + "' cut at " + part.toPlainString(),
            engine.run(given.withUses(uses)),
            outcome);
      }
    }
  }

  /** The same run again, and the same weights of the same usage. */
  static void idempotence(Engine engine, ModelCase given, Breaches breaches) {
    Outcome outcome = engine.run(given);
    Outcome again = engine.run(given);
    breaches.requireEqual("the run, made again,", again, outcome);
    if (!outcome.isRefused()) {
      breaches.requireEqual(
          "the weights, made again,", engine.weights(given), engine.weights(given));
    }
  }

  /** Use in the periods before and after, with other quantities, changes nothing here. */
  static void periodsApart(Engine engine, ModelCase given, Breaches breaches) {
    Outcome outcome = engine.run(given);
    List<Use> uses = new ArrayList<>(given.uses());
    Collections.reverse(uses);
    uses.removeIf(use -> use.quantity().signum() < 0);
    List<UsageRecord> records = new ArrayList<>();
    ModelCase others = given.withUses(uses);
    records.addAll(Engine.records(others, BEFORE, "before"));
    records.addAll(Engine.records(given));
    records.addAll(Engine.records(others, AFTER, "after"));
    Outcome between = engine.run(given, records);
    if (outcome.isRefused() == between.isRefused()) { // the other periods may be refused alone
      breaches.requireSame("with use in other periods", between, outcome);
    }
  }

  /** Use of the platform by itself changes nothing. */
  static void selfUse(Engine engine, ModelCase given, Breaches breaches) {
    List<Use> uses = new ArrayList<>(given.uses());
    uses.removeIf(use -> use.consumer().equals(ModelCase.PLATFORM));
    Outcome without = engine.run(given.withUses(uses));
    for (String unit : units(engine, given)) {
      uses.add(new Use(ModelCase.PLATFORM, BigDecimal.TEN, unit));
    }
    breaches.requireSame("with use of itself", engine.run(given.withUses(uses)), without);
  }

  private static List<String> units(Engine engine, ModelCase given) {
    List<String> units = new ArrayList<>(engine.model().units().named());
    given.uses().forEach(use -> units.add(use.unit()));
    return units;
  }

  /** Use in a unit that the model doesn't read changes nothing. */
  static void unitsRead(Engine engine, ModelCase given, Breaches breaches) {
    AllocationModel model = engine.model();
    if (model.units().all()) {
      return;
    }
    List<Use> uses = new ArrayList<>(given.uses());
    uses.removeIf(use -> !model.units().reads(use.unit()));
    Outcome outcome = engine.run(given.withUses(uses));
    for (Use use : given.uses()) {
      uses.add(new Use(use.consumer(), use.quantity().abs().add(BigDecimal.ONE), "zz-unread"));
    }
    breaches.requireSame(
        "with use in a unit that isn't read", engine.run(given.withUses(uses)), outcome);
  }

  /**
   * A platform that passes everything to one team can be left out. Both stand last among the
   * consumers, so a tie falls alike.
   */
  static void relay(Engine engine, ModelCase given, Breaches breaches) {
    Optional<Account> replaced = given.uses().stream()
        .map(Use::consumer)
        .filter(consumer -> !consumer.equals(ModelCase.PLATFORM))
        .findFirst();
    if (replaced.isEmpty()) {
      return;
    }
    Outcome straight = engine.run(renamed(given, replaced.get(), Engine.TEAM));
    Outcome through = engine.run(renamed(given, replaced.get(), Engine.RELAY));
    if (!breaches.sameRefusal(through, straight)) {
      breaches.requireEqual(
          "what consumers bear through a relay", through.borne(), straight.borne());
    }
  }

  private static ModelCase renamed(ModelCase given, Account from, Account to) {
    return given.withUses(given.uses().stream()
        .map(use -> use.consumer().equals(from) ? new Use(to, use.quantity(), use.unit()) : use)
        .toList());
  }

  /** Whatever has no negative sum is weighed. */
  static void total(Engine engine, ModelCase given, Breaches breaches) {
    ModelCase positive = given.mapQuantities(BigDecimal::abs);
    Outcome outcome = engine.run(positive);
    if (outcome.isRefused()) {
      breaches.add("the run is refused: " + outcome.offences());
    }
    engine.weights(positive);
  }
}
