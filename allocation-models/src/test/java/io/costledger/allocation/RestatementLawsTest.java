package io.costledger.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.reference.ReferenceScenario;
import io.costledger.allocation.reference.ReferenceScenario.Row;
import io.costledger.allocation.reference.ReferenceScenario.Use;
import io.costledger.allocation.reference.ScenarioInputs;
import io.costledger.allocation.reference.Scenarios;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.BookedRun;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.invariants.AuditedRun;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** SPEC 10.3 on generated runs: usage and bill rows that come late. */
class RestatementLawsTest {
  private static AuditedRun run(ReferenceScenario scenario) {
    return Chargeback.of(ScenarioInputs.policy(scenario).resolve())
        .run(ScenarioInputs.inputs(scenario), Outcomes.RECORDED);
  }

  /** Without the usage of some platforms, and now and then without a row. */
  private static ReferenceScenario early(ReferenceScenario scenario, Random random) {
    Set<String> late = new HashSet<>();
    scenario.platforms().stream()
        .filter(platform -> random.nextInt(3) == 0)
        .forEach(platform -> late.add(platform.id()));
    List<Use> uses =
        scenario.usage().stream().filter(use -> !late.contains(use.platform())).toList();
    List<Row> rows =
        scenario.bill().stream().filter(row -> random.nextInt(10) > 0).toList();
    return scenario.withRows(rows, uses);
  }

  @Property(tries = 200)
  void theSameInputsBookNothing(@ForAll("scenarios") ReferenceScenario scenario) {
    Assume.that(Outcomes.hasLedger(scenario));
    assertThat(Restatement.between(run(scenario), run(scenario)).entries().castToList())
        .isEmpty();
  }

  @Property(tries = 400)
  void whatIsBookedAndTheDifferenceAreTheRestatedRun(
      @ForAll("scenarios") ReferenceScenario scenario, @ForAll Random random) {
    ReferenceScenario early = early(scenario, random);
    Assume.that(Outcomes.hasLedger(scenario) && Outcomes.hasLedger(early));
    AuditedRun booked = run(early);
    AuditedRun restated = run(scenario);
    List<LedgerEntry> entries = Restatement.between(booked, restated).entries().castToList();

    Map<String, BigInteger> books = new HashMap<>();
    booked.run().entries().forEach(entry -> add(books, entry, entry.amountUnits()));
    entries.forEach(entry -> add(books, entry, entry.amountUnits()));
    restated
        .run()
        .entries()
        .forEach(entry -> add(books, entry, entry.amountUnits().negate()));
    assertThat(books.values()).as("%s", scenario).allMatch(units -> units.signum() == 0);
    assertThat(entries).isSortedAccordingTo(LedgerEntry.ORDER);
    Set<String> keys = new HashSet<>();
    for (LedgerEntry entry : entries) {
      assertThat(keys.add(transfer(entry) + entry.kind()))
          .as("one of %s", entry)
          .isTrue();
      assertThat(entry.run()).isEqualTo(restated.run().id());
    }
  }

  /** What was booked is enough to compare with: no policy, no inputs. */
  @Property(tries = 100)
  void booksThatWereReadBackAreRestatedAlike(
      @ForAll("scenarios") ReferenceScenario scenario, @ForAll Random random) {
    ReferenceScenario early = early(scenario, random);
    Assume.that(Outcomes.hasLedger(scenario) && Outcomes.hasLedger(early));
    AuditedRun booked = run(early);
    AuditedRun restated = run(scenario);
    assertThat(Restatement.between(BookedRun.of(booked.run()), restated).entries())
        .isEqualTo(Restatement.between(booked, restated).entries());
  }

  /** A true-up leaves only a pool that was booked as an estimate; all else is a correction. */
  @Property(tries = 400)
  void trueUpsAreOfEstimatesOnly(
      @ForAll("scenarios") ReferenceScenario scenario, @ForAll Random random) {
    ReferenceScenario early = early(scenario, random);
    Assume.that(Outcomes.hasLedger(scenario) && Outcomes.hasLedger(early));
    AuditedRun booked = run(early);
    Set<String> estimated = new HashSet<>();
    for (LedgerEntry entry : booked.run().entries()) {
      if (entry.model().filter("previous-period"::equals).isPresent()) {
        estimated.add(entry.chargePeriod() + " " + entry.from() + entry.measure());
        if (entry.to().kind() == AccountKind.GROUP) {
          estimated.add(entry.chargePeriod() + " " + entry.to() + entry.measure());
        }
      }
    }
    AuditedRun restated = run(scenario);
    Set<String> givenOrKept = new HashSet<>();
    for (AuditedRun run : List.of(booked, restated)) {
      run.run()
          .entries()
          .select(e -> e.kind() == EntryKind.DIRECT || e.kind() == EntryKind.RETAINED)
          .forEach(e -> givenOrKept.add(transfer(e)));
    }
    for (LedgerEntry entry : Restatement.between(booked, restated).entries()) {
      boolean isEstimate =
          estimated.contains(entry.chargePeriod() + " " + entry.from() + entry.measure());
      if (!givenOrKept.contains(transfer(entry))) {
        assertThat(entry.kind())
            .as("%s of %s", entry, scenario)
            .isEqualTo(isEstimate ? EntryKind.TRUE_UP : EntryKind.CORRECTION);
      } else if (!isEstimate) {
        assertThat(entry.kind()).isEqualTo(EntryKind.CORRECTION);
      }
    }
  }

  /** Per transfer, and so per account. */
  private static void add(Map<String, BigInteger> books, LedgerEntry entry, BigInteger units) {
    books.merge(transfer(entry), units, BigInteger::add);
    books.merge(entry.chargePeriod() + " " + entry.to(), units, BigInteger::add);
    books.merge(entry.chargePeriod() + " " + entry.from(), units.negate(), BigInteger::add);
  }

  private static String transfer(LedgerEntry entry) {
    return entry.chargePeriod() + " " + entry.from() + " -> " + entry.to() + " " + entry.measure();
  }

  @Provide
  Arbitrary<ReferenceScenario> scenarios() {
    return Arbitraries.randomValue(Scenarios::next);
  }
}
