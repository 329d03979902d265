package io.costledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.costledger.cli.check.CheckRun;
import io.costledger.policyfile.CheckMapping;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
  private static final Path EXAMPLE = Path.of("../examples/foreign-check");
  private static final String MAPPING = """
      check: 1
      origin: {id: id, amount: cost}
      allocated: {id: id, amount: cost, recipient: team}
      """;

  @TempDir
  Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Program check(String origin, String allocated) throws IOException {
    return Program.run(
        "check",
        "--origin",
        write("origin.csv", origin),
        "--allocated",
        write("allocated.csv", allocated),
        "--mapping",
        write("check.yaml", MAPPING));
  }

  private void runDuckDb() throws IOException, SQLException {
    String sql =
        Files.readString(EXAMPLE.resolve("allocate.sql")).replace("${dir}", folder.toString());
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(sql);
    }
  }

  private static BigDecimal sum(Path file) throws IOException {
    BigDecimal sum = BigDecimal.ZERO;
    for (Map<String, String> row : Csv.rows(file)) {
      sum = sum.add(new BigDecimal(row.get("cost")));
    }
    return sum;
  }

  private Program checkDuckDb(String allocated) {
    return Program.run(
        "check",
        "--origin",
        folder.resolve("origins.csv"),
        "--allocated",
        folder.resolve(allocated),
        "--mapping",
        EXAMPLE.resolve("check.yaml"));
  }

  @Test
  void findsWhatFloatAndRoundInDuckDbLosesToTheUnit() throws Exception {
    runDuckDb();
    BigDecimal off =
        sum(folder.resolve("rounded.csv")).subtract(sum(folder.resolve("origins.csv")));
    assertThat(off).isNotZero();
    Program program = checkDuckDb("rounded.csv");
    assertThat(program.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(program.out())
        .contains(
            "  BLOCK  CONSERVATION_TOTAL            1  " + off.toPlainString() + " USD\n",
            "BLOCKED: this allocation must not be published\n");
  }

  @Test
  void passesAnExactAllocationByDuckDb() throws Exception {
    runDuckDb();
    Program program = checkDuckDb("exact.csv");
    assertThat(program.err()).isEmpty();
    assertThat(program.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(program.out()).contains("PASSED: every check holds, to the last digit\n");
  }

  @Test
  void findsTheSameInAnyNumberOfPartitions() throws Exception {
    runDuckDb();
    CheckMapping mapping = CheckMapping.read(EXAMPLE.resolve("check.yaml"));
    List<CheckRun.Checked> found = new java.util.ArrayList<>();
    for (int partitions : List.of(1, 7, 256)) {
      found.add(new CheckRun(partitions, (what, done) -> {})
          .check(
              Optional.of(folder.resolve("origins.csv")),
              folder.resolve("rounded.csv"),
              Optional.of(mapping)));
    }
    assertThat(found.get(1)).isEqualTo(found.get(0));
    assertThat(found.get(2)).isEqualTo(found.get(0));
  }

  @Test
  void namesAmountsThatAreNoNumbers() throws IOException {
    for (String amount : List.of("NaN", "inf", "1e400", "", "\"1,000.00\"")) {
      Program program = check("id,cost\na,1.00\n", "id,cost,team\na,1.00,x\na," + amount + ",y\n");
      assertThat(program.exitCode()).as(amount).isEqualTo(ExitCode.REFUSED);
      assertThat(program.out())
          .as(amount)
          .contains("  BLOCK  AMOUNT                        1")
          .contains("CHECKS: 12 of 13 hold\n");
    }
  }

  @Test
  void readsJsonLinesExactly() throws IOException {
    Program program = Program.run(
        "check",
        "--origin",
        write("o.jsonl", "{\"id\":\"a\",\"cost\":0.3,\"more\":{\"x\":[1]}}\n"),
        "--allocated",
        write("a.jsonl", """
            {"id":"a","cost":0.1,"team":"x"}
            {"id":"a","cost":2E-1,"team":"y"}
            """),
        "--mapping",
        write("check.yaml", MAPPING));
    assertThat(program.err()).isEmpty();
    assertThat(program.exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void tellsBadInputFromABrokenAllocation() throws IOException {
    Program program = check("id,price\na,1.00\n", "id,cost,team\na,1.00,x\n");
    assertThat(program.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(program.err()).contains("header: Invalid column: cost (is required but not there)");
  }

  @Test
  void writesXmlThatAnyReaderTakesWhateverTheNames() throws Exception {
    Path junit = folder.resolve("junit.xml");
    Program program = Program.run(
        "check",
        "--origin",
        write("o.csv", "id,cost\n<&]]>\u0001\uFFFE,1.00\n"),
        "--allocated",
        write("a.csv", "id,cost,team\n<&]]>\u0001\uFFFE,0.90,\"</failure>\"\n"),
        "--mapping",
        write("check.yaml", MAPPING),
        "--junit",
        junit,
        "--json",
        folder.resolve("report.json"));
    assertThat(program.exitCode()).isEqualTo(ExitCode.REFUSED);
    try (InputStream in = Files.newInputStream(junit)) {
      String text = DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(in)
          .getDocumentElement()
          .getTextContent();
      assertThat(text).contains("<&]]>\\u0001?", "-> </failure> 0.90");
    }
    assertThat(folder.resolve("report.json")).content().contains("\"discrepancy\" : \"-0.10\"");
  }

  @Test
  void knowsRowsThatAProviderSplit() throws IOException {
    String origin = """
        ResourceId,BillingCurrency,BilledCost,ConsumedQuantity,Tags
        i-1,USD,10.00,4,"{""app"":""a""}"
        i-2,USD,3.00,1,
        """;
    String header = "ResourceId,BillingCurrency,BilledCost,ConsumedQuantity,Tags,AllocatedMethodId,"
        + "AllocatedResourceId,AllocatedMethodDetails,AllocatedTags\n";
    String first = "i-1,USD,6.00,3,\"{\"\"app\"\":\"\"a\"\"}\",m1,pod-1,"
        + "\"{\"\"Elements\"\":[{\"\"AllocatedRatio\"\":0.6}]}\",\"{\"\"pod\"\":\"\"1\"\"}\"\n";
    String second = "i-1,USD,4.00,1,\"{\"\"app\"\":\"\"a\"\"}\",m1,pod-2,"
        + "\"{\"\"Elements\"\":[{\"\"AllocatedRatio\"\":0.4}]}\",\n";
    String whole = "i-2,USD,3.00,1,,,,,\n";
    Path original = write("o.csv", origin);
    Program sound = Program.run(
        "check",
        "--origin",
        original,
        "--allocated",
        write("s.csv", header + first + second + whole));
    assertThat(sound.err()).isEmpty();
    assertThat(sound.out()).contains("PASSED: every check holds");
    String wrong = second.replace("4.00,1", "4.00,2").replace("0.4", "0.399999");
    String repeated = first.replace("\"\"pod\"\":\"\"1\"\"", "\"\"app\"\":\"\"a\"\"");
    Program broken = Program.run(
        "check",
        "--origin",
        original,
        "--allocated",
        write("b.csv", header + repeated + wrong + whole));
    assertThat(broken.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(broken.out())
        .contains(
            "  BLOCK  CONSERVATION_TOTAL            1  1 ConsumedQuantity\n",
            "  BLOCK  CONSERVATION_ORIGIN           1  1 ConsumedQuantity\n",
            "  BLOCK  SPLIT_RATIO                   1  -0.000001 ratio\n",
            "  BLOCK  SPLIT_TAGS                    1");
  }

  @Test
  void knowsSignedPairs() throws IOException {
    String header = "CostAllocationRuleName,Date,CostInBillingCurrency,SubscriptionId\n";
    String rows = """
        shared,2026-09-01,-10.00,hub
        shared,2026-09-01,6.00,s1
        ,2026-09-01,99.00,s1
        """;
    Program sound = Program.run(
        "check", "--allocated", write("s.csv", header + rows + "shared,2026-09-01,4.00,s2\n"));
    assertThat(sound.out()).contains("PASSED: every check holds");
    Program broken = Program.run(
        "check", "--allocated", write("b.csv", header + rows + "shared,2026-09-01,3.99,s2\n"));
    assertThat(broken.out()).contains("  BLOCK  CONSERVATION_ORIGIN           1  -0.01\n");
  }

  @Test
  void checksTheSpecificationsOwnReallocation() throws IOException {
    Path file = Path.of("").toAbsolutePath();
    String place = "shared/data/focus/scenario_1_partial_reallocation_ledger.csv";
    while (file != null && !Files.exists(file.resolve(place))) {
      file = file.getParent();
    }
    assumeTrue(file != null, () -> "skipped: there is no " + place + " above this project");
    Path mapping = write(
        "pairs.yaml",
        "check: 1\npairs: {rule: [SkuId, ChargePeriodStart], amount: EffectiveCost,"
            + " recipient: ResourceId}\n");
    Program program =
        Program.run("check", "--allocated", file.resolve(place), "--mapping", mapping);
    assertThat(program.err()).isEmpty();
    assertThat(program.out()).contains("     1500              1500           0\n", "PASSED");
  }
}
