package io.costledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real bill by the policy that the project ships, against amounts that this test works out by
 * itself, in plain loops over whole units of 10^-11 USD. Skipped where the data is absent.
 */
class FocusSampleTest {
  private static final String PLACE = "shared/data/focus/focus_sample.csv";
  private static final Path BILL = bill();
  private static final Path POLICY = Path.of("../examples/focus-sample/policy.yaml");
  private static final List<String> COST_CENTERS = List.of(
      "cost-center:AI",
      "cost-center:Architecture",
      "cost-center:Data",
      "cost-center:Design",
      "cost-center:Engineering",
      "cost-center:Finance",
      "cost-center:IT",
      "cost-center:Procurement",
      "cost-center:SRE");
  private static final Set<String> SUBSTRATE = Set.of(
      "Amazon Elastic Compute Cloud",
      "Amazon Elastic Container Service",
      "Elastic Load Balancing",
      "Amazon Virtual Private Cloud");
  private static final Pattern BUSINESS_UNIT =
      Pattern.compile("\"business_unit\": \"([A-Za-z ]*)\"");
  private static final String CHARGE = "CHARGE";
  private static final String CREDIT = "CREDIT";

  @TempDir
  static Path folder;

  private static Program program;

  /** Expected units by {@code from > to measure}. */
  private final Map<String, BigInteger> expected = new TreeMap<>();

  @BeforeAll
  static void runOnTheRealBill() {
    assumeTrue(Files.exists(BILL), () -> "skipped: there is no " + PLACE + " above this project");
    program = Program.run(
        "run", "--bill", BILL, "--policy", POLICY, "--out", folder.resolve("september"));
  }

  @Test
  void conservesTheBillToTheLastDigit() throws IOException {
    assertThat(program.err()).isEmpty();
    assertThat(program.out())
        .contains("bill               1,000  20.52  exactly 20.52022672899\n")
        .contains("WHAT COULD NOT BE PLACED: nothing\n")
        .doesNotContain("BROKEN");
    BigDecimal exact = BigDecimal.ZERO;
    BigDecimal settled = BigDecimal.ZERO;
    for (Map<String, String> line : Csv.rows(folder.resolve("september/statement.csv"))) {
      assertThat(line.get("account")).isIn(COST_CENTERS);
      exact = exact.add(new BigDecimal(line.get("exact")));
      settled = settled.add(new BigDecimal(line.get("settled")));
    }
    assertThat(exact).isEqualTo("20.52022672899");
    assertThat(settled).isEqualTo("20.52");
  }

  @Test
  void leavesEveryPlatformAtZero() throws IOException {
    Map<String, BigDecimal> balances = new HashMap<>();
    for (Map<String, String> entry : Csv.rows(folder.resolve("september/entries.csv"))) {
      BigDecimal amount = new BigDecimal(entry.get("amount"));
      balances.merge(entry.get("to"), amount, BigDecimal::add);
      balances.merge(entry.get("from"), amount.negate(), BigDecimal::add);
    }
    balances.keySet().removeIf(account -> !account.startsWith("platform:"));
    assertThat(balances)
        .containsOnlyKeys(
            "platform:aws-substrate",
            "platform:azure-estate",
            "platform:shared-credits",
            "platform:shared-services");
    assertThat(balances.values()).allSatisfy(balance -> assertThat(balance).isZero());
  }

  @Test
  void everyEntryIsWhatPlainLoopsGive() throws IOException {
    workOut();
    Map<String, BigInteger> booked = new TreeMap<>();
    for (Map<String, String> entry : Csv.rows(folder.resolve("september/entries.csv"))) {
      String key = key(entry.get("from"), entry.get("to"), entry.get("measure"));
      assertThat(booked.put(key, units(entry.get("amount")))).isNull();
    }
    assertThat(booked).isEqualTo(expected);
  }

  /** In a folder beside the project, or beside one above it. */
  private static Path bill() {
    Path at = Path.of("").toAbsolutePath();
    for (Path up = at; up != null; up = up.getParent()) {
      if (Files.exists(up.resolve(PLACE))) {
        return up.resolve(PLACE);
      }
    }
    return at.resolve(PLACE);
  }

  private void workOut() throws IOException {
    Map<String, BigInteger> direct = new HashMap<>();
    Map<String, BigInteger> onSubstrate = new HashMap<>();
    for (Map<String, String> row : Csv.rows(BILL)) {
      BigInteger units = units(row.get("BilledCost"));
      String target = target(row);
      boolean charge = units.signum() >= 0;
      book("bill:focus", target, charge ? CHARGE : CREDIT, units);
      if (charge) {
        direct.merge(target, units, BigInteger::add);
        if (SUBSTRATE.contains(row.get("ServiceName"))) {
          onSubstrate.merge(target, units, BigInteger::add);
        }
      }
    }
    List<String> withPlatforms = new ArrayList<>(COST_CENTERS);
    withPlatforms.add("platform:aws-substrate");
    withPlatforms.add("platform:azure-estate");
    Map<String, BigInteger> even = new HashMap<>();
    COST_CENTERS.forEach(costCenter -> even.put(costCenter, BigInteger.ONE));
    for (String measure : List.of(CHARGE, CREDIT)) {
      passOn("platform:shared-services", measure, withPlatforms, direct);
      passOn("platform:shared-credits", measure, withPlatforms, direct);
      passOn("platform:aws-substrate", measure, COST_CENTERS, onSubstrate);
      passOn("platform:azure-estate", measure, COST_CENTERS, even);
    }
    expected.values().removeIf(units -> units.signum() == 0);
  }

  private static String target(Map<String, String> row) {
    Matcher tag = BUSINESS_UNIT.matcher(row.get("Tags"));
    if (tag.find()) {
      for (String costCenter : COST_CENTERS) {
        if (tag.group(1).endsWith(costCenter.substring("cost-center:".length()))) {
          return costCenter;
        }
      }
      throw new IllegalStateException(tag.group(1));
    }
    if (row.get("ChargeCategory").equals("Credit")) {
      return "platform:shared-credits";
    }
    if (row.get("ProviderName").equals("Microsoft")) {
      return "platform:azure-estate";
    }
    return SUBSTRATE.contains(row.get("ServiceName"))
        ? "platform:aws-substrate"
        : "platform:shared-services";
  }

  /** Largest remainder: floors first, then a unit each to the largest remainders. */
  private void passOn(
      String platform, String measure, List<String> keys, Map<String, BigInteger> weights) {
    BigInteger pool = BigInteger.ZERO;
    for (Map.Entry<String, BigInteger> entry : expected.entrySet()) {
      if (entry.getKey().contains(" > " + platform + " " + measure)) {
        pool = pool.add(entry.getValue());
      }
    }
    BigInteger total = BigInteger.ZERO;
    for (String key : keys) {
      total = total.add(weights.getOrDefault(key, BigInteger.ZERO));
    }
    Map<String, BigInteger> shares = new HashMap<>();
    Map<String, BigInteger> remainders = new HashMap<>();
    BigInteger left = pool.abs();
    for (String key : keys) {
      BigInteger weight = weights.getOrDefault(key, BigInteger.ZERO);
      BigInteger[] quotient = pool.abs().multiply(weight).divideAndRemainder(total);
      shares.put(key, quotient[0]);
      remainders.put(key, quotient[1]);
      left = left.subtract(quotient[0]);
    }
    while (left.signum() > 0) {
      String largest = keys.get(0);
      for (String key : keys) {
        if (remainders.get(key).compareTo(remainders.get(largest)) > 0) {
          largest = key;
        }
      }
      shares.merge(largest, BigInteger.ONE, BigInteger::add);
      remainders.put(largest, BigInteger.ONE.negate());
      left = left.subtract(BigInteger.ONE);
    }
    for (String key : keys) {
      book(platform, key, measure, pool.signum() < 0 ? shares.get(key).negate() : shares.get(key));
    }
  }

  private void book(String from, String to, String measure, BigInteger units) {
    expected.merge(key(from, to, measure), units, BigInteger::add);
  }

  private static String key(String from, String to, String measure) {
    return from + " > " + to + " " + measure;
  }

  private static BigInteger units(String amount) {
    return new BigDecimal(amount).movePointRight(11).toBigIntegerExact();
  }
}
