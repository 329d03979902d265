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

/** Policy, bill and usage of a {@link Work}, as the library takes them. */
final class LibraryInputs {
  private static final Instant START = Instant.parse("2026-08-01T00:00:00Z");

  /** Record ids have ten digits, so that they ascend as numbers do. */
  private static final int FIRST_ID = 1_000_000_000;

  private final Work work;

  LibraryInputs(Work work) {
    this.work = work;
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

  Policy policy() {
    Map<String, Ratio> rates = new HashMap<>();
    for (int sku = 0; sku < Work.SKUS; sku++) {
      rates.put(Work.sku(sku), Ratio.of(BigDecimal.valueOf(Work.rate(sku), 4)));
    }
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

  RunInputs inputs() {
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
    return RunInputs.of(
        Bill.of(Delivery.of("bill", "bill-08", new byte[] {1}), rows),
        usage(),
        List.of(Delivery.of("usage", "usage-08", new byte[] {2})));
  }

  private UsageBatch usage() {
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
    for (int i = 0; i < work.n; i++) {
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
