package io.costledger.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.reference.ReferenceLedger;
import io.costledger.allocation.reference.ReferenceScenario;
import io.costledger.allocation.reference.ReferenceScenario.Circles;
import io.costledger.allocation.reference.ReferenceScenario.Use;
import io.costledger.allocation.reference.Scenarios;
import io.costledger.core.ledger.FaultReason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** SPEC 5.5 and 5.7 on generated scenarios, beside the comparison with the reference. */
class GroupLawsTest {
  @Property(tries = 600)
  @Label("SPEC 5.3, 5.5: self-use never changes the result")
  void selfUseNeverChangesTheResult(@ForAll("scenarios") ReferenceScenario scenario) {
    ReferenceScenario reciprocal = scenario.withCircles(Circles.RECIPROCAL, List.of());
    Assume.that(Outcomes.isValid(reciprocal) && Outcomes.hasLedger(reciprocal));
    List<Use> uses = new ArrayList<>(scenario.usage());
    for (ReferenceScenario.Shared platform : scenario.platforms()) {
      String account = "platform:" + platform.id();
      uses.add(new Use(
          "self use of " + platform.id(),
          platform.id(),
          account,
          new BigDecimal("7.5"),
          scenario.usage().isEmpty() ? "h" : scenario.usage().get(0).unit(),
          scenario.grain().get(0),
          "usage-1"));
    }
    assertThat(Outcomes.ofEngine(reciprocal.withRows(scenario.bill(), uses)))
        .as("%s", scenario)
        .isEqualTo(Outcomes.ofEngine(reciprocal));
  }

  /**
   * Without a circle no group exists, so reciprocal is the ordinary cascade; and a step-down whose
   * order is topological closes nobody who is still charged. So they agree to the unit, rounding and
   * all, with every model. Given charges make no edge (SPEC 4.1), so no order heeds a platform that
   * stands in for the unknown consumer of one: such policies are left out.
   */
  @Property(tries = 600)
  @Label(
      "SPEC 5.5, 5.7: without a circle, reciprocal and a topological step-down agree to the unit")
  void reciprocalAndATopologicalStepDownAgreeWithoutACircle(
      @ForAll("scenarios") ReferenceScenario scenario) {
    ReferenceScenario refused = scenario.withCircles(Circles.REFUSED, List.of());
    Assume.that(scenario.grain().size() == 1);
    Assume.that(scenario.platforms().stream()
        .flatMap(p -> p.fallback(FaultReason.UNKNOWN_CONSUMER).over().stream())
        .noneMatch(account -> account.startsWith("platform:")));
    Assume.that(Outcomes.isValid(refused) && Outcomes.hasLedger(refused));
    ReferenceScenario stepDown =
        scenario.withCircles(Circles.STEP_DOWN, ReferenceLedger.topologicalOrder(refused, 0));
    ReferenceScenario reciprocal = scenario.withCircles(Circles.RECIPROCAL, List.of());
    Assume.that(Outcomes.isValid(stepDown) && Outcomes.isValid(reciprocal));
    assertThat(Outcomes.ofEngine(stepDown))
        .as("%s", scenario)
        .isEqualTo(Outcomes.ofEngine(reciprocal));
  }

  @Provide
  Arbitrary<ReferenceScenario> scenarios() {
    return Arbitraries.randomValue(Scenarios::next);
  }
}
