package io.costledger.spark.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.Chargeback;
import io.costledger.core.ledger.RunInputs;
import io.costledger.serialization.canonical.RunDigest;
import io.costledger.spark.LocalSpark;
import io.costledger.spark.SparkRun;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The comparison at a small size: who is exact, and what is shuffled. */
class SparkCostTest {
  private static final int RECORDS = 20_000;

  private static Month month;

  @BeforeAll
  static void writeTheMonth() {
    month = Month.write(
        SparkCost.session(LocalSpark.session()), RECORDS, Path.of("target", "cost", "small"));
  }

  @Test
  void theLibraryShufflesLessThanTheRecordsAndMakesTheRunOfOneProcess() {
    AtomicReference<SparkRun> run = new AtomicReference<>();
    Cost cost = Meter.of(month.spark(), () -> {
      run.set((SparkRun) Contender.CONSUMERS_LIBRARY.run(month));
      return run.get();
    });
    // Summaries, packed; a record alone has an id of 10 characters and 7 columns beside it.
    assertThat(cost.shuffleBytes()).isPositive().isLessThan(16L * RECORDS);
    assertThat(cost.resultBytes()).isPositive().isLessThan(40L * RECORDS);
    RunInputs inputs = RunInputs.of(
        month.inputs().bill(), month.inputs().usage(0, RECORDS), month.inputs().usageDeliveries());
    assertThat(RunDigest.of(run.get().audited().run()))
        .isEqualTo(RunDigest.of(Chargeback.of(month.inputs().policy().resolve())
            .run(inputs, Month.RECORDED_AT)
            .run()));
  }

  @Test
  void exactSqlHasTheLibrarysUnitsAndThatOfPeopleHasNot() {
    Contender.CONSUMERS_LIBRARY.run(month);
    for (Contender exact :
        new Contender[] {Contender.CONSUMERS_EXACT, Contender.CONSUMERS_DECIMAL}) {
      exact.run(month);
      assertThat(Verdict.of(month, exact).isExact()).as(exact.id()).isTrue();
    }
    Contender.CONSUMERS_PEOPLE.run(month);
    assertThat(Verdict.of(month, Contender.CONSUMERS_PEOPLE).poolsOff()).isEqualTo(360);
  }

  @Test
  void exactSqlHasTheLibrarysUnitsOfEachRecordAndShufflesMore() {
    Cost ours = Meter.of(month.spark(), () -> Contender.RECORDS_LIBRARY.run(month));
    Cost exact = Meter.of(month.spark(), () -> Contender.RECORDS_EXACT.run(month));
    assertThat(ours.shuffleBytes()).isPositive().isLessThan(exact.shuffleBytes());
    assertThat(ours.shuffleRows()).isLessThan(RECORDS + 100L); // each record once
    Verdict verdict = Verdict.of(month, Contender.RECORDS_EXACT);
    assertThat(verdict.rows()).isEqualTo(RECORDS);
    assertThat(verdict.isExact()).isTrue();
    Contender.RECORDS_PEOPLE.run(month);
    assertThat(Verdict.of(month, Contender.RECORDS_PEOPLE).isExact()).isFalse();
  }
}
