package io.costledger.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.costledger.allocation.reference.Fraction;
import io.costledger.allocation.reference.Minimiser;
import io.costledger.allocation.reference.ReferenceScenario;
import io.costledger.allocation.reference.ReferenceScenario.Row;
import io.costledger.allocation.reference.ReferenceScenario.Use;
import io.costledger.allocation.reference.ScenarioInputs;
import io.costledger.allocation.reference.Scenarios;
import io.costledger.core.LedgerException;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.RoundingDifference;
import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;
import io.costledger.core.work.Workers;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The engine against the reference, entry by entry, on scenarios full of hard cases. */
class EveryEntryTest {
  @Property(tries = 4000)
  void everyEntryIsThatOfTheReferenceAndNoneIsMissing(
      @ForAll("scenarios") ReferenceScenario scenario) {
    if (!differs(scenario)) {
      return;
    }
    ReferenceScenario smallest = Minimiser.smallest(scenario, EveryEntryTest::differs);
    try {
      assertThat(Outcomes.ofEngine(smallest))
          .as("entries of %s", smallest)
          .isEqualTo(Outcomes.ofReference(smallest));
    } catch (RuntimeException e) {
      fail("the engine breaks on " + smallest, e);
    }
  }

  private static boolean differs(ReferenceScenario scenario) {
    if (!Outcomes.isValid(scenario)) {
      return false;
    }
    try {
      return !Outcomes.ofEngine(scenario).equals(Outcomes.ofReference(scenario));
    } catch (RuntimeException e) {
      return true;
    }
  }

  @Property(tries = 600)
  void shuffledAndSplitRowsGiveTheSameEntries(
      @ForAll("scenarios") ReferenceScenario scenario, @ForAll Random random) {
    Assume.that(Outcomes.hasLedger(scenario));
    List<Row> rows = new ArrayList<>(scenario.bill());
    List<Use> uses = new ArrayList<>();
    for (Use use : scenario.usage()) {
      // Each record is prorated alone, in whole steps: parts of one that spans are not the same.
      boolean spans = scenario.grain().stream().noneMatch(grain -> grain.contains(use.own()));
      uses.addAll(scenario.proratedUsage() && spans ? List.of(use) : split(use, random));
    }
    Collections.shuffle(rows, random);
    Collections.shuffle(uses, random);
    assertThat(Outcomes.run(scenario.withRows(rows, uses)).entries())
        .as("entries of %s", scenario)
        .usingElementComparator(LedgerEntry.ORDER.thenComparing(LedgerEntry::amountUnits))
        .isEqualTo(Outcomes.run(scenario).entries());
  }

  /** Whatever the threads: the same run to the last fault and placement, or the same refusal. */
  @Property(tries = 600)
  void threadsChangeNothing(
      @ForAll("scenarios") ReferenceScenario scenario,
      @ForAll @IntRange(min = 2, max = 4) int threads) {
    Assume.that(Outcomes.isValid(scenario));
    Object alone = runOrRefusal(scenario, Workers.caller());
    Object shared = runOrRefusal(scenario, Workers.of(threads, ForkJoinPool.commonPool()));
    assertThat(shared).as("run of %s", scenario).isEqualTo(alone);
  }

  private static Object runOrRefusal(ReferenceScenario scenario, Workers workers) {
    try {
      Run run = Chargeback.of(ScenarioInputs.policy(scenario).resolve())
          .by(workers)
          .run(ScenarioInputs.inputs(scenario), Outcomes.RECORDED)
          .run();
      return List.of(
          run.entries(),
          run.faults(),
          run.rounding(),
          run.billPlacements(),
          run.usagePlacements(),
          run.closingWeights().byPlatform());
    } catch (LedgerException e) {
      return e.offences();
    }
  }

  /** One to three records that sum to one. */
  private static List<Use> split(Use use, Random random) {
    List<Use> parts = new ArrayList<>();
    BigDecimal left = use.quantity();
    for (int i = random.nextInt(3); i > 0; i--) {
      BigDecimal part = new BigDecimal("0.37").multiply(left);
      parts.add(withQuantity(use, use.id() + " part " + i, part));
      left = left.subtract(part);
    }
    parts.add(withQuantity(use, use.id(), left));
    return parts;
  }

  private static Use withQuantity(Use use, String id, BigDecimal quantity) {
    return new Use(
        id, use.platform(), use.consumer(), quantity, use.unit(), use.own(), use.delivery());
  }

  @Property(tries = 200)
  void theSameInputsGiveTheSameRunWheneverItIsRecorded(
      @ForAll("scenarios") ReferenceScenario scenario) {
    Assume.that(Outcomes.hasLedger(scenario));
    RunInputs inputs = ScenarioInputs.inputs(scenario);
    Run run = Outcomes.run(scenario, inputs, Outcomes.RECORDED);
    Run again = Outcomes.run(scenario, inputs, Outcomes.RECORDED);
    Run later = Outcomes.run(scenario, inputs, Instant.parse("2031-01-01T00:00:00Z"));
    assertThat(again.entries()).isEqualTo(run.entries());
    assertThat(again.id()).isEqualTo(run.id());
    assertThat(later.id()).isEqualTo(run.id());
    assertThat(later.entries()).isEqualTo(run.entries());
    assertThat(later.faults()).isEqualTo(run.faults());
  }

  @Property(tries = 300)
  void everyEntryStandsInTheBooksOfTheWholeGrainInTheLedgersUnit(
      @ForAll("scenarios") ReferenceScenario scenario) {
    Assume.that(Outcomes.hasLedger(scenario));
    Run run = Outcomes.run(scenario);
    Period whole = Period.of(
        scenario.grain().get(0).start(),
        scenario.grain().get(scenario.grain().size() - 1).end());
    assertThat(run.entries()).allSatisfy(entry -> {
      assertThat(entry.postingPeriod()).isEqualTo(whole);
      assertThat(entry.run()).isEqualTo(run.id());
      assertThat(entry.unit().scale()).isEqualTo(scenario.scale());
      assertThat(entry.model().isPresent()).isEqualTo(entry.modelVersion().isPresent());
    });
    assertThat(run.entries().castToList()).isSortedAccordingTo(LedgerEntry.ORDER);
  }

  /** SPEC 2.2: input = ledger + rounding, per period and measure, exactly. */
  @Property(tries = 500)
  void whatImportRoundsOffIsKeptExactly(@ForAll("scenarios") ReferenceScenario generated) {
    ReferenceScenario scenario = generated.withProration(false, generated.proratedUsage());
    Assume.that(Outcomes.hasLedger(scenario));
    Map<String, Fraction> input = new HashMap<>();
    for (Row row : scenario.bill()) {
      Period period = scenario.grain().stream()
          .filter(grain -> grain.contains(row.own()))
          .findFirst()
          .orElse(row.own());
      add(input, period, Measure.of(row.cost()), Fraction.of(row.cost()));
    }
    Run run = Outcomes.run(scenario);
    Map<String, Fraction> booked = new HashMap<>();
    for (LedgerEntry entry : run.entries()) {
      if (entry.from().toString().equals("bill:focus")) {
        BigDecimal amount = new BigDecimal(entry.amountUnits(), scenario.scale());
        add(booked, entry.chargePeriod(), entry.measure(), Fraction.of(amount));
      }
    }
    for (RoundingDifference rest : run.rounding()) {
      add(booked, rest.chargePeriod(), rest.measure(), Fraction.of(rest.amount()));
    }
    input.values().removeIf(sum -> sum.signum() == 0);
    booked.values().removeIf(sum -> sum.signum() == 0);
    assertThat(booked).as("ledger and rounding of %s", scenario).isEqualTo(input);
  }

  private static void add(
      Map<String, Fraction> sums, Period period, Measure measure, Fraction amount) {
    sums.merge(period + " " + measure, amount, Fraction::plus);
  }

  @Provide
  Arbitrary<ReferenceScenario> scenarios() {
    return Arbitraries.randomValue(Scenarios::next);
  }
}
