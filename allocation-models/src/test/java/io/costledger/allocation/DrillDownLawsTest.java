package io.costledger.allocation;

import static io.costledger.allocation.model.AllocationModels.proportional;
import static io.costledger.allocation.model.AllocationModels.weighted;
import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.batch.RecordColumn;
import io.costledger.allocation.reference.Fraction;
import io.costledger.allocation.reference.ReferenceApportionment;
import io.costledger.allocation.reference.ReferenceModel;
import io.costledger.allocation.reference.ReferencePieces;
import io.costledger.allocation.reference.ReferenceScenario;
import io.costledger.allocation.reference.ReferenceScenario.Use;
import io.costledger.allocation.reference.ScenarioInputs;
import io.costledger.allocation.reference.Scenarios;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.UsagePlacement;
import io.costledger.core.money.Measure;
import io.costledger.core.usage.UsageBatch;
import io.costledger.invariants.AuditedRun;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** SPEC 3.8 on generated runs: records sum to the share, as exact fractions say. */
class DrillDownLawsTest {
  /** Every share that opens, against exact fractions of the scenario's own rows. */
  @Property(tries = 400)
  void recordsSumToTheShareAndAreItsLargestRemainderSplit(
      @ForAll("scenarios") ReferenceScenario scenario) {
    Assume.that(Outcomes.hasLedger(scenario));
    AuditedRun run = Chargeback.of(ScenarioInputs.policy(scenario).resolve())
        .run(ScenarioInputs.inputs(scenario), Outcomes.RECORDED);
    DrillDown drillDown = DrillDown.of(run);
    for (LedgerEntry entry : run.run().entries()) {
      Map<String, Fraction> weights = weights(scenario, entry);
      boolean hasReturn = scenario.usage().stream()
          .anyMatch(use -> weights.containsKey(use.id()) && use.quantity().signum() < 0);
      boolean isShare = entry.kind() == EntryKind.ALLOCATED && entry.reasons().isEmpty();
      assertThat(drillDown.opens(entry)).isEqualTo(isShare && !weights.isEmpty());
      if (drillDown.opens(entry) && !hasReturn) {
        Map<String, BigInteger> opened = new LinkedHashMap<>();
        drillDown.records(entry).forEach(share -> opened.put(share.record(), share.units()));
        assertThat(opened)
            .isEqualTo(ReferenceApportionment.split(entry.amountUnits(), weights, false));
        assertThat(opened.values().stream().reduce(BigInteger.ZERO, BigInteger::add))
            .isEqualTo(entry.amountUnits());
      }
    }
  }

  /** All shares at once, in columns: each record against exact fractions; nothing else is opened. */
  @Property(tries = 1000)
  void theColumnHasWhatEachShareOpensTo(@ForAll("scenarios") ReferenceScenario scenario) {
    Assume.that(Outcomes.hasLedger(scenario));
    AuditedRun run = Chargeback.of(ScenarioInputs.policy(scenario).resolve())
        .run(ScenarioInputs.inputs(scenario), Outcomes.RECORDED);
    DrillDown drillDown = DrillDown.of(run);
    UsageBatch usage = run.run().usageParts();
    for (Measure measure : Measure.values()) {
      RecordColumn column = drillDown.column(measure);
      BigInteger total = BigInteger.ZERO;
      for (int i = 0; i < usage.size(); i++) {
        total = total.add(column.units(i));
      }
      BigInteger shared = BigInteger.ZERO;
      for (int line = 0; line < column.shares().size(); line++) {
        shared = shared.add(column.shares().units(line));
      }
      if (column.unopened().isEmpty()) {
        assertThat(total).isEqualTo(shared);
      }
      for (LedgerEntry entry : run.run().entries()) {
        if (entry.measure() == measure && isOpenedInColumn(scenario, drillDown, entry)) {
          Map<String, BigInteger> found = new HashMap<>();
          for (int i = 0; i < usage.size(); i++) {
            if (usage.platform(i).equals(entry.from().id())
                && usage.consumer(i).equals(entry.to())
                && entry.chargePeriod().contains(usage.chargePeriod(i))
                && run.run().usagePlacements().get(i) == UsagePlacement.COUNTED) {
              found.put(usage.id(i), column.units(i));
            }
          }
          assertThat(found)
              .as("records of %s in %s", entry, scenario)
              .isEqualTo(ReferenceApportionment.split(
                  entry.amountUnits(), weights(scenario, entry), false));
        }
      }
    }
  }

  private static boolean isOpenedInColumn(
      ReferenceScenario scenario, DrillDown drillDown, LedgerEntry entry) {
    Map<String, Fraction> weights = weights(scenario, entry);
    boolean isBounded = scenario.platforms().stream()
        .anyMatch(p -> p.id().equals(entry.from().id()) && !p.bounds().isEmpty());
    return drillDown.opens(entry)
        && !isBounded
        && scenario.usage().stream()
            .noneMatch(use -> weights.containsKey(use.id()) && use.quantity().signum() < 0);
  }

  /** The weight of each record behind an entry, by record id. */
  private static Map<String, Fraction> weights(ReferenceScenario scenario, LedgerEntry entry) {
    Map<String, Fraction> rates = new HashMap<>();
    scenario.platforms().stream()
        .filter(platform -> entry.from().equals(Account.platform(platform.id())))
        .flatMap(platform -> platform.model().stream())
        .forEach(model -> rates.putAll(rates(model)));
    Map<String, Fraction> weights = new HashMap<>();
    for (Use use : new ArrayList<>(scenario.usage())) {
      if (entry.from().id().equals(use.platform())
          && entry.to().toString().equals(use.consumer())
          && rates.containsKey(use.unit())) {
        int period = scenario.grain().indexOf(entry.chargePeriod());
        for (Fraction quantity : ReferencePieces.quantities(scenario, use, period)) {
          weights.put(use.id(), rates.get(use.unit()).times(quantity));
        }
      }
    }
    return weights;
  }

  private static Map<String, Fraction> rates(ReferenceModel model) {
    if (model instanceof ReferenceModel.Direct direct) {
      return rates(direct.rest());
    } else if (model instanceof ReferenceModel.Proportional proportional) {
      return Map.of(proportional.unit(), Fraction.ONE);
    }
    return model instanceof ReferenceModel.Weighted weighted ? weighted.rates() : Map.of();
  }

  @Provide
  Arbitrary<ReferenceScenario> scenarios() {
    return Arbitraries.randomValue(Scenarios::next);
  }
}
