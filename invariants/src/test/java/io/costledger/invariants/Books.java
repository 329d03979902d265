package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowCondition;
import io.costledger.core.bill.RowField;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.ClosingWeights;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Responsible;
import io.costledger.core.ledger.RoundingDifference;
import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.ledger.UsagePlacement;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.Bounds;
import io.costledger.core.policy.Platform;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.RateModel;
import io.costledger.core.policy.UnitsRead;
import io.costledger.core.policy.Unplaced;
import io.costledger.core.policy.Weights;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.eclipse.collections.api.factory.Lists;
import org.joda.money.CurrencyUnit;

/**
 * A correct run, made by hand, that tests break one fact at a time.
 *
 * <p>Day 1: ec2 gets 100.00 (and 0.004 that scale 2 can't hold) and a credit of -10.00. It was used
 * 50 hours by spark, 30 by search, 20 by ads: 50.00, 30.00, 20.00, and -5.00, -3.00, -2.00. Spark
 * gets 3.00 that name ads, so ads bears them; of its 50.00 and -5.00 it keeps a tenth, 5.00 and
 * -0.50, for infra; the rest, 45.00 and -4.50, was used 20 hours by search and 10 by ghost, whom
 * nobody declared: 30.00 and 15.00, -3.00 and -1.50. Search bears 5.00 directly; 1.00 has no rule.
 *
 * <p>Day 2: ec2 gets 2.00 and nobody used it; 0.001 rounds to nothing. August: 7.00, for which
 * there is no grain period. In all 118.005 of charges, of which 118.00 are booked, and -10.00 of
 * credits.
 */
final class Books {
  static final Period AUGUST = Period.parse("2024-08-31T00:00:00Z/2024-09-01T00:00:00Z");
  static final Period DAY_1 = Period.parse("2024-09-01T00:00:00Z/2024-09-02T00:00:00Z");
  static final Period DAY_2 = Period.parse("2024-09-02T00:00:00Z/2024-09-03T00:00:00Z");
  static final Period BOTH = Period.parse("2024-09-01T00:00:00Z/2024-09-03T00:00:00Z");
  static final Account BILL = Account.bill("focus");
  static final Account EC2 = Account.platform("ec2");
  static final Account SPARK = Account.platform("spark");
  static final Account ADS = Account.costCenter("ads");
  static final Account INFRA = Account.costCenter("infra");
  static final Account SEARCH = Account.costCenter("search");
  static final Account NO_BILL_HOME = Account.unallocated("bill");
  static final LedgerUnit CENTS = LedgerUnit.of(CurrencyUnit.USD, 2);
  static final Responsible INFRA_OWNS = new Responsible(Responsible.Role.PLATFORM_OWNER, "infra");

  Policy.Builder policy = standardPolicy().rounding(RoundingMode.HALF_EVEN);
  String id = "run-1";
  final List<BillRecord> records = new ArrayList<>();
  final List<BillPlacement> placements = new ArrayList<>();
  final List<UsageRecord> usage = new ArrayList<>();
  /** The usage as counted; the records themselves unless a test prorates one. */
  List<UsageRecord> usageParts = usage;

  final List<UsagePlacement> usagePlacements = new ArrayList<>();
  final List<LedgerEntry> entries = new ArrayList<>();
  final List<Fault> faults = new ArrayList<>();
  final List<RoundingDifference> rounding = new ArrayList<>();
  Optional<ClosingWeights> closing = Optional.empty();
  boolean sorted = true;
  Optional<Period> billCovers = Optional.empty();
  List<Period> usageCovers = List.of();
  Optional<Instant> billReceived = Optional.empty();
  Optional<Instant> usageReceived = Optional.empty();

  private Books() {}

  /** The policy of the correct books, with a choice for what nobody used of ec2. */
  static Policy.Builder policyWithEc2(Supplier<Unplaced> choice) {
    Policy.Builder policy = standardPolicy().rounding(RoundingMode.HALF_EVEN);
    List<Platform> platforms = policy.build().platforms();
    return policy.platforms(List.of(
        Platform.builder("ec2")
            .owner("infra")
            .model(new Hours())
            .putUnplaced(FaultReason.NO_USAGE, choice.get())
            .build(),
        platforms.get(1)));
  }

  static Policy.Builder standardPolicy() {
    return Policy.builder("showback")
        .unit(CENTS)
        .basis(Basis.BILLED)
        .grain(Grain.of(DAY_1, DAY_2))
        .billSource("focus")
        .addBillRules(
            rule("given", AccountKind.PLATFORM)
                .when(new RowCondition.Present(RowField.column("consumer"), true))
                .consumer(named(AccountKind.COST_CENTER, "consumer"))
                .build(),
            rule("kept", AccountKind.PLATFORM)
                .when(new RowCondition.Present(RowField.column("kept"), true))
                .retained(true)
                .build(),
            rule("shared", AccountKind.PLATFORM)
                .when(new RowCondition.Present(RowField.column("platform"), true))
                .build(),
            rule("direct", AccountKind.COST_CENTER)
                .when(new RowCondition.Present(RowField.column("cost-center"), true))
                .build())
        .costCenters("ads", "infra", "search")
        .platform("ec2", p -> p.owner("infra").model(new Hours()))
        .platform("spark", p -> p.owner("infra").retain("0.1").model(new Hours()));
  }

  private static BillRule.Builder rule(String name, AccountKind kind) {
    return BillRule.builder().name(name).to(named(kind, kind.text()));
  }

  private static AccountNaming named(AccountKind kind, String column) {
    return AccountNaming.from(kind, RowField.column(column));
  }

  /** Weighs hours: one hour, one. */
  static final class Hours implements AllocationModel {
    @Override
    public Weights weights(PoolUsage usage) {
      Map<Account, BigDecimal> hours = new TreeMap<>();
      usage.quantities().keySet().forEach(c -> hours.put(c, usage.quantity(c, "hours")));
      return Weights.ofDecimals(hours);
    }

    @Override
    public UnitsRead units() {
      return UnitsRead.only(Set.of("hours"));
    }
  }

  /** Charges hours at a rate. */
  record HourlyRate(String rate, boolean isTruedUp) implements RateModel {
    @Override
    public NavigableMap<Account, Ratio> charges(PoolUsage usage) {
      NavigableMap<Account, Ratio> charges = new TreeMap<>();
      usage
          .quantities()
          .keySet()
          .forEach(c ->
              charges.put(c, Ratio.parse(rate).times(Ratio.of(usage.quantity(c, "hours")))));
      return charges;
    }

    @Override
    public UnitsRead units() {
      return UnitsRead.only(Set.of("hours"));
    }
  }

  static Books correct() {
    Books books = new Books();
    books.bill();
    books.metering();
    books.book();
    books.explain();
    return books;
  }

  private void bill() {
    record("r1", DAY_1, "60.00", EC2, "60.00");
    record("r2", DAY_1, "40.004", EC2, "40.00");
    record("r3", DAY_1, "-10", EC2, "-10.00");
    record("r4", DAY_1, "5", SEARCH, "5.00");
    record("r5", AUGUST, "7", NO_BILL_HOME, "7.00");
    record("r6", DAY_1, "3", SPARK, "3.00");
    record("r7", DAY_1, "1", NO_BILL_HOME, "1.00");
    record("r8", DAY_2, "0.001", EC2, "0.00");
    record("r9", DAY_2, "2", EC2, "2.00");
    placement("r5", p -> fault(p, FaultReason.PERIOD_MISMATCH));
    column("r6", "consumer", "ads");
    placement("r6", p -> given(p, ADS));
    placement("r7", p -> fault(p, FaultReason.NO_RULE));
    rounding.add(new RoundingDifference(DAY_1, Measure.CHARGE, new BigDecimal("0.004")));
    rounding.add(new RoundingDifference(DAY_2, Measure.CHARGE, new BigDecimal("0.001")));
  }

  private void metering() {
    use("u1", "ec2", SPARK, "50", "hours", DAY_1, UsagePlacement.COUNTED);
    use("u2", "ec2", SEARCH, "30", "hours", DAY_1, UsagePlacement.COUNTED);
    use("u3", "ec2", ADS, "20", "hours", DAY_1, UsagePlacement.COUNTED);
    use("u4", "ec2", EC2, "5", "hours", DAY_1, UsagePlacement.SELF_USE);
    use("u5", "spark", SEARCH, "20", "hours", DAY_1, UsagePlacement.COUNTED);
    Account ghost = Account.costCenter("ghost");
    use("u6", "spark", ghost, "10", "hours", DAY_1, UsagePlacement.COUNTED);
    use("u7", "kafka", ADS, "1", "hours", DAY_1, UsagePlacement.UNKNOWN_PLATFORM);
    use("u8", "spark", ADS, "1", "gigabytes", DAY_1, UsagePlacement.UNKNOWN_UNIT);
    use("u9", "ec2", ADS, "1", "hours", AUGUST, UsagePlacement.PERIOD_MISMATCH);
  }

  private void book() {
    add(AUGUST, BILL, NO_BILL_HOME, "7.00", EntryKind.UNALLOCATED, FaultReason.PERIOD_MISMATCH);
    add(DAY_1, BILL, SEARCH, "5.00", EntryKind.DIRECT);
    add(DAY_1, BILL, EC2, "100.00", EntryKind.DIRECT);
    add(DAY_1, BILL, EC2, "-10.00", EntryKind.DIRECT);
    add(DAY_1, BILL, SPARK, "3.00", EntryKind.DIRECT);
    add(DAY_1, BILL, NO_BILL_HOME, "1.00", EntryKind.UNALLOCATED, FaultReason.NO_RULE);
    add(DAY_1, EC2, ADS, "20.00", EntryKind.ALLOCATED);
    add(DAY_1, EC2, ADS, "-2.00", EntryKind.ALLOCATED);
    add(DAY_1, EC2, SEARCH, "30.00", EntryKind.ALLOCATED);
    add(DAY_1, EC2, SEARCH, "-3.00", EntryKind.ALLOCATED);
    add(DAY_1, EC2, SPARK, "50.00", EntryKind.ALLOCATED);
    add(DAY_1, EC2, SPARK, "-5.00", EntryKind.ALLOCATED);
    add(DAY_1, SPARK, ADS, "3.00", EntryKind.DIRECT);
    add(DAY_1, SPARK, INFRA, "5.00", EntryKind.RETAINED);
    add(DAY_1, SPARK, INFRA, "-0.50", EntryKind.RETAINED);
    add(DAY_1, SPARK, SEARCH, "30.00", EntryKind.ALLOCATED);
    add(DAY_1, SPARK, SEARCH, "-3.00", EntryKind.ALLOCATED);
    Account lost = Account.unallocated("spark");
    add(DAY_1, SPARK, lost, "15.00", EntryKind.UNALLOCATED, FaultReason.UNKNOWN_CONSUMER);
    add(DAY_1, SPARK, lost, "-1.50", EntryKind.UNALLOCATED, FaultReason.UNKNOWN_CONSUMER);
    add(DAY_2, BILL, EC2, "2.00", EntryKind.DIRECT);
    Account unused = Account.unallocated("ec2");
    add(DAY_2, EC2, unused, "2.00", EntryKind.UNALLOCATED, FaultReason.NO_USAGE);
  }

  private void explain() {
    faults.add(costFault(FaultReason.PERIOD_MISMATCH, AUGUST, "7.00", NO_BILL_HOME, "bill:r5"));
    faults.add(costFault(FaultReason.NO_RULE, DAY_1, "1.00", NO_BILL_HOME, "bill:r7"));
    Account lost = Account.unallocated("spark");
    faults.add(costFault(FaultReason.UNKNOWN_CONSUMER, DAY_1, "15.00", lost, ""));
    faults.add(costFault(FaultReason.UNKNOWN_CONSUMER, DAY_1, "-1.50", lost, ""));
    faults.add(costFault(FaultReason.NO_USAGE, DAY_2, "2.00", Account.unallocated("ec2"), ""));
    faults.add(usageFault(FaultReason.UNKNOWN_PLATFORM, DAY_1, "u7"));
    faults.add(usageFault(FaultReason.UNKNOWN_UNIT, DAY_1, "u8"));
    faults.add(usageFault(FaultReason.PERIOD_MISMATCH, AUGUST, "u9"));
  }

  /** The run as the books stand now; sorted, unless a test is about order. */
  Run run() {
    if (sorted) {
      entries.sort(LedgerEntry.ORDER);
      faults.sort(Fault.ORDER);
    }
    UsageBatch batch = UsageBatch.of(usage);
    Run.Builder run = Run.builder();
    closing.ifPresent(run::closingWeights);
    return run.id(id)
        .recordedAt(Instant.parse("2024-10-02T00:00:00Z"))
        .policy(policy.build().resolve())
        .inputs(RunInputs.of(
            Bill.of(says(delivery("bill-1", "focus"), billCovers, billReceived), records),
            batch,
            List.of(usageDelivery(0), usageDelivery(1))))
        .entries(Lists.immutable.ofAll(entries))
        .faults(Lists.immutable.ofAll(faults))
        .rounding(Lists.immutable.ofAll(rounding))
        .billPlacements(Lists.immutable.ofAll(placements))
        .usageParts(usageParts == usage ? batch : UsageBatch.of(usageParts))
        .usagePlacements(usagePlacements)
        .build();
  }

  /**
   * Every violation as {@code <code> by <discrepancy>: <message>}; by nothing where none counts.
   */
  List<String> broken() {
    return Audit.standard().report(run()).violations().stream().map(Books::line).toList();
  }

  static String line(Violation violation) {
    return violation.invariant()
        + violation.discrepancy().map(d -> " by " + d.toPlainString()).orElse("")
        + ": "
        + violation.message();
  }

  void record(String name, Period period, String cost, Account to, String booked) {
    BigDecimal exact = new BigDecimal(cost);
    BillRecord.Builder record =
        BillRecord.builder().id(name).chargePeriod(period).cost(exact);
    if (to.isConsumer()) {
      record.putColumns(to.kind().text(), to.id());
    }
    records.add(record.build());
    placements.add(new BillPlacement(
        name,
        period,
        period,
        to,
        Optional.empty(),
        false,
        Measure.of(exact),
        units(booked),
        exact.subtract(new BigDecimal(booked)),
        Optional.empty()));
  }

  /** Says more of a record, for the rules. */
  Books column(String name, String column, String text) {
    records.replaceAll(r -> r.id().equals(name)
        ? BillRecord.builder().copyOf(r).putColumns(column, text).build()
        : r);
    return this;
  }

  void use(
      String name,
      String platform,
      Account consumer,
      String quantity,
      String unit,
      Period period,
      UsagePlacement placement) {
    usage.add(UsageRecord.builder()
        .id(name)
        .platform(platform)
        .consumer(consumer)
        .quantity(new BigDecimal(quantity))
        .unit(unit)
        .chargePeriod(period)
        .delivery("usage-1")
        .build());
    usagePlacements.add(placement);
  }

  LedgerEntry add(
      Period period,
      Account from,
      Account to,
      String amount,
      EntryKind kind,
      FaultReason... reasons) {
    LedgerEntry.Builder builder = LedgerEntry.builder()
        .run("run-1")
        .chargePeriod(period)
        .postingPeriod(BOTH)
        .from(from)
        .to(to)
        .amountUnits(units(amount))
        .unit(CENTS)
        .measure(Measure.of(new BigDecimal(amount)))
        .kind(kind)
        .addReasons(reasons)
        .addDeliveries(from.equals(BILL) ? "bill-1" : "usage-1");
    if (from.equals(EC2) || from.equals(SPARK)) {
      builder.tier(from.equals(EC2) ? 0 : 1);
    }
    LedgerEntry entry = builder.build();
    entries.add(entry);
    return entry;
  }

  static Fault costFault(
      FaultReason reason, Period period, String amount, Account account, String record) {
    return Fault.builder()
        .reason(reason)
        .owner(INFRA_OWNS)
        .chargePeriod(period)
        .record(Optional.of(record).filter(name -> !name.isEmpty()))
        .amountUnits(units(amount))
        .measure(Measure.of(new BigDecimal(amount)))
        .restsIn(account)
        .platform(Optional.of(account.id()).filter(platform -> !account.equals(NO_BILL_HOME)))
        .message("Invalid cost: " + amount + " (" + reason + ")")
        .build();
  }

  static Fault usageFault(FaultReason reason, Period period, String name) {
    return Fault.builder()
        .reason(reason)
        .owner(new Responsible(Responsible.Role.USAGE_FEED, "metering"))
        .chargePeriod(period)
        .record("usage:" + name)
        .message("Invalid usage record: " + name + " (" + reason + ")")
        .build();
  }

  static Delivery delivery(String name, String source) {
    return Delivery.builder().id(name).source(source).sha256("0".repeat(64)).build();
  }

  static BigInteger units(String amount) {
    return CENTS.unitsOf(new BigDecimal(amount));
  }

  private Delivery usageDelivery(int i) {
    return says(
        delivery("usage-" + (i + 1), "metering"),
        usageCovers.stream().skip(i).findFirst(),
        usageReceived);
  }

  private static Delivery says(
      Delivery delivery, Optional<Period> covers, Optional<Instant> receivedAt) {
    return Delivery.builder()
        .copyOf(delivery)
        .covers(covers)
        .receivedAt(receivedAt)
        .build();
  }

  /** The standard policy, with bounds on what search pays for ec2. */
  static Policy.Builder bounded(String minimum, String maximum) {
    Policy policy = standardPolicy().rounding(RoundingMode.HALF_EVEN).build();
    return Policy.builder("x")
        .copyOf(policy)
        .platforms(policy.platforms().stream()
            .map(p -> p.id().equals("ec2")
                ? Platform.builder("ec2")
                    .copyOf(p)
                    .bounds(Bounds.of(Map.of(SEARCH, Bounds.Bound.between(minimum, maximum))))
                    .build()
                : p)
            .toList());
  }

  /** Takes from a record all that a rule could match. */
  Books withoutColumns(String name) {
    records.replaceAll(r ->
        r.id().equals(name) ? BillRecord.builder().copyOf(r).columns(Map.of()).build() : r);
    return this;
  }

  BillPlacement placementOf(String record) {
    return placements.stream()
        .filter(p -> p.record().equals(record))
        .findFirst()
        .orElseThrow();
  }

  UsageRecord.Builder copyOfUsage(int index) {
    return UsageRecord.builder().copyOf(usage.get(index));
  }

  /** What ads pays for ec2. */
  LedgerEntry share() {
    return entry(EC2, ADS, "20.00");
  }

  /** Makes the charge of 3.00 that names ads one that spark keeps. */
  Books keepTheCharge() {
    records.replaceAll(r -> r.id().equals("r6")
        ? BillRecord.builder()
            .copyOf(r)
            .columns(Map.of("platform", "spark", "kept", "yes"))
            .build()
        : r);
    placement("r6", p -> retained(p, INFRA));
    entries.remove(entry(SPARK, ADS, "3.00"));
    return amount(entry(SPARK, INFRA, "5.00"), "8.00");
  }

  /** The entry of an amount between two accounts. */
  LedgerEntry entry(Account from, Account to, String amount) {
    return entries.stream()
        .filter(e -> e.from().equals(from) && e.to().equals(to))
        .filter(e -> e.amountUnits().equals(units(amount)))
        .findFirst()
        .orElseThrow();
  }

  /** Changes one entry. */
  Books change(LedgerEntry entry, Consumer<LedgerEntry.Builder> how) {
    LedgerEntry.Builder builder = LedgerEntry.builder().copyOf(entry);
    how.accept(builder);
    entries.set(entries.indexOf(entry), builder.build());
    return this;
  }

  /** Changes one entry's amount. */
  Books amount(LedgerEntry entry, String amount) {
    return change(entry, e -> e.amountUnits(units(amount)));
  }

  /** Changes the placement of a record. */
  Books placement(String name, UnaryOperator<BillPlacement> how) {
    placements.replaceAll(p -> p.record().equals(name) ? how.apply(p) : p);
    return this;
  }

  /** Changes the fault of a record. */
  Books fault(String name, Function<Fault.Builder, Fault.Builder> how) {
    faults.replaceAll(f -> f.record().equals(Optional.of(name))
        ? how.apply(Fault.builder().copyOf(f)).build()
        : f);
    return this;
  }

  static BillPlacement fault(BillPlacement p, FaultReason reason) {
    return new BillPlacement(
        p.record(),
        p.part(),
        p.chargePeriod(),
        p.to(),
        p.given(),
        p.retained(),
        p.measure(),
        p.units(),
        p.rounding(),
        Optional.ofNullable(reason));
  }

  static BillPlacement given(BillPlacement p, Account given) {
    return new BillPlacement(
        p.record(),
        p.part(),
        p.chargePeriod(),
        p.to(),
        Optional.ofNullable(given),
        p.retained(),
        p.measure(),
        p.units(),
        p.rounding(),
        p.fault());
  }

  static BillPlacement placed(BillPlacement p, Period period, Account to) {
    return new BillPlacement(
        p.record(),
        p.part(),
        period,
        to,
        p.given(),
        p.retained(),
        p.measure(),
        p.units(),
        p.rounding(),
        p.fault());
  }

  static BillPlacement amounts(BillPlacement p, Measure measure, String units, String rounding) {
    return new BillPlacement(
        p.record(),
        p.part(),
        p.chargePeriod(),
        p.to(),
        p.given(),
        p.retained(),
        measure,
        units(units),
        new BigDecimal(rounding),
        p.fault());
  }

  static BillPlacement retained(BillPlacement p, Account owner) {
    return new BillPlacement(
        p.record(),
        p.part(),
        p.chargePeriod(),
        p.to(),
        Optional.of(owner),
        true,
        p.measure(),
        p.units(),
        p.rounding(),
        p.fault());
  }
}
