package io.costledger.allocation;

import static io.costledger.allocation.model.AllocationModels.proportional;
import static io.costledger.core.account.Account.costCenter;
import static io.costledger.core.account.Account.platform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.allocation.lineage.Lineage;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowCondition;
import io.costledger.core.bill.RowField;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.policy.Cycles;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.invariants.AuditedRun;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

/**
 * Service departments of textbooks as platforms, production departments as cost centers. A step
 * down is a cascade once the use that it ignores is left out. Amounts are kept to 11 decimals and
 * settled in cents.
 */
class PublishedServiceDepartmentsTest {
  private static final Period YEAR = Period.parse("2024-01-01T00:00:00Z/2025-01-01T00:00:00Z");

  private final Policy.Builder policy = Policy.builder("textbook")
      .unit(LedgerUnit.of(CurrencyUnit.USD, 11))
      .basis(Basis.BILLED)
      .grain(Grain.of(YEAR))
      .costCenters("overhead");
  private final List<BillRecord> bill = new ArrayList<>();
  private final UsageBatch.Builder usage = UsageBatch.builder();
  private int uses;

  /**
   * Kaplan, CIMA BA2 Integrated Workbook 2018, pages 70 to 72: two service departments, the direct
   * method. S1's 21,000 by 55 and 35, S2's 15,000 by 30 and 65, to the cent.
   */
  @Test
  void kaplanDirect() {
    production("P1", "150000").production("P2", "205000");
    service("S1", "21000").use("S1", "P1", 55).use("S1", "P2", 35);
    service("S2", "15000").use("S2", "P1", 30).use("S2", "P2", 65);
    AuditedRun run = run();
    assertThat(cents(run, "P1")).isEqualTo("167570.18");
    assertThat(cents(run, "P2")).isEqualTo("223429.82");
  }

  /** The same case, stepping down from S1: 166,950 and 224,050 exactly. */
  @Test
  void kaplanStepDownFromTheFirst() {
    production("P1", "150000").production("P2", "205000");
    service("S1", "21000").use("S1", "P1", 55).use("S1", "P2", 35).passOn("S1", "S2", 10);
    service("S2", "15000").use("S2", "P1", 30).use("S2", "P2", 65);
    AuditedRun run = run();
    assertThat(cents(run, "P1")).isEqualTo("166950.00");
    assertThat(cents(run, "P2")).isEqualTo("224050.00");
  }

  /** The same case, stepping down from S2: 167,791.67 and 223,208.33 to the cent. */
  @Test
  void kaplanStepDownFromTheSecond() {
    production("P1", "150000").production("P2", "205000");
    service("S2", "15000").use("S2", "P1", 30).use("S2", "P2", 65).passOn("S2", "S1", 5);
    service("S1", "21000").use("S1", "P1", 55).use("S1", "P2", 35);
    AuditedRun run = run();
    assertThat(cents(run, "P1")).isEqualTo("167791.67");
    assertThat(cents(run, "P2")).isEqualTo("223208.33");
  }

  /** The whole case at once, use of each other and all, under a policy's choice of cycles. */
  private AuditedRun kaplan(Cycles cycles) {
    policy.cycles(cycles);
    production("P1", "150000").production("P2", "205000");
    service("S1", "21000").use("S1", "P1", 55).use("S1", "P2", 35).passOn("S1", "S2", 10);
    service("S2", "15000").use("S2", "P1", 30).use("S2", "P2", 65).passOn("S2", "S1", 5);
    return run();
  }

  /**
   * The same case, reciprocal: S1 is 21,859.2965 and S2 17,185.9296, so P1 has 150,000 +
   * 17,092.5/0.995 = 167,178.39 and P2 205,000 + 18,727.5/0.995 = 223,821.61.
   */
  @Test
  void kaplanReciprocal() {
    AuditedRun run = kaplan(new Cycles.Reciprocal());
    assertThat(cents(run, "P1")).isEqualTo("167178.39");
    assertThat(cents(run, "P2")).isEqualTo("223821.61");
    Account group = new Account(AccountKind.GROUP, "S1");
    assertThat(moved(run, platform("S1"), group)).isEqualByComparingTo("21000");
    assertThat(moved(run, platform("S2"), group)).isEqualByComparingTo("15000");
    // 17092.5/0.995 = 17178.39195979899|4.., 18727.5/0.995 = 18821.60804020100|5..
    assertThat(moved(run, group, costCenter("P1"))).isEqualByComparingTo("17178.39195979899");
    assertThat(moved(run, group, costCenter("P2"))).isEqualByComparingTo("18821.60804020101");
  }

  /**
   * Which part of each production department's cost began at S1. Of 1 that enters at S1 the gross
   * costs are 1/0.995 and 0.1/0.995, so P1 has (0.55 + 0.1 * 0.3)/0.995 = 116/199 of it; of 1 that
   * enters at S2 (0.3 + 0.05 * 0.55)/0.995 = 65.5/199. So of P1's cost 21000 * 116/199 =
   * 12241.20603015075|37.. began at S1 and 15000 * 65.5/199 = 4937.18592964824|12.. at S2. P1 was
   * booked 17178.39195979899, the sum of these two cut; the rest of each is P2's.
   */
  @Test
  void kaplanReciprocalByOrigin() {
    Lineage lineage = Lineage.of(kaplan(new Cycles.Reciprocal()));
    assertThat(lineage.from("S1").to("P1")).hasToString("USD 12241.20603015075");
    assertThat(lineage.from("S2").to("P1")).hasToString("USD 4937.18592964824");
    assertThat(lineage.from("S1").to("P2")).hasToString("USD 8758.79396984925");
    assertThat(lineage.from("S2").to("P2")).hasToString("USD 10062.81407035176");
  }

  /** P1 has 3418500/199: 17178.39195979899 and 99/199 of a unit, which rounding cut. */
  @Test
  void kaplanReciprocalInWords() {
    AuditedRun run = kaplan(new Cycles.Reciprocal());
    Account group = new Account(AccountKind.GROUP, "S1");
    assertThat(words(run, group, costCenter("P1")))
        .isEqualTo("From 2024-01-01 to 2025-01-01, USD 17,178.39195979899 of charges went from the"
            + " reciprocal group of S1 to cost center P1. 2 platforms (platform S1 and platform S2)"
            + " use each other, so their cost of USD 36,000.00 is solved together: platform S1 had"
            + " USD 21,000.00 of its own and cost a little over USD 21,859.29648241206 with its use"
            + " of the others; platform S2 had USD 15,000.00 of its own and cost a little over USD"
            + " 17,185.9296482412 with its use of the others. These gross costs add up to more than"
            + " came in, because what one passes to another is in the cost of both; only what leaves"
            + " the group is booked. Cost center P1 used platform S1 and platform S2: by 11/20 of"
            + " the gross cost of platform S1 and 3/10 of the gross cost of platform S2, exactly"
            + " 1717839195979899 99/199 units of USD 0.00000000001; that makes USD"
            + " 17,178.39195979899, the whole ones. This rests on what was delivered as workbook.");
    assertThat(words(run, platform("S2"), group))
        .isEqualTo(
            "From 2024-01-01 to 2025-01-01, USD 15,000.00 of charges went from platform S2 to"
                + " the reciprocal group of S1. Platform S2 (tier 0) had USD 15,000.00 from the bill. It"
                + " uses platforms that use it, too, so what it has is put together with theirs and"
                + " passed on from the reciprocal group of S1.");
  }

  private static String words(AuditedRun run, Account from, Account to) {
    return Explain.entry(
            run, run.run().entries().detect(e -> e.from().equals(from) && e.to().equals(to)))
        .paragraph();
  }

  @Test
  void kaplanByOrderOfTheStepDownAndDirect() {
    AuditedRun run = kaplan(new Cycles.StepDown(List.of("S1", "S2")));
    assertThat(cents(run, "P1")).isEqualTo("166950.00");
    assertThat(cents(run, "P2")).isEqualTo("224050.00");
  }

  @Test
  void kaplanByTheOtherOrder() {
    AuditedRun run = kaplan(new Cycles.StepDown(List.of("S2", "S1")));
    assertThat(cents(run, "P1")).isEqualTo("167791.67");
    assertThat(cents(run, "P2")).isEqualTo("223208.33");
  }

  @Test
  void kaplanWithUseBetweenServicesIgnored() {
    AuditedRun run = kaplan(new Cycles.Direct());
    assertThat(cents(run, "P1")).isEqualTo("167570.18");
    assertThat(cents(run, "P2")).isEqualTo("223429.82");
  }

  /** Two services that serve only each other: found before any arithmetic. */
  @Test
  void aClosedLoopIsAnErrorThatNamesWhatComesIn() {
    policy.cycles(new Cycles.Reciprocal());
    service("S0", "7").passOn("S0", "S2", 1);
    service("S1", "21").passOn("S1", "S2", 10);
    service("S2", "0").passOn("S2", "S1", 5);
    assertThatThrownBy(this::run)
        .isInstanceOf(RunRefusedException.class)
        .hasMessageContaining("Invalid attribution in "
            + YEAR
            + ": closed loop of S1, S2 (cost that comes in has no way out; direct inflow:"
            + " CHARGE of 21.00000000000 USD into S1; cost enters by: S0 -> S2)");
  }

  @Test
  void aClosedLoopThatNoCostReachesIsAWarning() {
    policy.cycles(new Cycles.Reciprocal());
    production("P1", "5");
    service("S1", "0").passOn("S1", "S2", 10);
    service("S2", "0").passOn("S2", "S1", 5);
    assertThat(run().run().faults().collect(Fault::message))
        .containsExactly("Invalid attribution in "
            + YEAR
            + ": closed loop of S1, S2 (no cost reaches it, and none could leave it)");
  }

  /** 10^30 turns on average until a unit has left: all of it goes to the owner of S1. */
  @Test
  void aNearlyClosedLoopEmptiesLikeAnyOther() {
    policy.cycles(new Cycles.Reciprocal());
    policy.platform("S1", p -> p.owner("overhead").retain("1e-30").model(proportional("share")));
    cost(platform("S1"), "21").passOn("S1", "S2", 10);
    service("S2", "0").passOn("S2", "S1", 5);
    assertThat(cents(run(), "overhead")).isEqualTo("21.00");
  }

  /** Nobody comes after S2, so its cost waits; the step-down's reason says why. */
  @Test
  void whoHasOnlyClosedConsumersHasNoOpenOne() {
    policy.cycles(new Cycles.StepDown(List.of("S1", "S2")));
    production("P1", "0");
    service("S1", "6").use("S1", "P1", 2).passOn("S1", "S2", 1);
    service("S2", "0").passOn("S2", "S1", 5);
    AuditedRun run = run();
    assertThat(moved(run, platform("S2"), Account.unallocated("S2"))).isEqualByComparingTo("2");
    assertThat(run.run().faults().collect(Fault::message))
        .containsExactly("Invalid pool: platform:S2"
            + " (everyone who used the platform in this period is closed)");
  }

  /**
   * University Printers, exercise 11-23 of Fundamentals of Cost Accounting, direct method:
   * maintenance 10,000 is 2,500 and 7,500, personnel 24,000 is 4,800 and 19,200; 7,300 and 26,700.
   */
  @Test
  void universityPrintersDirect() {
    production("Printing", "0").production("Developing", "0");
    service("Maintenance", "10000").use("Maintenance", "Printing", 1000);
    use("Maintenance", "Developing", 3000);
    service("Personnel", "24000").use("Personnel", "Printing", 500);
    use("Personnel", "Developing", 2000);
    AuditedRun run = run();
    assertThat(moved(run, platform("Maintenance"), costCenter("Printing")))
        .isEqualByComparingTo("2500.00");
    assertThat(moved(run, platform("Maintenance"), costCenter("Developing")))
        .isEqualByComparingTo("7500.00");
    assertThat(moved(run, platform("Personnel"), costCenter("Printing")))
        .isEqualByComparingTo("4800.00");
    assertThat(moved(run, platform("Personnel"), costCenter("Developing")))
        .isEqualByComparingTo("19200.00");
    assertThat(cents(run, "Printing")).isEqualTo("7300.00");
    assertThat(cents(run, "Developing")).isEqualTo("26700.00");
  }

  /**
   * Warren Ltd., exercise 11-24 of the same book, step method from maintenance: 200,000 is 40,000
   * to the cafeteria, 100,000 and 60,000; so the cafeteria passes on 200,000, by 0.1 and 0.1.
   */
  @Test
  void warrenStepDown() {
    production("Building A", "0").production("Building B", "0");
    service("Maintenance", "200000").passOn("Maintenance", "Cafeteria", 2);
    use("Maintenance", "Building A", 5).use("Maintenance", "Building B", 3);
    service("Cafeteria", "160000").use("Cafeteria", "Building A", 1);
    use("Cafeteria", "Building B", 1);
    AuditedRun run = run();
    Account cafeteria = platform("Cafeteria");
    assertThat(moved(run, platform("Maintenance"), cafeteria)).isEqualByComparingTo("40000.00");
    assertThat(moved(run, platform("Maintenance"), costCenter("Building A")))
        .isEqualByComparingTo("100000.00");
    assertThat(moved(run, platform("Maintenance"), costCenter("Building B")))
        .isEqualByComparingTo("60000.00");
    BigDecimal passedOn = moved(run, cafeteria, costCenter("Building A"))
        .add(moved(run, cafeteria, costCenter("Building B")));
    assertThat(passedOn).isEqualByComparingTo("200000.00");
  }

  /**
   * An examination question with its worked answer (gaodun.com, q/806iyz), step method from
   * information services: of 1,200,000, 10% go to building operations, which then has 670,000, and
   * 360,000 to finishing; finishing has 60% of the space, so 402,000 more.
   */
  @Test
  void informationServicesStepDown() {
    production("finishing", "0").production("other", "0");
    service("information", "1200000").passOn("information", "building", 10);
    use("information", "finishing", 30).use("information", "other", 60);
    service("building", "550000").use("building", "finishing", 60).use("building", "other", 40);
    AuditedRun run = run();
    assertThat(moved(run, platform("information"), platform("building")))
        .isEqualByComparingTo("120000.00");
    assertThat(moved(run, platform("information"), costCenter("finishing")))
        .isEqualByComparingTo("360000.00");
    assertThat(moved(run, platform("building"), costCenter("finishing")))
        .isEqualByComparingTo("402000.00");
  }

  // ---- the words of the tables

  private PublishedServiceDepartmentsTest production(String department, String cost) {
    policy.costCenters(department);
    return cost(costCenter(department), cost);
  }

  private PublishedServiceDepartmentsTest service(String department, String cost) {
    policy.platform(department, p -> p.owner("overhead").model(proportional("share")));
    return cost(platform(department), cost);
  }

  private PublishedServiceDepartmentsTest cost(Account account, String cost) {
    bill.add(BillRecord.builder()
        .id("cost of " + account)
        .chargePeriod(YEAR)
        .cost(new BigDecimal(cost))
        .putColumns(account.kind().text(), account.id())
        .build());
    return this;
  }

  private PublishedServiceDepartmentsTest use(String service, String department, int share) {
    return used(service, costCenter(department), share);
  }

  private PublishedServiceDepartmentsTest passOn(String service, String to, int share) {
    return used(service, platform(to), share);
  }

  private PublishedServiceDepartmentsTest used(String service, Account consumer, int share) {
    BigDecimal quantity = BigDecimal.valueOf(share);
    usage.add("use " + uses++, service, consumer, quantity, "share", YEAR, "workbook");
    return this;
  }

  private AuditedRun run() {
    for (AccountKind kind : List.of(AccountKind.PLATFORM, AccountKind.COST_CENTER)) {
      RowField field = RowField.column(kind.text());
      policy.addBillRules(BillRule.builder()
          .name(kind.text())
          .when(new RowCondition.Present(field, true))
          .to(new AccountNaming.FromField(kind, field, List.of(), java.util.Map.of()))
          .build());
    }
    Delivery delivery =
        Delivery.builder().id("workbook").source("bill").sha256("0".repeat(64)).build();
    RunInputs inputs = RunInputs.of(Bill.of(delivery, bill), usage.build(), List.of(delivery));
    return Chargeback.of(policy.build().resolve())
        .run(inputs, Instant.parse("2025-01-02T00:00:00Z"));
  }

  /** What a department bears in cents, settled so that all departments sum to the bill. */
  private static BigDecimal cents(AuditedRun run, String department) {
    return Settlement.statement(run)
        .lines()
        .detect(line -> line.account().equals(costCenter(department)))
        .settled()
        .getAmount();
  }

  private static BigDecimal moved(AuditedRun run, Account from, Account to) {
    return run.run()
        .entries()
        .detect(entry -> entry.from().equals(from) && entry.to().equals(to))
        .amount()
        .getAmount();
  }
}
