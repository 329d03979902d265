package io.costledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.Chargeback;
import io.costledger.cli.demo.DemoCompany;
import io.costledger.core.bill.Bill;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.policy.Policy;
import io.costledger.policyfile.PolicyFile;
import io.costledger.serialization.canonical.RunDigest;
import io.costledger.serialization.focus.FocusReader;
import io.costledger.serialization.usage.DeliveredUsage;
import io.costledger.serialization.usage.UsageReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on Parquet files that DuckDB wrote. */
class ParquetInputTest {
  private static final Instant RECORDED_AT = Instant.parse("2026-10-02T06:00:00Z");
  private static final String MAPPING = """
      check: 1
      origin: {id: id, amount: cost}
      allocated: {id: id, amount: cost, recipient: team}
      """;

  @TempDir
  Path folder;

  private Path at(String name) {
    return folder.resolve(name);
  }

  private void duck(String... statements) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql.replace("${dir}", folder.toString()));
      }
    }
  }

  private void demoAsParquet() throws IOException, SQLException {
    DemoCompany.writeInto(folder);
    duck(
        "COPY (SELECT * REPLACE (CAST(BilledCost AS DECIMAL(38, 10)) AS BilledCost,"
            + " CAST(EffectiveCost AS DECIMAL(18, 10)) AS EffectiveCost,"
            + " CAST(replace(replace(ChargePeriodStart, 'T', ' '), 'Z', '') AS TIMESTAMP)"
            + " AS ChargePeriodStart,"
            + " CAST(replace(ChargePeriodEnd, 'Z', '+00') AS TIMESTAMPTZ) AS ChargePeriodEnd,"
            + " CAST(CAST(Tags AS JSON) AS MAP(VARCHAR, VARCHAR)) AS Tags)"
            + " FROM read_csv('${dir}/bill.csv', all_varchar = true))"
            + " TO '${dir}/bill.parquet' (FORMAT parquet, COMPRESSION snappy)",
        "COPY (SELECT * REPLACE (CAST(quantity AS DECIMAL(18, 6)) AS quantity)"
            + " FROM read_csv('${dir}/usage.csv', all_varchar = true))"
            + " TO '${dir}/usage.parquet' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048)");
  }

  private String digest(String format, RunInputs like) throws IOException {
    PolicyFile file = PolicyFile.read("policy.yaml", at("policy.yaml"));
    Policy policy = file.policy();
    Bill bill = FocusReader.of(policy.basis(), policy.unit().currency(), policy.billSource())
        .withDeliveryId(like.bill().delivery().id())
        .read(InputFiles.rows(at("bill" + format)));
    Delivery usageDelivery = like.usageDeliveries().get(0);
    DeliveredUsage usage = UsageReader.of(usageDelivery.source())
        .withDeliveryId(usageDelivery.id())
        .read(InputFiles.rows(at("usage" + format)));
    assertThat(usage.batch().size()).isGreaterThan(2048);
    // The files have other bytes, so only their records are compared.
    RunInputs inputs = RunInputs.of(
        Bill.of(like.bill().delivery(), bill.records().castToList()),
        usage.batch(),
        List.of(usageDelivery));
    return RunDigest.of(Chargeback.of(policy.resolve()).run(inputs, RECORDED_AT).run());
  }

  @Test
  void givesTheRunThatTheSameRowsInCsvGive() throws Exception {
    demoAsParquet();
    RunInputs csv = InputReading.read(
            InputFiles.of(at("bill.csv"), List.of(at("usage.csv")), at("policy.yaml")))
        .inputs();
    assertThat(digest(".parquet", csv)).isEqualTo(digest(".csv", csv));
  }

  @Test
  void publishesTheSameStatementAsCsv() throws Exception {
    demoAsParquet();
    for (String format : List.of("csv", "parquet")) {
      Program program = Program.run(
          "run",
          "--bill",
          at("bill." + format),
          "--usage",
          at("usage." + format),
          "--policy",
          at("policy.yaml"),
          "--out",
          at(format));
      assertThat(program.err()).isEmpty();
      assertThat(program.exitCode()).isEqualTo(ExitCode.OK);
    }
    assertThat(Files.readString(at("parquet/statement.csv")))
        .isEqualTo(Files.readString(at("csv/statement.csv")));
    assertThat(Files.readString(at("parquet/faults.csv")))
        .isEqualTo(Files.readString(at("csv/faults.csv")));
  }

  @Test
  void saysWhatIsWrongInBillAndUsageByRow() throws Exception {
    demoAsParquet();
    duck(
        "COPY (SELECT 'u1' AS id, 'spark' AS platform, 'nobody' AS consumer, 1.5::DOUBLE AS quantity,"
            + " 'h' AS unit, DATE '2026-09-01' AS charge_period_start,"
            + " DATE '2026-09-02' AS charge_period_end)"
            + " TO '${dir}/double.parquet' (FORMAT parquet)",
        "COPY (SELECT * FROM (VALUES (1, 'EUR'), (NULL, 'USD')) t(BilledCost, BillingCurrency),"
            + " (SELECT DATE '2026-09-01' AS ChargePeriodStart, DATE '2026-09-02' AS ChargePeriodEnd))"
            + " TO '${dir}/wrong.parquet' (FORMAT parquet)");
    Program program = Program.run(
        "run",
        "--bill",
        at("wrong.parquet"),
        "--usage",
        at("double.parquet"),
        "--policy",
        at("policy.yaml"),
        "--out",
        at("out"));
    assertThat(program.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(program.err().replace(folder + "/", "")).isEqualTo("""
            wrong.parquet has 2 problems
              wrong.parquet: row 1, column BillingCurrency: Invalid currency: 'EUR' (the ledger's currency is USD)
              wrong.parquet: row 2, column BilledCost: Invalid value: '' (must not be null)
            double.parquet has 1 problem
              double.parquet: column quantity: Invalid column: DOUBLE (binary floating point is not exact: CAST it to DECIMAL when it is written)
            Nothing was written.
            """);
  }

  private Program check(String origin, String allocated, String mapping) throws IOException {
    return Program.run(
        "check",
        "--origin",
        at(origin),
        "--allocated",
        at(allocated),
        "--mapping",
        Files.writeString(at("check.yaml"), mapping));
  }

  /** 100,000 origins of 1.00, each shared by two rows; one row lacks a cent. */
  private void tables(String amountType) throws SQLException {
    duck(
        "CREATE TABLE o AS SELECT i AS id, CAST('1.00' AS DECIMAL(4, 2)) AS cost FROM range(100000) t(i)",
        "CREATE TABLE a AS SELECT id, team, CAST(CASE WHEN id = 77777 AND team = 'x' THEN '0.49'"
            + " ELSE '0.50' END AS "
            + amountType
            + ") AS cost FROM o CROSS JOIN (VALUES ('x'), ('y')) t(team)",
        "COPY (FROM o) TO '${dir}/o.csv' (HEADER)",
        "COPY (FROM a) TO '${dir}/a.csv' (HEADER)",
        "COPY (FROM o) TO '${dir}/o.parquet' (FORMAT parquet, ROW_GROUP_SIZE 50000)",
        "COPY (FROM a) TO '${dir}/a.parquet' (FORMAT parquet, COMPRESSION zstd)");
  }

  @Test
  void findsTheSameCentAsInCsv() throws Exception {
    tables("DECIMAL(38, 2)");
    Program csv = check("o.csv", "a.csv", MAPPING);
    assertThat(csv.out()).contains("  BLOCK  CONSERVATION_ORIGIN           1  -0.01\n", "77777");
    Program parquet = check("o.parquet", "a.parquet", MAPPING);
    assertThat(parquet.err()).isEmpty();
    assertThat(parquet.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(parquet.out()).isEqualTo(csv.out());
  }

  @Test
  void refusesFloatingPointUnlessTheMappingNamesIt() throws Exception {
    tables("DOUBLE");
    assertThat(check("o.parquet", "a.parquet", MAPPING).err().replace(folder + "/", ""))
        .isEqualTo("""
            a.parquet has 1 problem
              a.parquet: column cost: Invalid column: DOUBLE (binary floating point is not exact: CAST it to DECIMAL when it is written)
            Nothing was written.
            """);
    Program named = check("o.parquet", "a.parquet", MAPPING + "inexact: cost\n");
    assertThat(named.err()).isEmpty();
    assertThat(named.out())
        .contains("WARN inexact: cost (", "  BLOCK  CONSERVATION_ORIGIN           1  -0.01\n");
  }

  @Test
  void passesInexactAmountsWithAWarningOnly() throws Exception {
    duck(
        "COPY (SELECT 'a' AS id, 0.3::DOUBLE AS cost) TO '${dir}/o.parquet' (FORMAT parquet)",
        "COPY (SELECT * FROM (VALUES ('a', 0.1::FLOAT, 'x'), ('a', 0.2::FLOAT, 'y')) t(id, cost, team))"
            + " TO '${dir}/a.parquet' (FORMAT parquet)");
    Program program = check("o.parquet", "a.parquet", MAPPING + "inexact: [cost]\n");
    assertThat(program.err()).isEmpty();
    assertThat(program.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(program.out()).contains("\nPASSED with warnings\n");
  }

  @Test
  void warnsOfInexactColumnsInTextFilesToo() throws Exception {
    Files.writeString(at("o.csv"), "id,cost\na,0.3\n");
    Files.writeString(at("a.jsonl"), "{\"id\":\"a\",\"cost\":3E-1,\"team\":\"x\"}\n");
    Program program = check("o.csv", "a.jsonl", MAPPING + "inexact: [cost]\n");
    assertThat(program.err()).isEmpty();
    assertThat(program.out()).contains("WARN inexact: cost (", "\nPASSED with warnings\n");
  }

  @Test
  void namesAColumnThatIsMissing() throws Exception {
    tables("DECIMAL(38, 2)");
    assertThat(check("o.parquet", "o.parquet", MAPPING).err().replace(folder + "/", ""))
        .isEqualTo("""
            o.parquet has 1 problem
              o.parquet: header: Invalid column: team (is required but not there)
            Nothing was written.
            """);
  }

  @Test
  void knowsAShapeByTheColumnsOfAParquetFile() throws Exception {
    duck("COPY (SELECT * FROM (VALUES ('shared', DATE '2026-09-01', -10.00, 'hub'),"
        + " ('shared', DATE '2026-09-01', 9.99, 's1'), (NULL, DATE '2026-09-01', 7.00, 's1'))"
        + " t(CostAllocationRuleName, Date, CostInBillingCurrency, SubscriptionId))"
        + " TO '${dir}/azure.parquet' (FORMAT parquet)");
    Program program = Program.run("check", "--allocated", at("azure.parquet"));
    assertThat(program.out())
        .contains(
            "Check of signed pairs as Azure exports them\n",
            "  BLOCK  CONSERVATION_ORIGIN           1  -0.01\n");
  }
}
