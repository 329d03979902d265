package io.costledger.benchmarks.comparison;

import io.costledger.allocation.model.AllocationModels;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.BillRule;
import io.costledger.core.bill.RowField;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.joda.money.CurrencyUnit;

/**
 * Policy, bill and usage of the month that contenders share, as the library takes them. Public for
 * the engines' modules, which measure the same month.
 */
public final class LibraryInputs {
  private static final Instant START = Instant.parse("2026-08-01T00:00:00Z");

  /** Record ids have ten digits, so that they ascend as numbers do. */
  private static final int FIRST_ID = 1_000_000_000;

  private final Work work;

  LibraryInputs(Work work) {
    this.work = work;
  }

  /**
   * Returns the month with so many records of usage, in any order: the same each time.
   *
   * @param records 3,000 or more, so that each pool has usage
   * @return the month
   */
  public static LibraryInputs month(int records) {
    return new LibraryInputs(Work.of(records));
  }

  static Period day(int day) {
    Instant start = START.plus(Duration.ofDays(day));
    return Period.of(start, start.plus(Duration.ofDays(1)));
  }

  /** The number of a day that {@link #day} made. */
  static int number(Period day) {
    return (int) Duration.between(START, day.start()).toDays();
  }

  static int number(String recordId) {
    return Integer.parseInt(recordId) - FIRST_ID;
  }

  /**
   * Returns the policy: each platform keeps 15 %, and the rest goes by usage times rates.
   *
   * @return the policy, which is sound
   */
  public Policy policy() {
    Map<String, Ratio> rates = new HashMap<>();
    rates().forEach((unit, rate) -> rates.put(unit, Ratio.of(rate)));
    List<Period> grain = new ArrayList<>();
    for (int day = 0; day < work.dayCount; day++) {
      grain.add(day(day));
    }
    Policy.Builder policy = Policy.builder("comparison")
        .unit(LedgerUnit.of(CurrencyUnit.USD, Work.SCALE))
        .basis(Basis.BILLED)
        .grain(Grain.of(grain));
    List<String> centers = new ArrayList<>(List.of("infra"));
    for (int center = 0; center < work.centerCount; center++) {
      centers.add(Work.center(center));
    }
    policy.costCenters(centers.toArray(String[]::new));
    for (int platform = 0; platform < work.platformCount; platform++) {
      policy.platform(
          Work.platform(platform),
          p -> p.owner("infra")
              .retain(BigDecimal.valueOf(Work.KEPT, 2).toPlainString())
              .model(AllocationModels.weighted(rates)));
    }
    return policy
        .addBillRules(BillRule.builder()
            .name("the platform that the row names")
            .to(AccountNaming.from(AccountKind.PLATFORM, RowField.column("ServiceName")))
            .build())
        .build();
  }

  /**
   * Returns what one of each unit costs.
   *
   * @return by unit, in USD
   */
  public static Map<String, BigDecimal> rates() {
    Map<String, BigDecimal> rates = new HashMap<>();
    for (int sku = 0; sku < Work.SKUS; sku++) {
      rates.put(Work.sku(sku), BigDecimal.valueOf(Work.rate(sku), 4));
    }
    return rates;
  }

  RunInputs inputs() {
    return RunInputs.of(bill(), usage(0, work.n), usageDeliveries());
  }

  /**
   * Returns the deliveries that brought the usage.
   *
   * @return one
   */
  public List<Delivery> usageDeliveries() {
    return List.of(Delivery.of("usage", "usage-08", new byte[] {2}));
  }

  /**
   * Returns the bill: a row for each platform and day, whose service is the platform.
   *
   * @return the bill
   */
  public Bill bill() {
    List<BillRecord> rows = new ArrayList<>();
    for (int pool = 0; pool < work.pools.length; pool++) {
      if (work.pools[pool] != 0) {
        rows.add(BillRecord.of(
            "row-" + (1000 + pool),
            day(pool % work.dayCount),
            BigDecimal.valueOf(work.pools[pool], Work.SCALE).toPlainString(),
            Map.of("ServiceName", Work.platform(pool / work.dayCount))));
      }
    }
    return Bill.of(Delivery.of("bill", "bill-08", new byte[] {1}), rows);
  }

  /**
   * Returns some of the usage.
   *
   * @param from the first record, from 0
   * @param to the end, which is not in it
   * @return the records between
   */
  public UsageBatch usage(int from, int to) {
    String[] platforms = texts(work.platformCount, Work::platform);
    String[] units = texts(Work.SKUS, Work::sku);
    Account[] accounts = new Account[work.consumerCount()];
    Arrays.setAll(
        accounts,
        consumer -> consumer < work.centerCount
            ? Account.costCenter(Work.center(consumer))
            : Account.platform(Work.platform(consumer - work.centerCount)));
    Period[] periods = new Period[work.dayCount];
    Arrays.setAll(periods, LibraryInputs::day);
    UsageBatch.Builder usage = UsageBatch.builder();
    for (int i = from; i < to; i++) {
      usage.add(
          Integer.toString(FIRST_ID + i),
          platforms[work.platforms[i]],
          accounts[work.consumers[i]],
          BigDecimal.valueOf(work.micros[i], 6),
          units[work.skus[i]],
          periods[work.days[i]],
          "usage-08");
    }
    return usage.build();
  }

  private static String[] texts(int size, IntFunction<String> text) {
    String[] texts = new String[size];
    Arrays.setAll(texts, text);
    return texts;
  }
}
