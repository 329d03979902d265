package io.costledger.spark;

import static io.costledger.invariants.StandardInvariants.CONSERVATION_PERIOD;
import static io.costledger.invariants.StandardInvariants.CONSERVATION_PLATFORM;
import static io.costledger.invariants.StandardInvariants.ENTRY_ROUTE;
import static io.costledger.invariants.StandardInvariants.ENTRY_SIGN;
import static io.costledger.invariants.StandardInvariants.ENTRY_SOURCE;
import static io.costledger.invariants.StandardInvariants.ENTRY_UNIQUE;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.allocation.Chargeback;
import io.costledger.allocation.model.AllocationModels;
import io.costledger.core.LedgerException;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowField;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.delivery.InvalidInputException;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageRecord;
import io.costledger.invariants.Invariant;
import io.costledger.invariants.Violation;
import io.costledger.lawkit.laws.RunCase;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.eclipse.collections.api.factory.Lists;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries of a small run, sound and broken, as anybody finds them in a table. */
class SparkLedgerCheckTest {
  private static final LedgerUnit UNIT = LedgerUnit.of(CurrencyUnit.USD, 2);
  private static final Period FIRST = Period.parse("2026-08-01T00:00:00Z/2026-08-02T00:00:00Z");
  private static final Period SECOND = Period.parse("2026-08-02T00:00:00Z/2026-08-03T00:00:00Z");
  private static final Account P = Account.platform("p");
  private static final Account Q = Account.platform("q");
  private static final Account A = Account.costCenter("a");
  private static final Account B = Account.costCenter("b");

  /**
   * p keeps a tenth; q and a use it in the first period, b in the second; a and b use q. r, which the
   * bill never names, charges a and b by a rate card and trues up.
   */
  private static final Policy POLICY = Policy.builder("small")
      .unit(UNIT)
      .basis(Basis.BILLED)
      .grain(Grain.of(FIRST, SECOND))
      .costCenters("a", "b")
      .platform("p", p -> p.owner("a").retain("0.1").model(AllocationModels.proportional("hours")))
      .platform("q", q -> q.owner("a").model(AllocationModels.proportional("hours")))
      .platform(
          "r",
          r -> r.owner("a")
              .model(AllocationModels.truedUpRateCard(Map.of("hours", Ratio.parse("3")))))
      .addBillRules(BillRule.builder()
          .name("by platform")
          .to(AccountNaming.from(AccountKind.PLATFORM, RowField.column("platform")))
          .build())
      .build();

  private static final Run RUN = Chargeback.of(POLICY.resolve())
      .run(
          RunCase.of(
                  POLICY,
                  List.of(
                      BillRecord.of("r0", FIRST, "10.00", Map.of("platform", "p")),
                      BillRecord.of("r1", FIRST, "-0.30", Map.of("platform", "q")),
                      BillRecord.of("r2", SECOND, "0.70", Map.of("platform", "p"))),
                  List.of(new RunCase.Arrival(
                      Delivery.of("usage", "u", new byte[] {1}),
                      List.of(
                          use("u0", "p", Q, "1", FIRST),
                          use("u1", "p", A, "2", FIRST),
                          use("u2", "q", A, "1", FIRST),
                          use("u3", "q", B, "2", FIRST),
                          use("u4", "p", B, "1", SECOND),
                          use("u5", "r", A, "1", FIRST),
                          use("u6", "r", B, "2", FIRST)))))
              .inputs(),
          Instant.parse("2026-10-02T06:00:00Z"))
      .run();

  private static final List<LedgerEntry> ENTRIES = RUN.entries().castToList();

  private static UsageRecord use(String id, String platform, Account by, String hours, Period in) {
    return UsageRecord.of(id, platform, by.toString(), hours, "hours", in, "u");
  }

  private static Dataset<Row> table(List<LedgerEntry> entries) {
    return LocalSpark.session()
        .createDataFrame(PlainEntryRows.of(entries, "BILLED"), PlainEntryRows.FORM)
        .repartition(3);
  }

  private static SparkLedgerCheck alone() {
    return SparkLedgerCheck.of(UNIT, Basis.BILLED, 2);
  }

  private static SparkLedgerCheck full() {
    return alone()
        .withPolicy(RUN.policy())
        .withBill(Measure.CHARGE, new BigDecimal("10.70"))
        .withBill(Measure.CREDIT, new BigDecimal("-0.30"));
  }

  private static int index(Predicate<LedgerEntry> which) {
    for (int i = 0; i < ENTRIES.size(); i++) {
      if (which.test(ENTRIES.get(i))) {
        return i;
      }
    }
    throw new AssertionError("no such entry");
  }

  private static Predicate<LedgerEntry> passes(Account from, Account to, EntryKind kind) {
    return entry -> entry.from().equals(from) && entry.to().equals(to) && entry.kind() == kind;
  }

  private static List<LedgerEntry> with(
      Predicate<LedgerEntry> which, UnaryOperator<LedgerEntry.Builder> change) {
    List<LedgerEntry> entries = new ArrayList<>(ENTRIES);
    entries.replaceAll(entry ->
        which.test(entry) ? change.apply(LedgerEntry.builder().copyOf(entry)).build() : entry);
    return entries;
  }

  private static UnaryOperator<LedgerEntry.Builder> units(long units) {
    return entry -> entry.amountUnits(BigInteger.valueOf(units));
  }

  private static Set<String> broken(LedgerReport report) {
    return report.results().stream()
        .filter(result -> result.count() > 0)
        .map(result -> result.law().code())
        .collect(Collectors.toSet());
  }

  private static List<Violation> violations(LedgerReport report, Invariant law) {
    return report.results().stream()
        .filter(result -> result.law() == law)
        .flatMap(result -> result.offences().stream())
        .map(LedgerReport.Offence::violation)
        .toList();
  }

  private static List<String> messages(LedgerReport report) {
    return report.results().stream()
        .flatMap(result -> result.offences().stream())
        .map(offence ->
            offence.violation().invariant() + ": " + offence.violation().message())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void soundEntriesAreSound(int partitions) {
    SparkLedgerCheck check = SparkLedgerCheck.of(UNIT, Basis.BILLED, partitions);
    assertThat(messages(check.check(table(ENTRIES)))).isEmpty();
    assertThat(messages(full().check(table(ENTRIES)))).isEmpty();
    assertThat(full().check(table(ENTRIES)).results())
        .extracting(result -> result.law().code())
        .containsExactly(
            "CONSERVATION_RUN",
            "CONSERVATION_PERIOD",
            "CONSERVATION_PLATFORM",
            "RETAINED_BOUNDS",
            "ENTRY_SOURCE",
            "ENTRY_ROUTE",
            "ENTRY_SIGN",
            "TIER_ORDER",
            "ENTRY_DECLARED",
            "ENTRY_PINNED",
            "ENTRY_UNIQUE");
  }

  /** In the 6.00 USD, say, that p passes to a in the first period. */
  @ParameterizedTest
  @CsvSource({
    "DROPPED, CONSERVATION_PLATFORM",
    "DOUBLED, ENTRY_UNIQUE",
    "A_UNIT_MORE, CONSERVATION_RUN",
    "NEGATED, ENTRY_SIGN",
    "TURNED_ROUND, ENTRY_ROUTE",
    "DEEPER, TIER_ORDER",
    "POSTED_LATER, ENTRY_PINNED",
    "CHARGED_LATER, ENTRY_PINNED",
    "IN_ANOTHER_CURRENCY, ENTRY_PINNED",
    "A_TENTH_OF_A_UNIT_MORE, ENTRY_PINNED",
    "TO_SOMEBODY_UNKNOWN, ENTRY_DECLARED"
  })
  void eachBreakIsToldInTheWordsOfTheLaws(EntryBreak way, String law) {
    List<LedgerEntry> entries = way.in(ENTRIES, index(passes(P, A, EntryKind.ALLOCATED)));
    LedgerReport report = full().check(table(entries));
    assertThat(broken(report)).contains(law);
    assertThat(report.isBlocked()).isTrue();
    if (!way.isOfTheUnit()) {
      Run run =
          Run.builder().copyOf(RUN).entries(Lists.immutable.ofAll(entries)).build();
      for (Invariant same : List.of(
          CONSERVATION_PERIOD,
          CONSERVATION_PLATFORM,
          ENTRY_SOURCE,
          ENTRY_ROUTE,
          ENTRY_SIGN,
          ENTRY_UNIQUE)) {
        assertThat(violations(report, same)).as(same.code()).isEqualTo(same.check(run));
      }
    }
  }

  @Test
  void theUnitsOfALedgerAreOneAndWhole() {
    int which = index(passes(P, A, EntryKind.ALLOCATED));
    assertThat(messages(alone().check(table(EntryBreak.IN_ANOTHER_CURRENCY.in(ENTRIES, which)))))
        .contains(
            "ENTRY_PINNED: Invalid unit of an entry: JPY at scale 2 (must be USD at scale 2)");
    assertThat(messages(alone().check(table(EntryBreak.A_TENTH_OF_A_UNIT_MORE.in(ENTRIES, which)))))
        .contains(
            "ENTRY_PINNED: Invalid unit of an entry: USD at scale 3 (must be USD at scale 2)",
            "CONSERVATION_PLATFORM: Invalid outflow in CHARGE of " + FIRST
                + ": USD 10.001 from platform:p (must be USD 10.00: what came in)");
  }

  @Test
  void aBasisIsOne() {
    Dataset<Row> listed = LocalSpark.session()
        .createDataFrame(PlainEntryRows.of(ENTRIES, "LIST"), PlainEntryRows.FORM);
    LedgerReport report = alone().check(listed);
    assertThat(broken(report)).containsExactly("ENTRY_PINNED");
    assertThat(messages(report).get(0))
        .isEqualTo("ENTRY_PINNED: Invalid basis of an entry: LIST (must be BILLED)");
  }

  @Test
  void aUnitThatMovesBetweenPlatformsIsLostAndFound() {
    // 3.00 USD went to q, which passed on 1.00 to a and 2.00 to b.
    List<LedgerEntry> entries =
        with(passes(Q, A, EntryKind.ALLOCATED).and(e -> e.measure() == Measure.CHARGE), units(101));
    entries.replaceAll(entry -> passes(P, A, EntryKind.ALLOCATED).test(entry)
        ? LedgerEntry.builder()
            .copyOf(entry)
            .amountUnits(BigInteger.valueOf(599))
            .build()
        : entry);
    assertThat(messages(alone().check(table(entries))))
        .containsExactlyInAnyOrder(
            "CONSERVATION_PLATFORM: Invalid outflow in CHARGE of " + FIRST
                + ": USD 9.99 from platform:p (must be USD 10.00: what came in)",
            "CONSERVATION_PLATFORM: Invalid outflow in CHARGE of " + FIRST
                + ": USD 3.01 from platform:q (must be USD 3.00: what came in)",
            "ENTRY_SOURCE: Invalid source in CHARGE of " + FIRST
                + ": USD 3.01 leaves platform:q (only USD 3.00 was booked in, both without their"
                + " signs)");
  }

  @Test
  void aPlatformKeepsItsShareAndNoMore() {
    List<LedgerEntry> entries =
        with(passes(P, A, EntryKind.RETAINED).and(e -> e.chargePeriod().equals(FIRST)), units(101));
    entries.replaceAll(entry -> passes(P, A, EntryKind.ALLOCATED).test(entry)
        ? LedgerEntry.builder()
            .copyOf(entry)
            .amountUnits(BigInteger.valueOf(599))
            .build()
        : entry);
    LedgerReport report = full().check(table(entries));
    assertThat(messages(report))
        .containsExactly("RETAINED_BOUNDS: Invalid retained CHARGE of " + FIRST
            + ": USD 1.01 by platform:p (must be USD 1.00 of USD 10.00)");
    assertThat(broken(alone().check(table(entries)))).isEmpty();
  }

  @Test
  void aTrueUpIsOneFlowWithItsChargeAndNoOther() {
    // r charged a 3.00 and b 6.00 for an empty pool, and trued up both to nothing.
    List<LedgerEntry> entries = with(
        passes(Account.platform("r"), A, EntryKind.TRUE_UP),
        entry -> entry.to(Account.costCenter("c")));
    assertThat(messages(alone().check(table(entries))))
        .containsExactly("ENTRY_SOURCE: Invalid source in CHARGE of " + FIRST
            + ": USD 6.00 leaves platform:r (only USD 0.00 was booked in, both without their"
            + " signs)");
  }

  @Test
  void aPlatformPaysDeeperOnesOnly() {
    List<LedgerEntry> entries = with(entry -> entry.from().equals(Q), entry -> entry.tier(0));
    assertThat(messages(alone().check(table(entries))))
        .containsExactly("TIER_ORDER: Invalid tier in " + FIRST
            + ": tier 0 of platform:q (must be deeper than tier 0, the tier of platform:p)");
  }

  @Test
  void theBillSaysWhatTheTotalIs() {
    SparkLedgerCheck more = alone().withBill(Measure.CHARGE, new BigDecimal("10.71"));
    assertThat(messages(more.check(table(ENTRIES))))
        .containsExactly(
            "CONSERVATION_RUN: Invalid total CHARGE in cost centers, unallocated and variance: USD"
                + " 10.70 (must be USD 10.71: the bill less what import rounded off)",
            "CONSERVATION_RUN: Invalid total CHARGE out of the bill: USD 10.70 (must be USD 10.71:"
                + " the bill less what import rounded off)");
    assertThat(more.check(table(List.of())).isBlocked()).isTrue();
    assertThat(alone().check(table(List.of())).isBlocked()).isFalse();
  }

  @Test
  void aRunHasOnePostingPeriodAndDisjointChargePeriodsWhicheverTheyAre() {
    Period half = Period.parse("2026-08-01T12:00:00Z/2026-08-02T12:00:00Z");
    List<LedgerEntry> entries = with(
        entry -> entry.chargePeriod().equals(SECOND),
        entry -> entry.chargePeriod(half).postingPeriod(SECOND));
    assertThat(messages(alone().check(table(entries))))
        .containsExactlyInAnyOrder(
            "ENTRY_PINNED: Invalid charge period of an entry: " + half + " (overlaps " + FIRST
                + ")",
            "ENTRY_PINNED: Invalid posting period of an entry: " + SECOND + " (another entry has "
                + RUN.policy().posting() + ")");
  }

  @Test
  void eachRunIsHeldToTheLawsByItself() {
    List<LedgerEntry> entries = new ArrayList<>(ENTRIES);
    int which = index(passes(P, A, EntryKind.ALLOCATED));
    EntryBreak.DROPPED
        .in(ENTRIES, which)
        .forEach(entry ->
            entries.add(LedgerEntry.builder().copyOf(entry).run("later").build()));
    LedgerReport report = full().check(table(entries));
    assertThat(report.results().stream().flatMap(result -> result.offences().stream()))
        .isNotEmpty()
        .extracting(LedgerReport.Offence::run)
        .containsOnly("later");
  }

  @Test
  void ofManyOffencesTheFirstTwentyAreShown() {
    List<LedgerEntry> entries = new ArrayList<>(ENTRIES);
    for (int i = 0; i < 25; i++) {
      entries.add(LedgerEntry.builder()
          .copyOf(ENTRIES.get(index(passes(P, A, EntryKind.ALLOCATED))))
          .to(Account.costCenter("c" + i))
          .amountUnits(BigInteger.valueOf(-1))
          .build());
    }
    LedgerReport report = alone().check(table(entries));
    LedgerReport.LawResult signs = report.results().stream()
        .filter(result -> result.law() == ENTRY_SIGN)
        .findFirst()
        .get();
    assertThat(signs.count()).isEqualTo(25);
    assertThat(signs.offences()).hasSize(20);
    // The bill's entry, the shares of a, the owner and q, and these.
    Violation outflow = violations(report, CONSERVATION_PLATFORM).get(0);
    assertThat(outflow.offenders()).hasSize(20);
    assertThat(outflow.offenderCount()).isEqualTo(4 + 25);
  }

  @Test
  void rowsThatAreNoEntriesAreNamed() {
    Dataset<Row> table = table(ENTRIES);
    String pToA = "from_account = 'platform:p' and to_account = 'cost-center:a'";
    assertThat(problems(table, "kind", "'given'", pToA))
        .contains("entry platform:p -> cost-center:a of run '" + RUN.id() + "'")
        .contains("Invalid entry kind: 'given'");
    assertThat(problems(table, "amount", "cast(null as string)", pToA)).contains("Invalid number");
    assertThat(problems(table, "amount", "'0.00'", pToA))
        .contains("Invalid entry amount: platform:p -> cost-center:a: 0 (must not be 0)");
    assertThat(problems(table, "currency", "'DOLLARS'", pToA))
        .contains("Invalid currency: 'DOLLARS' (is not known)");
    assertThat(problems(table, "measure", "cast(null as string)", pToA))
        .contains("Invalid measure: '' (is not known)");
    assertThat(problems(table, "charge_period_end", "charge_period_start", pToA))
        .contains("Invalid period");
  }

  private static String problems(Dataset<Row> table, String column, String value, String where) {
    Dataset<Row> wrong = table.withColumn(
        column, expr("case when " + where + " then " + value + " else " + column + " end"));
    try {
      alone().check(wrong);
      return "";
    } catch (InvalidInputException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void aTableWithoutExactColumnsIsRefused() {
    Dataset<Row> table = table(ENTRIES).drop("kind").selectExpr("*", "1 as kind");
    assertThatThrownBy(
            () -> alone().check(table.withColumn("amount", col("amount").cast("double"))))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("type of column amount: DOUBLE")
        .hasMessageContaining("type of column kind: INT");
  }

  @Test
  void aPolicyIsOfTheSameUnitAndBasis() {
    ResolvedPolicy policy = RUN.policy();
    assertThatThrownBy(() -> SparkLedgerCheck.of(UNIT, Basis.LIST, 2).withPolicy(policy))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid policy: USD at scale 2, BILLED (must be USD at scale 2, LIST)");
    assertThatThrownBy(() -> SparkLedgerCheck.of(UNIT, Basis.LIST, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid partitions: 0 (must be 1 or more)");
  }
}
