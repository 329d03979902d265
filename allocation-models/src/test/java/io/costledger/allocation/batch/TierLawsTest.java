package io.costledger.allocation.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.Chargeback;
import io.costledger.allocation.RunRefusedException;
import io.costledger.allocation.lineage.Lineage;
import io.costledger.allocation.lineage.LineageCell;
import io.costledger.allocation.reference.Fraction;
import io.costledger.allocation.reference.ReferenceModel;
import io.costledger.allocation.reference.ReferenceScenario;
import io.costledger.allocation.reference.ReferenceScenario.Row;
import io.costledger.allocation.reference.ReferenceScenario.Shared;
import io.costledger.allocation.reference.ScenarioInputs;
import io.costledger.allocation.reference.Scenarios;
import io.costledger.core.LedgerException;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.Measure;
import io.costledger.core.work.Workers;
import io.costledger.invariants.AuditedRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.statistics.Statistics;

/**
 * Tiers in columns: every entry and every cell of the lineage is that of a run of the same inputs,
 * which has laws and a rational reference of its own.
 */
class TierLawsTest {
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(3);
  private static final Instant RECORDED = Instant.parse("2024-10-02T03:04:05Z");

  @AfterContainer
  static void stop() {
    THREADS.shutdown();
  }

  /** What both doors can do: models that weigh records, and no charge that names its bearer. */
  private static ReferenceScenario additive(ReferenceScenario scenario, Random random) {
    List<Shared> platforms = new ArrayList<>();
    for (Shared platform : scenario.platforms()) {
      platforms.add(new Shared(
          platform.id(),
          platform.owner(),
          platform.retainedShare(),
          platform.retainedAmount(),
          platform.model().map(model -> isAdditive(model) ? model : model(random)),
          platform.fallbacks(),
          Map.of()));
    }
    List<Row> rows = scenario.bill().stream()
        .filter(row -> row.consumer().isEmpty() && !row.retained())
        .toList();
    return scenario.withPlatforms(platforms).withRows(rows, scenario.usage());
  }

  private static boolean isAdditive(ReferenceModel model) {
    return model instanceof ReferenceModel.Proportional
        || model instanceof ReferenceModel.Weighted
        || (model instanceof ReferenceModel.Direct direct && isAdditive(direct.rest()));
  }

  private static ReferenceModel model(Random random) {
    return random.nextBoolean()
        ? new ReferenceModel.Proportional("gb")
        : new ReferenceModel.Weighted(
            Map.of("vcpu-hours", Fraction.of(1, 3), "gb", Fraction.ONE, "requests", Fraction.ONE));
  }

  private static AuditedRun run(ReferenceScenario scenario) {
    try {
      return Chargeback.of(ScenarioInputs.policy(scenario).resolve())
          .run(ScenarioInputs.inputs(scenario), RECORDED);
    } catch (RunRefusedException e) {
      Assume.that(false);
      throw e;
    }
  }

  @Property(tries = 4000)
  void entriesAndLineageAreThoseOfTheRun(
      @ForAll("scenarios") ReferenceScenario any, @ForAll Random random) {
    ReferenceScenario scenario = additive(any, random);
    AuditedRun audited = run(scenario);
    Run run = audited.run();
    PoolAmounts charges = PoolAmounts.fromBill(run, Measure.CHARGE);
    PoolAmounts credits = PoolAmounts.fromBill(run, Measure.CREDIT);
    BatchAllocation batch = BatchAllocation.of(run.policy(), run.usageParts());
    for (int threads : new int[] {1, 2, 3, 8}) {
      Optional<TierColumns> tiers = tiers(batch.by(Workers.of(threads, THREADS)), charges, credits);
      Statistics.label("taken").collect(tiers.isPresent());
      Assume.that(tiers.isPresent());
      assertThat(lines(tiers.get().entries())).as("%s", scenario).isEqualTo(entries(run));
      assertThat(lines(tiers.get().lineage())).as("%s", scenario).isEqualTo(cells(audited));
    }
  }

  /** Empty where it says that it can't: never for another reason than those that it names. */
  private static Optional<TierColumns> tiers(
      BatchAllocation batch, PoolAmounts charges, PoolAmounts credits) {
    try {
      return Optional.of(batch.tiers(charges, credits, new BatchWorkspace()));
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("(must be less than 2^63)");
    } catch (LedgerException e) {
      assertThat(e.offences())
          .allMatch(offence -> offence.contains("must not form a cycle")
              || offence.contains("a run takes the weights of the period before"));
    }
    return Optional.empty();
  }

  private static List<String> entries(Run run) {
    return run
        .entries()
        .select(entry -> entry.from().kind() == AccountKind.PLATFORM)
        .collect(TierLawsTest::line)
        .castToList()
        .stream()
        .sorted()
        .toList();
  }

  private static String line(LedgerEntry entry) {
    return entry.chargePeriod()
        + " "
        + entry.measure()
        + " "
        + entry.from()
        + " "
        + entry.to()
        + " "
        + entry.kind()
        + " "
        + entry.amountUnits();
  }

  private static List<String> lines(EntryColumns entries) {
    List<String> lines = new ArrayList<>();
    for (int line = 0; line < entries.size(); line++) {
      lines.add(entries.period(line)
          + " "
          + entries.measure(line)
          + " "
          + entries.from(line)
          + " "
          + entries.to(line)
          + " "
          + entries.kind(line)
          + " "
          + entries.units(line));
    }
    return lines.stream().sorted().toList();
  }

  /** Those that the bill didn't put where no platform passes them on, in the lineage's own order. */
  private static List<String> cells(AuditedRun run) {
    return Lineage.of(run)
        .cells()
        .select(cell -> cell.root().account().kind() == AccountKind.PLATFORM)
        .collect(TierLawsTest::line)
        .castToList();
  }

  private static String line(LineageCell cell) {
    return cell.chargePeriod()
        + " "
        + cell.measure()
        + " "
        + cell.root()
        + " "
        + cell.sink()
        + " "
        + cell.units();
  }

  private static List<String> lines(LineageColumns lineage) {
    List<String> lines = new ArrayList<>();
    for (int line = 0; line < lineage.size(); line++) {
      lines.add(lineage.period(line)
          + " "
          + lineage.measure(line)
          + " "
          + lineage.root(line)
          + " "
          + lineage.sink(line)
          + " "
          + lineage.units(line));
    }
    return lines;
  }

  @Provide
  Arbitrary<ReferenceScenario> scenarios() {
    return Arbitraries.randomValue(Scenarios::next);
  }
}
