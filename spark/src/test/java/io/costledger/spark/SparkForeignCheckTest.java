package io.costledger.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.LedgerException;
import io.costledger.invariants.foreign.AllocatedRow;
import io.costledger.invariants.foreign.ForeignAudit;
import io.costledger.invariants.foreign.ForeignReport;
import io.costledger.invariants.foreign.ForeignRows;
import io.costledger.invariants.foreign.ForeignRules;
import io.costledger.invariants.foreign.OriginRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The report of a table is that of the same rows in one process, however they are cut. */
class SparkForeignCheckTest {
  private static final int ORIGINS = 300;

  /** 1.00 each, 0.50 to each of two teams; but the eighth loses 0.03, and the eleventh has a copy. */
  private static final String ORIGIN_TABLE =
      "select id + 1 as row, concat('o', id) as id, cast(1 as decimal(20,2)) as amount,"
          + " 'USD' as unit from range(" + ORIGINS + ")";

  private static final String ALLOCATED_TABLE = "select id + 1 as row,"
      + " concat('o', id div 2) as origin,"
      + " cast(case when id = 14 then 0.47 else 0.50 end as decimal(20,2)) as amount,"
      + " case when id = 21 then 'team0' else concat('team', id % 2) end as recipient,"
      + " 'USD' as unit from range(" + 2 * ORIGINS + ")";

  private static Dataset<Row> sql(String text) {
    return LocalSpark.session().sql(text);
  }

  private static ForeignReport inProcess(ForeignRules rules) {
    List<OriginRow> origins = new ArrayList<>();
    List<AllocatedRow> allocated = new ArrayList<>();
    for (int i = 0; i < ORIGINS; i++) {
      origins.add(new OriginRow(i + 1L, "o" + i, Optional.of(new BigDecimal("1.00")), "USD", ""));
    }
    for (int i = 0; i < 2 * ORIGINS; i++) {
      allocated.add(new AllocatedRow(
          i + 1L,
          "o" + i / 2,
          Optional.of(new BigDecimal(i == 14 ? "0.47" : "0.50")),
          i == 21 ? "team0" : "team" + i % 2,
          AllocatedRow.NO_TIER,
          "USD",
          "",
          ""));
    }
    return ForeignAudit.of(rules).check(ForeignRows.of(origins, allocated));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void aLossAndACopyAreFoundInAnyNumberOfPartitions(int partitions) {
    ForeignRules rules = ForeignRules.strict("provider", "dbt");
    ForeignReport report =
        SparkForeignCheck.of(rules, partitions).check(sql(ORIGIN_TABLE), sql(ALLOCATED_TABLE));
    assertThat(report).isEqualTo(inProcess(rules));
    assertThat(report.isBlocked()).isTrue();
    assertThat(report.totals().get(0).difference()).isEqualByComparingTo("-0.03");
    assertThat(report.results().stream().filter(result -> result.count() > 0))
        .extracting(result -> result.check().name())
        .containsExactly("CONSERVATION_TOTAL", "CONSERVATION_ORIGIN", "ROW_UNIQUE");
  }

  @Test
  void whatGoesThroughAPlatformIsFollowed() {
    ForeignRules rules = ForeignRules.strict("provider", "dbt").withTiers();
    Dataset<Row> origins = sql("select 1 as row, 'ec2' as id, '100' as amount");
    String rows = "select * from values"
        + " (1, 'ec2', '60.00', 'spark', 0), (2, 'ec2', '40.00', 'ads', 0),"
        + " (3, 'spark', '%s', 'search', 1) as t(row, origin, amount, recipient, tier)";
    SparkForeignCheck check = SparkForeignCheck.of(rules, 5);
    assertThat(check.check(origins, sql(rows.formatted("60.00"))).isBlocked()).isFalse();
    ForeignReport lost = check.check(origins, sql(rows.formatted("59.00")));
    assertThat(lost.results().stream().filter(result -> result.count() > 0))
        .extracting(result -> result.check().name())
        .containsExactly("CONSERVATION_TOTAL", "CONSERVATION_TIER");
  }

  @Test
  void anAmountThatIsNoNumberIsTold() {
    ForeignReport report = SparkForeignCheck.of(ForeignRules.strict("provider", "dbt"), 2)
        .check(
            sql("select 1 as row, 'a' as id, '0' as amount"),
            sql("select 1 as row, 'a' as origin, 'n/a' as amount, 'ads' as recipient"));
    assertThat(report.results().stream()
            .flatMap(result -> result.violations().stream())
            .map(violation -> violation.message()))
        .containsExactly("Invalid amount of row 1: 'n/a' (must be an exact number)");
  }

  @Test
  void amountsInDoubleAreRefused() {
    assertThatThrownBy(() -> SparkForeignCheck.of(ForeignRules.strict("provider", "dbt"), 2)
            .check(sql("select 1 as row, 'a' as id, 1.0D as amount"), sql(ALLOCATED_TABLE)))
        .isInstanceOf(LedgerException.class)
        .hasMessage("The table of origins can't be read\n"
            + "  Invalid type of column amount: DOUBLE (must be DECIMAL, a whole number or"
            + " STRING: binary floating point is not exact)");
  }
}
