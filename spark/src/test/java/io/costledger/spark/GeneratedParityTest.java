package io.costledger.spark;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.allocation.Chargeback;
import io.costledger.core.LedgerException;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.invariants.AuditedRun;
import io.costledger.lawkit.RunCases;
import io.costledger.lawkit.laws.RunCase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Generated companies, in one process and on Spark: one digest. */
class GeneratedParityTest {
  private static final Instant AT = Instant.parse("2026-10-02T06:00:00Z");

  @Provide
  Arbitrary<RunCase> cases() {
    return RunCases.of(List.of());
  }

  @Property(tries = 20)
  @StatisticsReport(label = "made", value = StatisticsReport.StatisticsReportMode.OFF)
  void aRunOnSparkIsTheRunInOneProcess(
      @ForAll("cases") RunCase one, @ForAll @IntRange(min = 1, max = 7) int partitions) {
    ResolvedPolicy policy = one.policy().resolve();
    SparkInputs tables = Tables.cut(Tables.of(one.inputs(), one.policy()), partitions);
    Optional<AuditedRun> expected = inProcess(one, policy);
    Statistics.label("made").collect(expected.isPresent());
    Statistics.label("made").coverage(made -> made.check(true).count(count -> count >= 5));
    if (expected.isEmpty()) {
      assertThatThrownBy(() -> SparkChargeback.of(policy).run(tables, AT))
          .isInstanceOf(LedgerException.class);
    } else {
      Parity.require(expected.get(), SparkChargeback.of(policy).run(tables, AT));
    }
  }

  private static Optional<AuditedRun> inProcess(RunCase one, ResolvedPolicy policy) {
    try {
      return Optional.of(Chargeback.of(policy).run(one.inputs(), AT));
    } catch (LedgerException e) {
      return Optional.empty();
    }
  }
}
