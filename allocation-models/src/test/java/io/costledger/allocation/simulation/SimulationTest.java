package io.costledger.allocation.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.costledger.allocation.simulation.Shrinker.Shrunk;
import io.costledger.core.bill.Bill;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.received.Received;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import io.costledger.invariants.AuditedRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The short run of the simulation, and proof that it would notice. */
class SimulationTest {
  @Property(tries = 10, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void aCompanyIsRightAfterEachStep(@ForAll long seed) {
    Script script = ScriptWriter.of(seed, 4);
    Simulation.of(Subject.LIBRARY, script, new Company.Tally())
        .ifPresent(failure -> fail(Simulate.report(seed, Subject.LIBRARY, script, failure)));
  }

  @Test
  void aSeedMakesOneScript() {
    assertThat(ScriptWriter.of(7, 6)).isEqualTo(ScriptWriter.of(7, 6));
  }

  /** All that a simulation is for happens in it. */
  @Test
  void muchHappens() {
    Company.Tally tally = new Company.Tally();
    for (long seed = 1; seed <= 6; seed++) {
      assertThat(Simulation.of(Subject.LIBRARY, ScriptWriter.of(seed, 5), tally))
          .isEmpty();
    }
    assertThat(tally.runs - tally.refused).as("%s", tally).isGreaterThan(40);
    assertThat(tally.refused).as("%s", tally).isPositive();
    assertThat(tally.unclear).as("%s", tally).isPositive();
    assertThat(tally.restatements).as("%s", tally).isGreaterThan(20);
    assertThat(tally.corrections).as("%s", tally).isPositive();
  }

  @Nested
  @DisplayName("A broken library")
  class Broken {
    private record Found(Script script, Failure failure) {}

    private Found found(Subject subject) {
      for (long seed = 1; seed < 30; seed++) {
        Script script = ScriptWriter.of(seed, 4);
        Optional<Failure> failure = Simulation.of(subject, script, new Company.Tally());
        if (failure.isPresent()) {
          return new Found(script, failure.get());
        }
      }
      throw new AssertionError("nobody noticed");
    }

    private Shrunk assertReproducesAndShrinks(Subject subject, String... checks) {
      Found found = found(subject);
      assertThat(List.of(checks)).contains(found.failure().check());
      assertThat(Simulation.of(subject, found.script(), new Company.Tally()))
          .as("the same script again")
          .contains(found.failure());
      Shrunk shrunk = Shrinker.shrink(subject, found.script(), found.failure());
      assertThat(Simulation.of(subject, shrunk.script(), new Company.Tally()))
          .as("the smallest script")
          .contains(shrunk.failure());
      assertThat(Simulation.of(Subject.LIBRARY, shrunk.script(), new Company.Tally()))
          .as("the smallest script, by the library")
          .isEmpty();
      assertThat(found.script().records()).isGreaterThan(40);
      return shrunk;
    }

    @Test
    void thatForgetsAUsageRecordIsFoundByAFewRecords() {
      Shrunk shrunk = assertReproducesAndShrinks(
          new Subject() {
            @Override
            public AuditedRun run(ResolvedPolicy policy, RunInputs inputs, Instant recordedAt) {
              return Subject.super.run(policy, withoutLast(inputs), recordedAt);
            }
          },
          "entries");
      assertThat(shrunk.script().steps()).hasSizeLessThanOrEqualTo(3);
      assertThat(shrunk.script().records()).isBetween(3, 6);
      assertThat(shrunk.script().start().platforms()).hasSizeLessThanOrEqualTo(2);
    }

    private RunInputs withoutLast(RunInputs inputs) {
      List<UsageRecord> records = new ArrayList<>();
      for (int i = 0; i < inputs.usage().size(); i++) {
        records.add(inputs.usage().record(i));
      }
      records.sort(Comparator.comparing(UsageRecord::id));
      if (records.size() > 2) {
        records.remove(records.size() - 1);
      }
      return new RunInputs(
          inputs.bill(), UsageBatch.of(records), inputs.usageDeliveries(), inputs.previous());
    }

    @Test
    void thatKeepsWhatCameFirstIsFoundByFewDeliveries() {
      Shrunk shrunk = assertReproducesAndShrinks(
          new Subject() {
            @Override
            public Received receive(Received received, Bill bill) {
              return isThere(received, bill.delivery()) ? received : received.with(bill);
            }

            @Override
            public Received receive(Received received, Delivery delivery, UsageBatch usage) {
              return isThere(received, delivery) ? received : received.with(delivery, usage);
            }
          },
          "inputs",
          "arrival order");
      assertThat(shrunk.script().steps()).hasSizeLessThanOrEqualTo(4);
      assertThat(shrunk.script().records()).isLessThanOrEqualTo(2);
    }

    private boolean isThere(Received received, Delivery delivery) {
      return received.deliveries().stream()
          .anyMatch(
              d -> d.source().equals(delivery.source()) && d.covers().equals(delivery.covers()));
    }

    /** What somebody reads who has to mend it. */
    @Test
    void isReportedWithSeedAndStepAndTheSmallestScript() {
      Subject deaf = new Subject() {
        @Override
        public Received receive(Received received, Bill bill) {
          return received;
        }
      };
      Script script = ScriptWriter.of(5, 4);
      Failure failure = Simulation.of(deaf, script, new Company.Tally()).orElseThrow();
      String event = script.words(script.steps().get(failure.step()).event());
      assertThat(Simulate.report(5, deaf, script, failure))
          .startsWith("seed 5, step " + (failure.step() + 1) + " (" + event + "): "
              + failure.check() + ": " + failure.detail()
              + "\nsmallest script, 1 steps and 0 records: ")
          .contains("\ncompany: ReferenceScenario[", "\narrives focus/focus ");
    }

    @Test
    void thatRecordsEveryRunAtOneInstantBreaksTheChain() {
      Shrunk shrunk = assertReproducesAndShrinks(
          new Subject() {
            @Override
            public AuditedRun run(ResolvedPolicy policy, RunInputs inputs, Instant recordedAt) {
              return Subject.super.run(policy, inputs, Instant.EPOCH);
            }
          },
          "chain");
      assertThat(shrunk.script().steps()).hasSizeLessThanOrEqualTo(3);
      assertThat(shrunk.failure().detail()).contains("must be after that of run-");
    }
  }
}
