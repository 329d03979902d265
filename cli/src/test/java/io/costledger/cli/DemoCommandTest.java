package io.costledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  private static final Pattern CENTS = Pattern.compile("[0-9,]+\\.[0-9]{2}(?= )");
  private static final Set<String> MOVED = Set.of(
      "cost-center:rec-models",
      "cost-center:rec-serving",
      "cost-center:personalization",
      "cost-center:homepage");

  @TempDir
  static Path folder;

  private static Program demo;

  @BeforeAll
  static void runTheDemo() {
    demo = Program.run("demo", "--dir", folder.resolve("one"));
  }

  @Test
  void endsWellAndComplainsOfNothing() {
    assertThat(demo.err()).isEmpty();
    assertThat(demo.exitCode()).isZero();
  }

  @Test
  void printsEverySection() {
    assertThat(demo.out())
        .startsWith("Chargeback of demo-company, 2026-09-01 to 2026-10-01 in 30 periods, run run-")
        .contains(
            "\nWHAT CAME IN\n",
            "\nWHERE THE MONEY WENT, tier by tier (USD, less credits)\n",
            "\nWHO BEARS MOST, 10 of 60 cost centers (USD; all are in statement.csv)\n",
            "\nBY DIVISION, each day by the organization of that day (USD)\n",
            "\n  moved: recommendations\n    until 2026-09-16  in commerce  ",
            "\n    from 2026-09-16   in data-ai   ",
            "\nWHAT COULD NOT BE PLACED: ",
            "\nTHE AUDIT, computed from inputs and entries alone: ",
            "\nWRITTEN to ",
            "\nNEXT: ")
        .doesNotContain("BROKEN");
  }

  @Test
  void showsTwelvePlatformsInFourTiers() {
    List<String> table = demo.out()
        .lines()
        .dropWhile(line -> !line.startsWith("  tier"))
        .skip(1)
        .limit(12)
        .toList();
    assertThat(table)
        .extracting(line -> line.substring(2, 21).strip().replaceAll(" +", " "))
        .containsExactly(
            "0 ec2",
            "network",
            "s3",
            "1 compute",
            "2 flink",
            "kafka",
            "kv-store",
            "spark",
            "support",
            "3 feature-store",
            "observability",
            "search");
  }

  @Test
  void saysWhoseJobEachFaultIs() {
    assertThat(demo.out())
        .contains(
            "NO_USAGE: nobody used kafka, 2026-09-17\n"
                + "                unallocated:kafka > platform-owner:stream-infra: ",
            "UNKNOWN_CONSUMER: cost-center:growth-lab used spark, 2026-09-12 to 09-14\n"
                + "                unallocated:spark > platform-owner:data-infra: ",
            "UNKNOWN_CONSUMER: cost-center:legacy-shop used kv-store, 2026-09-21 to 09-24\n"
                + "                placed as the policy says > platform-owner:data-infra: ",
            "1,180.00  NO_RULE: 1 bill row, ",
            "PERIOD_MISMATCH: 1 bill row outside the run's periods, 2026-08-31\n",
            "no amount  UNKNOWN_UNIT: 3 usage records of s3 in thousand-requests, ");
  }

  @Test
  void fitsAScreen() {
    assertThat(demo.out().lines()).hasSizeLessThanOrEqualTo(100);
    List<String> report =
        demo.out().lines().takeWhile(line -> !line.startsWith("WRITTEN")).toList();
    assertThat(report).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    assertThat(report).allSatisfy(line -> assertThat(line).matches("[ -~]*"));
  }

  @Test
  void theStatementInCentsSumsToTheBill() throws IOException {
    BigDecimal bill = sum(Csv.rows(folder.resolve("one/bill.csv")), "BilledCost");
    List<Map<String, String>> statement = Csv.rows(folder.resolve("one/ledger/statement.csv"));
    assertThat(sum(statement, "exact")).isEqualByComparingTo(bill);
    assertThat(sum(statement, "settled"))
        .isEqualByComparingTo(bill.setScale(2, RoundingMode.HALF_EVEN));
    assertThat(demo.out()).contains("exactly " + bill.setScale(10, RoundingMode.UNNECESSARY));
  }

  @Test
  void divisionsSumToTheStatementToTheCent() {
    BigDecimal sum = BigDecimal.ZERO;
    for (String line : demo.out()
        .lines()
        .dropWhile(line -> !line.startsWith("  division"))
        .skip(1)
        .takeWhile(line -> !line.contains("------"))
        .toList()) {
      Matcher cents = CENTS.matcher(line);
      assertThat(cents.find()).isTrue();
      sum = sum.add(new BigDecimal(cents.group().replace(",", "")));
    }
    assertThat(demo.out()).containsPattern("statement +" + grouped(sum) + "\n");
  }

  @Test
  void theTeamThatMovedCountsWhereItWasOnEachDay() throws IOException {
    BigDecimal before = BigDecimal.ZERO;
    BigDecimal after = BigDecimal.ZERO;
    for (Map<String, String> entry : Csv.rows(folder.resolve("one/ledger/entries.csv"))) {
      BigDecimal amount = new BigDecimal(entry.get("amount"));
      if (MOVED.contains(entry.get("to"))) {
        boolean isBefore = entry.get("charge_period_start").compareTo("2026-09-16") < 0;
        before = isBefore ? before.add(amount) : before;
        after = isBefore ? after : after.add(amount);
      }
    }
    assertThat(demo.out())
        .contains("until 2026-09-16  in commerce  " + grouped(before) + "\n")
        .contains("from 2026-09-16   in data-ai   " + grouped(after) + "\n");
  }

  /** With a comma before each three digits. */
  private static String grouped(BigDecimal amount) {
    String cents = amount.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    return cents.replaceAll("(\\d)(?=(\\d{3})+\\.)", "$1,");
  }

  @Test
  void isAsLargeAsACompany() throws IOException {
    assertThat(Csv.rows(folder.resolve("one/bill.csv"))).hasSizeGreaterThan(3_000);
    assertThat(Csv.rows(folder.resolve("one/usage.csv"))).hasSizeGreaterThan(10_000);
  }

  @Test
  void givesTheSameBytesTwice() throws IOException {
    Program again = Program.run("demo", "--dir", folder.resolve("two"));
    assertThat(again.exitCode()).isZero();
    for (String file : List.of(
        "bill.csv",
        "usage.csv",
        "policy.yaml",
        "ledger/entries.csv",
        "ledger/statement.csv",
        "ledger/faults.csv",
        "ledger/closing-weights.csv",
        "ledger/run.json")) {
      assertThat(folder.resolve("two").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("one").resolve(file));
    }
  }

  @Test
  void canBeRunAgainInItsOwnFolder() {
    Path own = folder.resolve("again");
    assertThat(Program.run("demo", "--dir", own).exitCode()).isZero();
    assertThat(Program.run("demo", "--dir", own).exitCode()).isZero();
  }

  @Test
  void itsNextCommandGivesTheSameEntries() throws IOException {
    Path one = folder.resolve("one");
    Path out = folder.resolve("mine");
    Program run = Program.run(
        "run",
        "--bill",
        one.resolve("bill.csv"),
        "--usage",
        one.resolve("usage.csv"),
        "--policy",
        one.resolve("policy.yaml"),
        "--out",
        out);
    assertThat(run.err()).isEmpty();
    assertThat(out.resolve("entries.csv"))
        .hasSameBinaryContentAs(one.resolve("ledger/entries.csv"));
  }

  @Test
  void leavesNothingElseInItsFolder() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("one"))) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .containsExactlyInAnyOrder("bill.csv", "usage.csv", "policy.yaml", "ledger");
    }
  }

  private static BigDecimal sum(List<Map<String, String>> rows, String column) {
    return rows.stream()
        .map(row -> new BigDecimal(row.get(column)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
