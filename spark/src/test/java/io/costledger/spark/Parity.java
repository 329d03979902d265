package io.costledger.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.allocation.DrillDown;
import io.costledger.allocation.Settlement;
import io.costledger.allocation.batch.RecordColumn;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.usage.UsageBatch;
import io.costledger.invariants.AuditedRun;
import io.costledger.serialization.canonical.RunDigest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** That a run on Spark is the run in one process, table by table and row by row. */
final class Parity {
  private Parity() {}

  static void require(AuditedRun expected, SparkRun actual) {
    Run run = expected.run();
    LedgerUnit unit = run.policy().declared().unit();
    assertThat(RunDigest.of(actual.audited().run())).isEqualTo(RunDigest.of(run));
    assertThat(actual.summary().records()).isEqualTo(run.inputs().usage().size());
    if (widest(run).precision() > 38) {
      assertThatThrownBy(() -> List.of(actual.entries(), actual.statement()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith("(must fit DECIMAL(38," + unit.scale() + ") exactly)");
      return;
    }
    Basis basis = run.policy().declared().basis();
    same(
        actual.entries(),
        run.entries().collect(e -> LedgerTables.entry(e, basis)).castToList());
    SparkLedgerCheck check = SparkLedgerCheck.of(unit, basis, 2).withPolicy(run.policy());
    assertThat(check.check(actual.entries()).results())
        .flatMap(LedgerReport.LawResult::offences)
        .isEmpty();
    same(actual.statement(), LedgerTables.statement(Settlement.statement(expected), unit));
    same(actual.faults(), run.faults().collect(f -> LedgerTables.fault(f, unit)).castToList());
    assertThat(bornByRecords(actual.records())).isEqualTo(expectedByRecords(expected));
  }

  private static BigDecimal widest(Run run) {
    return Stream.concat(
            run.entries().castToList().stream().map(LedgerEntry::amountUnits),
            run.balances().values().stream())
        .map(units -> new BigDecimal(units.abs()))
        .reduce(BigDecimal.ZERO, BigDecimal::max);
  }

  private static void same(Dataset<Row> actual, List<Row> expected) {
    assertThat(actual.collectAsList().stream().map(Parity::comparable).toList())
        .containsExactlyInAnyOrderElementsOf(
            expected.stream().map(Parity::comparable).toList());
  }

  /** A row as text: arrays and times come back as other classes. */
  private static String comparable(Row row) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      Object cell = row.get(i);
      if (cell instanceof Timestamp time) {
        text.append(time.toInstant());
      } else if (cell instanceof Long micros) {
        text.append(InputColumns.time(micros));
      } else if (cell instanceof scala.collection.Seq) {
        text.append(row.getList(i));
      } else {
        text.append(cell instanceof String[] array ? List.of(array) : cell);
      }
      text.append('|');
    }
    return text.toString();
  }

  /** What each record and part bears by a table of records; zeros are left out. */
  static Map<String, BigInteger> bornByRecords(Dataset<Row> records) {
    Map<String, BigInteger> units = new HashMap<>();
    for (Row row : records.collectAsList()) {
      String key = row.getAs("id") + "|" + row.getAs("delivery") + "|"
          + instant(row.getAs("charge_period_start")) + "|"
          + row.getAs("measure");
      BigInteger amount = row.getDecimal(row.fieldIndex("amount")).unscaledValue();
      if (amount.signum() != 0) {
        assertThat(units.put(key, amount)).as(key).isNull();
      }
    }
    return units;
  }

  /** Spark gives the one or the other, as it is set to. */
  private static Instant instant(Object time) {
    return time instanceof Timestamp timestamp ? timestamp.toInstant() : (Instant) time;
  }

  /** The same by the drill-down in one process. */
  static Map<String, BigInteger> expectedByRecords(AuditedRun expected) {
    Map<String, BigInteger> units = new HashMap<>();
    UsageBatch parts = expected.run().usageParts();
    for (Measure measure : Measure.values()) {
      RecordColumn column = DrillDown.of(expected).column(measure);
      for (int i = 0; i < parts.size(); i++) {
        if (column.units(i).signum() != 0) {
          String key = parts.id(i) + "|" + parts.delivery(i) + "|"
              + expected
                  .run()
                  .policy()
                  .declared()
                  .grain()
                  .containing(parts.chargePeriod(i))
                  .get()
                  .start()
              + "|" + measure;
          assertThat(units.put(key, column.units(i))).as(key).isNull();
        }
      }
    }
    return units;
  }
}
