package io.costledger.lawkit.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.lineage.Lineage;
import io.costledger.allocation.lineage.LineageCell;
import io.costledger.allocation.model.AllocationModels;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowField;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.Cycles;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageRecord;
import io.costledger.invariants.Audit;
import io.costledger.lawkit.laws.RunEngine.Line;
import io.costledger.lawkit.laws.RunEngine.Made;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.eclipse.collections.api.factory.Lists;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** One broken run for each law of runs, to see that none is empty. */
class BrokenRunsTest {
  private static final Period FIRST = Period.parse("2026-08-01T00:00:00Z/2026-08-02T00:00:00Z");
  private static final Period SECOND = Period.parse("2026-08-02T00:00:00Z/2026-08-03T00:00:00Z");
  private static final Account P = Account.platform("p");
  private static final Account A = Account.costCenter("a");

  /** q and a use p in the first period; a and b use q. In the second, b alone uses p. */
  private static final RunCase CASE = RunCase.of(
      Policy.builder("broken")
          .unit(LedgerUnit.of(CurrencyUnit.USD, 2))
          .basis(Basis.BILLED)
          .grain(Grain.of(FIRST, SECOND))
          .costCenters("a", "b")
          .platform("p", p -> p.owner("a").model(AllocationModels.proportional("hours")))
          .platform("q", p -> p.owner("a").model(AllocationModels.proportional("hours")))
          .addBillRules(BillRule.builder()
              .name("by platform")
              .to(AccountNaming.from(AccountKind.PLATFORM, RowField.column("platform")))
              .build())
          .build(),
      List.of(
          BillRecord.of("r0", FIRST, "1.00", Map.of("platform", "p")),
          BillRecord.of("r1", FIRST, "-0.30", Map.of("platform", "q")),
          BillRecord.of("r2", SECOND, "0.07", Map.of("platform", "p"))),
      List.of(new RunCase.Arrival(
          Delivery.of("usage", "u", new byte[] {1}),
          List.of(
              use("u0", "p", "platform:q", "1", FIRST),
              use("u1", "p", "cost-center:a", "2", FIRST),
              use("u2", "p", "cost-center:a", "1", FIRST),
              use("u3", "q", "cost-center:a", "1", FIRST),
              use("u4", "q", "cost-center:b", "2", FIRST),
              use("u5", "p", "cost-center:b", "1", SECOND)))));

  private static UsageRecord use(String id, String platform, String by, String hours, Period in) {
    return UsageRecord.of(id, platform, by, hours, "hours", in, "u");
  }

  /** An engine that books one unit more where a condition holds. */
  private static RunEngine oneMoreIf(Predicate<RunCase> broken) {
    return new RunEngine() {
      @Override
      Made run(RunCase given) {
        Made made = super.run(given);
        return broken.test(given) ? oneMore(made) : made;
      }
    };
  }

  private static Made oneMore(Made made) {
    List<Line> lines = new ArrayList<>(made.lines());
    lines.add(new Line(FIRST, P, A, Measure.CHARGE, EntryKind.ALLOCATED, BigInteger.ONE));
    return new Made(RunEngine.sorted(lines), made.run(), made.offences());
  }

  private static RunEngine withCells(UnaryOperator<List<LineageCell>> broken) {
    return new RunEngine() {
      @Override
      List<LineageCell> cells(Lineage lineage) {
        return broken.apply(super.cells(lineage));
      }
    };
  }

  /** Loses the last entry, and so fails its audit. */
  private static final class Losing extends RunEngine {
    @Override
    Made run(RunCase given) {
      Run run = super.run(given).run().orElseThrow().run();
      Audit.standard()
          .audit(Run.builder()
              .id(run.id())
              .recordedAt(run.recordedAt())
              .policy(run.policy())
              .inputs(run.inputs())
              .entries(Lists.immutable.ofAll(run.entries().toList().subList(1, 3)))
              .faults(run.faults())
              .rounding(run.rounding())
              .billPlacements(run.billPlacements())
              .usageParts(run.usageParts())
              .closingWeights(run.closingWeights())
              .usagePlacements(run.usagePlacements())
              .build());
      throw new AssertionError("the audit must fail");
    }
  }

  /** Drops what comes twice, without a word. */
  private static final class Deaf extends RunEngine {
    @Override
    Made run(RunCase given) {
      return super.run(new RunCase(
          given.policy(),
          given.bill(),
          given.deliveries().stream().distinct().toList(),
          given.usage().stream().distinct().toList()));
    }
  }

  private static LineageCell changed(LineageCell cell, Account sink, BigInteger units) {
    return new LineageCell(cell.chargePeriod(), cell.measure(), cell.root(), sink, units);
  }

  private static List<LineageCell> firstChanged(
      List<LineageCell> cells, UnaryOperator<LineageCell> change) {
    List<LineageCell> others = new ArrayList<>(cells);
    others.set(0, change.apply(others.get(0)));
    return others;
  }

  private static Map<RunLaw, RunEngine> broken() {
    int records = CASE.usage().size();
    Map<RunLaw, RunEngine> broken = new EnumMap<>(RunLaw.class);
    broken.put(RunLaw.AUDIT, new Losing());
    broken.put(RunLaw.SIGN_SYMMETRY, oneMoreIf(given -> true));
    broken.put(RunLaw.ORDER, oneMoreIf(given -> !given.usage().get(0).id().equals("u0")));
    broken.put(RunLaw.PARTITION, oneMoreIf(given -> given.deliveries().size() == 3));
    broken.put(RunLaw.RECORD_SPLIT, oneMoreIf(given -> given.usage().size() > records));
    broken.put(RunLaw.RECORD_MERGE, oneMoreIf(given -> given.usage().size() < records));
    broken.put(RunLaw.ROW_SPLIT, oneMoreIf(given -> given.bill().size() > 3));
    broken.put(RunLaw.IDEMPOTENCE, new RunEngine() {
      private int runs;

      @Override
      Made run(RunCase given) {
        runs++;
        return runs == 2 ? oneMore(super.run(given)) : super.run(given);
      }
    });
    broken.put(RunLaw.ONCE, new Deaf());
    broken.put(
        RunLaw.PERIODS_APART,
        oneMoreIf(given -> given.policy().grain().periods().size() == 1));
    broken.put(
        RunLaw.CURRENCIES_APART,
        oneMoreIf(given -> given.policy().unit().currency().equals(CurrencyUnit.EUR)));
    broken.put(
        RunLaw.SELF_USE,
        oneMoreIf(given -> given.usage().stream().anyMatch(use -> use.consumer().equals(P))));
    broken.put(RunLaw.RELAY, oneMoreIf(given -> given.policy().platforms().size() > 2));
    broken.put(
        RunLaw.WITHOUT_CIRCLES,
        oneMoreIf(given -> given.policy().cycles() instanceof Cycles.Reciprocal));
    broken.put(RunLaw.LINEAGE_MARGINS, withCells(cells -> cells.subList(1, cells.size())));
    broken.put(
        RunLaw.LINEAGE_PATHS,
        withCells(cells ->
            firstChanged(cells, cell -> changed(cell, Account.unallocated("p"), cell.units()))));
    return broken;
  }

  @TestFactory
  Stream<DynamicTest> everyLawFindsItsFault() {
    Map<RunLaw, RunEngine> broken = broken();
    return Stream.of(RunLaw.values())
        .map(law -> DynamicTest.dynamicTest(law.code(), () -> {
          RunEngine engine = broken.get(law);
          assertThat(engine).isNotNull();
          assertThat(law.broken(engine, CASE)).as("broken").isNotEmpty();
          assertThat(law.broken(CASE)).as("sound").isEmpty();
        }));
  }

  @TestFactory
  Stream<DynamicTest> aCellOfTheWrongSignIsFound() {
    RunEngine engine = withCells(cells ->
        firstChanged(cells, cell -> changed(cell, cell.sink(), cell.units().negate())));
    return Stream.of(RunLaw.LINEAGE_PATHS, RunLaw.LINEAGE_MARGINS)
        .map(law -> DynamicTest.dynamicTest(
            law.code(), () -> assertThat(law.broken(engine, CASE)).isNotEmpty()));
  }
}
