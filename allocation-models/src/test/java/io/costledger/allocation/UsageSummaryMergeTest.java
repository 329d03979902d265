package io.costledger.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.reference.ReferenceScenario;
import io.costledger.allocation.reference.ReferenceScenario.Use;
import io.costledger.allocation.reference.ScenarioInputs;
import io.costledger.allocation.reference.Scenarios;
import io.costledger.core.LedgerException;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.usage.UsageSummary;
import io.costledger.invariants.AuditFailedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** SPEC 3.6: what partitions contribute merges to the same, however they are cut and merged. */
class UsageSummaryMergeTest {
  @Property(tries = 500)
  void anyPartsMergedInAnyOrderAreTheWhole(
      @ForAll("scenarios") ReferenceScenario scenario, @ForAll Random random) {
    ResolvedPolicy policy = ScenarioInputs.policy(scenario).resolve();
    UsageSummary whole = Outcomes.summarised(policy, scenario.usage());
    assertThat(merged(policy, scenario.usage(), random)).isEqualTo(whole);
    assertThat(whole.records()).isEqualTo(scenario.usage().size());
  }

  /** The summary is what the engine sees; the reference sees the records. */
  @Property(tries = 1000)
  void aRunOfMergedPartsBooksWhatTheReferenceBooksForTheRecords(
      @ForAll("scenarios") ReferenceScenario scenario, @ForAll Random random) {
    ResolvedPolicy policy = ScenarioInputs.policy(scenario).resolve();
    assertThat(booked(policy, scenario, merged(policy, scenario.usage(), random)))
        .isEqualTo(Outcomes.ofReference(scenario));
  }

  private static List<String> booked(
      ResolvedPolicy policy, ReferenceScenario scenario, UsageSummary usage) {
    RunInputs raw = ScenarioInputs.inputs(scenario);
    RunInputs inputs =
        new RunInputs(raw.bill(), usage.toBatch(), raw.usageDeliveries(), raw.previous());
    try {
      return Outcomes.lines(Chargeback.of(policy).run(inputs, Outcomes.RECORDED).run());
    } catch (AuditFailedException e) {
      throw e;
    } catch (LedgerException e) {
      return Outcomes.FAILS;
    }
  }

  /** Summaries of random parts, merged in random order. */
  private static UsageSummary merged(ResolvedPolicy policy, List<Use> usage, Random random) {
    List<UsageSummary> parts = new ArrayList<>(List.of(UsageSummary.empty()));
    List<Use> uses = new ArrayList<>(usage);
    Collections.shuffle(uses, random);
    while (!uses.isEmpty()) {
      int size = 1 + random.nextInt(uses.size());
      parts.add(Outcomes.summarised(policy, uses.subList(0, size)));
      uses = uses.subList(size, uses.size());
    }
    while (parts.size() > 1) {
      UsageSummary one = parts.remove(random.nextInt(parts.size()));
      UsageSummary other = parts.remove(random.nextInt(parts.size()));
      parts.add(one.merge(other));
    }
    return parts.get(0);
  }

  @Provide
  Arbitrary<ReferenceScenario> scenarios() {
    return Arbitraries.randomValue(Scenarios::next);
  }
}
