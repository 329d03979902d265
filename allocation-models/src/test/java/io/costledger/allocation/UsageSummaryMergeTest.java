package io.costledger.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.reference.ReferenceScenario;
import io.costledger.allocation.reference.ReferenceScenario.Use;
import io.costledger.allocation.reference.ScenarioInputs;
import io.costledger.allocation.reference.Scenarios;
import io.costledger.core.account.Account;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.usage.UsageSummary;
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
    List<UsageSummary> parts = new ArrayList<>(List.of(UsageSummary.empty()));
    List<Use> uses = new ArrayList<>(scenario.usage());
    Collections.shuffle(uses, random);
    while (!uses.isEmpty()) {
      int size = 1 + random.nextInt(uses.size());
      parts.add(summary(uses.subList(0, size)));
      uses = uses.subList(size, uses.size());
    }
    while (parts.size() > 1) {
      UsageSummary one = parts.remove(random.nextInt(parts.size()));
      UsageSummary other = parts.remove(random.nextInt(parts.size()));
      parts.add(one.merge(other));
    }
    assertThat(parts.get(0)).isEqualTo(summary(scenario.usage()));
  }

  /** Each record is prorated alone, so partitions of the records contribute what the whole does. */
  @Property(tries = 300)
  void partitionsAreCountedLikeTheWhole(
      @ForAll("scenarios") ReferenceScenario scenario, @ForAll Random random) {
    ResolvedPolicy policy = ScenarioInputs.policy(scenario).resolve();
    List<Use> one = new ArrayList<>();
    List<Use> other = new ArrayList<>();
    scenario.usage().forEach(use -> (random.nextBoolean() ? one : other).add(use));
    assertThat(Outcomes.counted(policy, one).merge(Outcomes.counted(policy, other)))
        .isEqualTo(Outcomes.counted(policy, scenario.usage()));
  }

  private static UsageSummary summary(List<Use> uses) {
    UsageSummary.Builder summary = UsageSummary.builder();
    for (Use use : uses) {
      UsageSummary.Pool pool = new UsageSummary.Pool(use.own(), use.platform());
      Account consumer = Account.parse(use.consumer());
      summary.add(new UsageSummary.Key(pool, consumer, use.unit()), use.quantity());
      summary.delivery(pool, use.delivery());
    }
    return summary.build();
  }

  @Provide
  Arbitrary<ReferenceScenario> scenarios() {
    return Arbitraries.randomValue(Scenarios::next);
  }
}
