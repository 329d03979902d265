package io.costledger.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.reference.ReferenceScenario;
import io.costledger.allocation.reference.ScenarioInputs;
import io.costledger.allocation.reference.Scenarios;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** SPEC section 6: weights of the period before, on generated runs. */
class EstimateLawsTest {
  /** What the period before gave is the same, whether this run covers it or another one did. */
  @Property(tries = 500)
  void aRunThatIsCutInTwoGivesTheSameEntries(@ForAll("scenarios") ReferenceScenario scenario) {
    List<Period> grain = scenario.grain();
    int last = grain.size() - 1;
    Assume.that(last > 0 && Outcomes.hasLedger(scenario));
    Assume.that(grain.get(last - 1).end().equals(grain.get(last).start()));
    Policy policy = ScenarioInputs.policy(scenario);
    RunInputs inputs = ScenarioInputs.inputs(scenario);
    Run whole = run(policy, inputs);
    Run before = run(on(policy, grain.subList(0, last)), inputs);
    Run after = run(
        on(policy, grain.subList(last, last + 1)), inputs.withPrevious(before.closingWeights()));

    assertThat(lines(after, grain.get(last)))
        .as("the last period of %s", scenario)
        .isEqualTo(lines(whole, grain.get(last)));
    assertThat(after.closingWeights().byPlatform())
        .isEqualTo(whole.closingWeights().byPlatform());
  }

  private static Policy on(Policy policy, List<Period> periods) {
    return Policy.builder(policy.name()).copyOf(policy).grain(Grain.of(periods)).build();
  }

  private static Run run(Policy policy, RunInputs inputs) {
    return Chargeback.of(policy.resolve()).run(inputs, Outcomes.RECORDED).run();
  }

  private static List<String> lines(Run run, Period period) {
    return run.entries()
        .select(entry -> entry.chargePeriod().equals(period))
        .collect(EstimateLawsTest::line)
        .castToList();
  }

  private static String line(LedgerEntry entry) {
    return entry.from() + " " + entry.to() + " " + entry.measure() + " " + entry.kind() + " "
        + entry.amountUnits() + " " + entry.tier() + entry.model() + entry.reasons();
  }

  @Provide
  Arbitrary<ReferenceScenario> scenarios() {
    return Arbitraries.randomValue(Scenarios::next);
  }
}
