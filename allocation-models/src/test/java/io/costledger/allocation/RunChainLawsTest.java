package io.costledger.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.reference.ReferenceScenario;
import io.costledger.allocation.reference.ReferenceScenario.Row;
import io.costledger.allocation.reference.ReferenceScenario.Use;
import io.costledger.allocation.reference.ScenarioInputs;
import io.costledger.allocation.reference.Scenarios;
import io.costledger.core.bill.Bill;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.time.Period;
import io.costledger.invariants.AuditedRun;
import io.costledger.invariants.StandardInvariants;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** SPEC 10.2, 10.3 and 10.5 on chains of generated runs, with and without closing. */
class RunChainLawsTest {
  /** What was recorded when, beside the chain. */
  private record Recorded(Instant at, String run) {}

  /** A run of some of a scenario's records, whose digest is told by which. */
  private static AuditedRun run(ReferenceScenario scenario, int part, Instant at) {
    RunInputs inputs = ScenarioInputs.inputs(scenario);
    Delivery delivery = Delivery.of("focus", "bill-1", new byte[] {(byte) part});
    return Chargeback.of(ScenarioInputs.policy(scenario).resolve())
        .run(
            new RunInputs(
                new Bill(delivery, inputs.bill().records()),
                inputs.usage(),
                inputs.usageDeliveries(),
                inputs.previous()),
            at);
  }

  private static ReferenceScenario some(ReferenceScenario scenario, Random random) {
    List<Row> rows =
        scenario.bill().stream().filter(row -> random.nextInt(5) > 0).toList();
    List<Use> uses =
        scenario.usage().stream().filter(use -> random.nextInt(5) > 0).toList();
    return scenario.withRows(rows, uses);
  }

  private static RunChain next(RunChain chain, AuditedRun run, Random random) {
    String latest = chain.latest().run().run().id();
    if (chain.closedAt().isEmpty()) {
      return chain.supersede(run, latest);
    }
    Instant start = run.run().policy().posting().end();
    return random.nextBoolean()
        ? chain.restate(run, latest)
        : chain.correctIn(Period.of(start, start.plus(Duration.ofDays(30))), run, latest);
  }

  /** Chains as they grow, each with all that was recorded until then. */
  private static Map<RunChain, List<Recorded>> growing(ReferenceScenario scenario, Random random) {
    Map<RunChain, List<Recorded>> chains = new LinkedHashMap<>();
    List<Recorded> recorded = new ArrayList<>();
    Optional<RunChain> chain = Optional.empty();
    Instant at = Outcomes.RECORDED;
    for (int part = 0; part < 6; part++) {
      ReferenceScenario early = some(scenario, random);
      if (Outcomes.hasLedger(early)) {
        AuditedRun run = run(early, part, at);
        recorded.add(new Recorded(at, run.run().id()));
        chain = Optional.of(
            chain.isEmpty() ? RunChain.startingWith(run) : next(chain.get(), run, random));
        chains.put(chain.get(), List.copyOf(recorded));
      }
      at = at.plus(Duration.ofHours(1 + random.nextInt(9)));
      if (part == 3 && chain.isPresent()) {
        chain = Optional.of(chain.get().close(at));
      }
    }
    return chains;
  }

  /** As-of t is a function of what was recorded at t or before: of a prefix, that never changes. */
  @Property(tries = 150)
  void laterRunsChangeNoEarlierAnswer(
      @ForAll("scenarios") ReferenceScenario scenario, @ForAll Random random) {
    Map<RunChain, List<Recorded>> chains = growing(scenario, random);
    chains.forEach((chain, recorded) -> {
      for (int i = 0; i < recorded.size(); i++) {
        Instant until = i + 1 < recorded.size() ? recorded.get(i + 1).at() : Instant.MAX;
        for (Instant t : List.of(recorded.get(i).at(), until.minusNanos(1))) {
          assertThat(chain.asOf(t).orElseThrow().run().run().id())
              .isEqualTo(recorded.get(i).run());
        }
      }
      assertThat(chain.asOf(recorded.get(0).at().minusNanos(1))).isEmpty();
    });
  }

  @Property(tries = 150)
  void allThatWasBookedIsTheLatestRun(
      @ForAll("scenarios") ReferenceScenario scenario, @ForAll Random random) {
    growing(scenario, random).forEach((chain, recorded) -> {
      AuditedRun latest = chain.latest().run();
      assertThat(sums(chain.booked()))
          .as("%s", scenario)
          .isEqualTo(sums(latest.run().entries()));
      assertThat(StandardInvariants.chainLinear(chain.links()).check(latest.run()))
          .isEmpty();
      assertThat(next(chain, latest, random)).isSameAs(chain);
    });
  }

  /** Only a restatement changes the books of the closed period, and it makes a version of it. */
  @Property(tries = 100)
  void theBooksOfAClosedPeriodChangeWithItsVersionOnly(
      @ForAll("scenarios") ReferenceScenario scenario, @ForAll Random random) {
    Map<RunChain, List<Recorded>> chains = growing(scenario, random);
    Assume.that(!chains.isEmpty());
    chains.forEach((chain, recorded) -> {
      int version = 1;
      for (Booking booking : chain.bookings()) {
        Period own = booking.run().run().policy().posting();
        boolean isClosed =
            chain.closedAt().filter(at -> !booking.recordedAt().isBefore(at)).isPresent();
        boolean isNewVersion = booking.version() == version + 1;
        assertThat(booking.version()).isEqualTo(isNewVersion ? version + 1 : version);
        assertThat(isClosed || !isNewVersion).isTrue();
        for (LedgerEntry entry : booking.entries()) {
          assertThat(entry.postingPeriod().equals(own)).isEqualTo(!isClosed || isNewVersion);
          assertThat(entry.run()).isEqualTo(booking.run().run().id());
        }
        version = booking.version();
      }
    });
  }

  private static Map<String, BigInteger> sums(Iterable<LedgerEntry> entries) {
    Map<String, BigInteger> sums = new HashMap<>();
    for (LedgerEntry entry : entries) {
      sums.merge(
          entry.chargePeriod() + " " + entry.from() + " -> " + entry.to() + " " + entry.measure(),
          entry.amountUnits(),
          BigInteger::add);
    }
    sums.values().removeIf(units -> units.signum() == 0);
    return sums;
  }

  @Provide
  Arbitrary<ReferenceScenario> scenarios() {
    return Arbitraries.randomValue(Scenarios::next);
  }
}
