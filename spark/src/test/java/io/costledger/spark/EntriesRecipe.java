package io.costledger.spark;

import io.costledger.core.money.Measure;
import io.costledger.core.policy.Policy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The sample of the recipe; the recipe has it from its class on. */
class EntriesRecipe {
  static List<String> wrong(Dataset<Row> entries, Policy policy, BigDecimal charges) {
    LedgerReport report = SparkLedgerCheck.of(policy.unit(), policy.basis(), 200)
        .withPolicy(policy.resolve()) // may be left out
        .withBill(Measure.CHARGE, charges) // may be left out
        .check(entries);
    List<String> wrong = new ArrayList<>();
    for (LedgerReport.LawResult result : report.results()) {
      for (LedgerReport.Offence offence : result.offences()) {
        wrong.add(offence.run() + ": " + offence.violation().message());
      }
    }
    return wrong; // empty, or report.isBlocked()
  }
}
