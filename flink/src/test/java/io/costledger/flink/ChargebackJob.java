package io.costledger.flink;

import io.costledger.flink.ChargebackStream.Published;
import io.costledger.policyfile.PolicyFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/** The job of docs/recipes/flink.md, from here on. */
class ChargebackJob {
  static Table whoBearsWhat(StreamTableEnvironment tables, String policy) {
    Ledgers ledgers = Ledgers.monthly(
        ZoneOffset.UTC,
        (ledger, month) -> PolicyFile.read(
                "policy.yaml",
                policy
                    .replace("MONTH", month.start() + ", end: " + month.end())
                    .getBytes(StandardCharsets.UTF_8))
            .policy());
    Schedule schedule = Schedule.of(Duration.ofDays(3), Duration.ofDays(1), Duration.ofDays(90));
    Published published = ChargebackStream.of(ledgers, schedule)
        .published(
            tables.toDataStream(tables.from("bill_rows")),
            tables.toDataStream(tables.from("usage_rows")),
            tables.toDataStream(tables.from("deliveries")));
    tables.createTemporaryView("entries", ChargebackTables.entries(tables, published.entries(), 2));
    return tables.sqlQuery("""
        SELECT to_account, SUM(amount) AS amount
        FROM entries
        WHERE to_account LIKE 'cost-center:%'
        GROUP BY to_account""");
  }
}
