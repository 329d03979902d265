package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowCondition;
import io.costledger.core.bill.RowField;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.ledger.UsagePlacement;
import io.costledger.core.money.Basis;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.UnitsRead;
import io.costledger.core.policy.Weights;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.eclipse.collections.api.factory.Lists;

/**
 * A correct run of thousands of records, made from a seed by slow arithmetic, that tests break. Two
 * platforms are used by cost centers for some days: of {@code stated} the model says what one of
 * each unit weighs, of {@code asked} it doesn't, and both weigh alike.
 */
final class ManyBooks {
  static final List<String> PLATFORMS = List.of("asked", "stated");
  private static final Map<String, BigInteger> WEIGHTS =
      Map.of("gigabytes", BigInteger.TWO, "hours", BigInteger.valueOf(7), "seats", BigInteger.ZERO);
  private static final List<String> UNITS = List.of("gigabytes", "hours", "seats");

  final List<Period> days = new ArrayList<>();
  final List<Account> consumers = new ArrayList<>();
  final List<BillRecord> records = new ArrayList<>();
  final List<BillPlacement> placements = new ArrayList<>();
  final List<UsageRecord> usage = new ArrayList<>();
  final List<UsagePlacement> usagePlacements = new ArrayList<>();
  final List<LedgerEntry> entries = new ArrayList<>();
  final List<Fault> faults = new ArrayList<>();
  private final Random random;

  /** Weighs every unit by a whole number, which it may state. */
  record Weighing(boolean states) implements AllocationModel {
    @Override
    public Weights weights(PoolUsage usage) {
      NavigableMap<Account, BigDecimal> weights = new TreeMap<>();
      usage.quantities().forEach((consumer, byUnit) -> {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<String, BigDecimal> use : byUnit.entrySet()) {
          sum = sum.add(use.getValue().multiply(new BigDecimal(weight(use.getKey()))));
        }
        weights.put(consumer, sum);
      });
      return Weights.ofDecimals(weights);
    }

    @Override
    public UnitsRead units() {
      return UnitsRead.only(WEIGHTS.keySet());
    }

    @Override
    public boolean isAdditive() {
      return true;
    }

    @Override
    public Optional<NavigableMap<String, BigInteger>> unitWeights() {
      return states ? Optional.of(new TreeMap<>(WEIGHTS)) : Optional.empty();
    }
  }

  static BigInteger weight(String unit) {
    return WEIGHTS.getOrDefault(unit, BigInteger.ZERO);
  }

  private ManyBooks(Random random) {
    this.random = random;
  }

  /** Correct books; their digits are up to that many, and some have returns. */
  static ManyBooks correct(long seed, int bills, int uses, int digits) {
    ManyBooks books = new ManyBooks(new Random(seed));
    Instant start = Instant.parse("2024-09-01T00:00:00Z");
    for (int day = 0; day < 4; day++) {
      books.days.add(
          Period.of(start.plus(Duration.ofDays(day)), start.plus(Duration.ofDays(day + 1L))));
    }
    for (int i = 0; i < 25; i++) {
      books.consumers.add(Account.costCenter("team-" + i));
    }
    books.metering(uses, digits);
    books.bill(bills);
    books.book();
    return books;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private void metering(int uses, int digits) {
    for (Period day : days) {
      PLATFORMS.forEach(platform -> use(platform, any(consumers), BigDecimal.ONE, "hours", day));
    }
    boolean ascend = random.nextBoolean();
    while (usage.size() < uses) {
      Period day = any(days);
      Period hour = Period.of(day.start(), day.start().plus(Duration.ofHours(1)));
      Period period = random.nextInt(3) == 0 ? hour : day;
      String platform = any(PLATFORMS);
      BigDecimal quantity = new BigDecimal(
          new BigInteger(random.nextInt(digits * 3) + 1, random), random.nextInt(7) - 1);
      String unit = any(UNITS);
      Account consumer = any(consumers);
      switch (random.nextInt(40)) {
        case 0 -> use(platform, Account.platform(platform), quantity, unit, period);
        case 1 -> use(platform, consumer, quantity, "bytes", period);
        case 2 -> use("unknown", consumer, quantity, unit, period);
        case 3 -> {
          use(platform, consumer, quantity, unit, period);
          use(platform, consumer, quantity.negate(), unit, period);
        }
        default -> use(platform, consumer, quantity, unit, period);
      }
    }
    if (!ascend) {
      // The last record comes first: ids don't ascend, and neither do their placements.
      usage.add(0, usage.remove(usage.size() - 1));
      usagePlacements.add(0, usagePlacements.remove(usagePlacements.size() - 1));
    }
  }

  private void use(
      String platform, Account consumer, BigDecimal quantity, String unit, Period period) {
    String id = "u" + (100_000 + usage.size());
    usage.add(UsageRecord.builder()
        .id(id)
        .platform(platform)
        .consumer(consumer)
        .quantity(quantity)
        .unit(unit)
        .chargePeriod(period)
        .delivery("usage-1")
        .build());
    UsagePlacement placement = UsagePlacement.COUNTED;
    if (!PLATFORMS.contains(platform)) {
      placement = UsagePlacement.UNKNOWN_PLATFORM;
      faults.add(Books.usageFault(FaultReason.UNKNOWN_PLATFORM, day(period), id));
    } else if (consumer.kind() == AccountKind.PLATFORM) {
      placement = UsagePlacement.SELF_USE;
    } else if (!UNITS.contains(unit)) {
      placement = UsagePlacement.UNKNOWN_UNIT;
      faults.add(Books.usageFault(FaultReason.UNKNOWN_UNIT, day(period), id));
    }
    usagePlacements.add(placement);
  }

  Period day(Period period) {
    return days.stream().filter(day -> day.contains(period)).findFirst().orElseThrow();
  }

  private void bill(int bills) {
    for (int i = 0; i < bills; i++) {
      Period day = any(days);
      String platform = any(PLATFORMS);
      BigInteger units = BigInteger.valueOf(random.nextInt(100_000) - 10_000);
      BigDecimal cost = Books.CENTS.decimalOf(units);
      records.add(BillRecord.builder()
          .id("b" + i)
          .chargePeriod(day)
          .cost(cost)
          .putColumns("platform", platform)
          .build());
      placements.add(new BillPlacement(
          "b" + i,
          day,
          day,
          Account.platform(platform),
          Optional.empty(),
          false,
          Measure.of(cost),
          units,
          BigDecimal.ZERO,
          Optional.empty()));
    }
  }

  private void book() {
    for (Period day : days) {
      for (String platform : PLATFORMS) {
        for (Measure measure : Measure.values()) {
          BigInteger units = placements.stream()
              .filter(p -> p.chargePeriod().equals(day) && p.measure() == measure)
              .filter(p -> p.to().id().equals(platform))
              .map(BillPlacement::units)
              .reduce(BigInteger.ZERO, BigInteger::add);
          entry(day, Books.BILL, Account.platform(platform), units, measure);
          NavigableMap<Account, BigInteger> weights = weights(platform, day);
          List<BigInteger> shares = largest(units, List.copyOf(weights.values()));
          int at = 0;
          for (Account consumer : weights.keySet()) {
            entry(day, Account.platform(platform), consumer, shares.get(at++), measure);
          }
        }
      }
    }
    entries.sort(LedgerEntry.ORDER);
    faults.sort(Fault.ORDER);
  }

  /** What each consumer weighs, at one million times the quantities. */
  private NavigableMap<Account, BigInteger> weights(String platform, Period day) {
    NavigableMap<Account, BigInteger> weights = new TreeMap<>();
    for (int i = 0; i < usage.size(); i++) {
      UsageRecord use = usage.get(i);
      if (usagePlacements.get(i) == UsagePlacement.COUNTED
          && use.platform().equals(platform)
          && day.contains(use.chargePeriod())) {
        BigInteger millionths = use.quantity().movePointRight(6).toBigIntegerExact();
        weights.merge(use.consumer(), millionths.multiply(weight(use.unit())), BigInteger::add);
      }
    }
    weights.values().removeIf(weight -> weight.signum() == 0);
    return weights;
  }

  /** SPEC 3.1 by words: every floor, and a unit more for the largest remainder, again and again. */
  static List<BigInteger> largest(BigInteger units, List<BigInteger> weights) {
    BigInteger total = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
    List<BigInteger> shares = new ArrayList<>();
    List<BigInteger> remainders = new ArrayList<>();
    BigInteger left = units.abs();
    for (BigInteger weight : weights) {
      BigInteger product = units.abs().multiply(weight);
      shares.add(product.divide(total));
      remainders.add(product.mod(total));
      left = left.subtract(product.divide(total));
    }
    for (; left.signum() > 0; left = left.subtract(BigInteger.ONE)) {
      int best = 0;
      for (int i = 1; i < remainders.size(); i++) {
        best = remainders.get(i).compareTo(remainders.get(best)) > 0 ? i : best;
      }
      shares.set(best, shares.get(best).add(BigInteger.ONE));
      remainders.set(best, BigInteger.ONE.negate());
    }
    shares.replaceAll(share -> units.signum() < 0 ? share.negate() : share);
    return shares;
  }

  private void entry(Period day, Account from, Account to, BigInteger units, Measure measure) {
    if (units.signum() != 0) {
      LedgerEntry.Builder entry = LedgerEntry.builder()
          .run("run-1")
          .chargePeriod(day)
          .postingPeriod(Period.of(days.get(0).start(), days.get(3).end()))
          .from(from)
          .to(to)
          .amountUnits(units)
          .unit(Books.CENTS)
          .measure(measure)
          .kind(from.equals(Books.BILL) ? EntryKind.DIRECT : EntryKind.ALLOCATED)
          .addDeliveries(from.equals(Books.BILL) ? "bill-1" : "usage-1");
      if (!from.equals(Books.BILL)) {
        entry.tier(0);
      }
      entries.add(entry.build());
    }
  }

  Run run() {
    Policy.Builder policy = Policy.builder("many")
        .unit(Books.CENTS)
        .basis(Basis.BILLED)
        .grain(Grain.of(days))
        .billSource("focus")
        .addBillRules(BillRule.builder()
            .name("shared")
            .when(new RowCondition.Present(RowField.column("platform"), true))
            .to(AccountNaming.from(AccountKind.PLATFORM, RowField.column("platform")))
            .build())
        .costCenters("infra");
    consumers.forEach(consumer -> policy.costCenters(consumer.id()));
    PLATFORMS.forEach(platform -> policy.platform(
        platform, p -> p.owner("infra").model(new Weighing(platform.equals("stated")))));
    return Run.builder()
        .id("run-1")
        .recordedAt(Instant.parse("2024-10-02T00:00:00Z"))
        .policy(policy.build().resolve())
        .inputs(RunInputs.of(
            Bill.of(Books.delivery("bill-1", "focus"), records),
            UsageBatch.of(usage),
            List.of(Books.delivery("usage-1", "metering"))))
        .entries(Lists.immutable.ofAll(entries))
        .faults(Lists.immutable.ofAll(faults))
        .rounding(Lists.immutable.empty())
        .billPlacements(Lists.immutable.ofAll(placements))
        .usagePlacements(usagePlacements)
        .build();
  }

  /** Breaks it in one place, one of many ways. */
  ManyBooks breakOnce() {
    switch (random.nextInt(16)) {
      case 0 -> change(entries, e -> entry(e, b -> b.amountUnits(e.amountUnits().shiftLeft(1))));
      case 1 -> entries.remove(any(entries));
      case 2 -> entries.add(any(entries));
      case 3 ->
        Collections.swap(entries, random.nextInt(entries.size()), random.nextInt(entries.size()));
      case 4 -> change(entries, e -> entry(e, b -> b.chargePeriod(any(days))));
      case 5 -> change(entries, e -> entry(e, b -> b.to(Account.costCenter("ghost"))));
      case 6 -> placements.remove(any(placements));
      case 7 -> placements.add(any(placements));
      case 8 ->
        Collections.swap(
            placements, random.nextInt(placements.size()), random.nextInt(placements.size()));
      case 9 -> change(placements, p -> Books.amounts(p, p.measure(), "0.01", "0.5"));
      case 10 -> change(placements, p -> Books.placed(p, any(days), Account.platform("asked")));
      case 11 -> change(placements, p -> Books.fault(p, FaultReason.NO_RULE));
      case 12 -> change(usagePlacements, p -> any(List.of(UsagePlacement.values())));
      case 13 -> faults.remove(random.nextInt(faults.size()));
      case 14 ->
        change(usage, u -> UsageRecord.builder().copyOf(u).delivery("lost").build());
      default ->
        change(usage, u -> UsageRecord.builder().copyOf(u).id("u100001").build());
    }
    return this;
  }

  private <T> void change(List<T> list, UnaryOperator<T> how) {
    int at = random.nextInt(list.size());
    list.set(at, how.apply(list.get(at)));
  }

  private static LedgerEntry entry(LedgerEntry entry, Consumer<LedgerEntry.Builder> how) {
    LedgerEntry.Builder builder = LedgerEntry.builder().copyOf(entry);
    how.accept(builder);
    return builder.build();
  }
}
