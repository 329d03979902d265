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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.joda.money.CurrencyUnit;

/**
 * One month of generated usage: 12 platforms, 2,000 cost centers (Zipf), 30 days, 64 SKUs with a
 * rate each, quantities of 6 decimals; 360 pools of 58 M USD in units of 1e-10 USD, of which each
 * platform keeps 15 %. From a seed: the same for every contender.
 */
final class Work {
  /** How many there are of each. */
  static final int PLATFORMS = 12;

  static final int CENTERS = 2000;
  static final int DAYS = 30;
  static final int SKUS = 64;
  static final int SCALE = 10;
  private static final Instant START = Instant.parse("2026-08-01T00:00:00Z");
  private static final long SEED = 20260901;
  private static final BigDecimal KEPT = new BigDecimal("0.15");

  /** How many records, and of each: platform, cost center, day, SKU, quantity in millionths. */
  final int n;

  final byte[] platforms;
  final short[] centers;
  final byte[] days;
  final byte[] skus;
  final long[] micros;

  /** What each platform has to pass on each day, in ledger units, by platform, then day. */
  final long[] pools = new long[PLATFORMS * DAYS];

  private Work(int n) {
    this.n = n;
    platforms = new byte[n];
    centers = new short[n];
    days = new byte[n];
    skus = new byte[n];
    micros = new long[n];
  }

  /**
   * Makes a month of usage.
   *
   * @param n how many records
   * @return the same for the same number
   */
  static Work of(int n) {
    SplittableRandom random = new SplittableRandom(SEED);
    long[] upTo = zipf();
    Work work = new Work(n);
    for (int i = 0; i < n; i++) {
      work.platforms[i] = (byte) random.nextInt(PLATFORMS);
      work.centers[i] = (short) ranked(upTo, random.nextLong(upTo[CENTERS - 1]));
      work.days[i] = (byte) random.nextInt(DAYS);
      work.skus[i] = (byte) random.nextInt(SKUS);
      work.micros[i] = 1 + random.nextLong(1_000_000_000L);
    }
    for (int pool = 0; pool < work.pools.length; pool++) {
      work.pools[pool] = 1_000_000_000_000_000L + random.nextLong(1_222_222_222_222_222L);
    }
    return work;
  }

  /** Running sums of 1e12 / rank. */
  private static long[] zipf() {
    long[] upTo = new long[CENTERS];
    long sum = 0;
    for (int i = 0; i < CENTERS; i++) {
      sum += 1_000_000_000_000L / (i + 1);
      upTo[i] = sum;
    }
    return upTo;
  }

  private static int ranked(long[] upTo, long at) {
    int low = 0;
    int high = upTo.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (upTo[middle] > at) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** A SKU's rate in ten-thousandths: 0.0101 USD, 0.0202 and so on. */
  static long rate(int sku) {
    return 101L * (sku + 1);
  }

  static String platform(int platform) {
    return "platform-" + (10 + platform);
  }

  static String center(int center) {
    return "team-" + (1000 + center);
  }

  static String sku(int sku) {
    return "sku-" + (10 + sku);
  }

  static Period day(int day) {
    Instant start = START.plus(Duration.ofDays(day));
    return Period.of(start, start.plus(Duration.ofDays(1)));
  }

  /** The policy of the month. */
  Policy policy() {
    Map<String, Ratio> rates = new HashMap<>();
    for (int sku = 0; sku < SKUS; sku++) {
      rates.put(sku(sku), Ratio.of(BigDecimal.valueOf(rate(sku), 4)));
    }
    List<Period> grain = new ArrayList<>();
    for (int day = 0; day < DAYS; day++) {
      grain.add(day(day));
    }
    Policy.Builder policy = Policy.builder("comparison")
        .unit(LedgerUnit.of(CurrencyUnit.USD, SCALE))
        .basis(Basis.BILLED)
        .grain(Grain.of(grain));
    List<String> centers = new ArrayList<>(List.of("infra"));
    for (int center = 0; center < CENTERS; center++) {
      centers.add(center(center));
    }
    policy.costCenters(centers.toArray(String[]::new));
    for (int platform = 0; platform < PLATFORMS; platform++) {
      policy.platform(
          platform(platform),
          p -> p.owner("infra")
              .retain(KEPT.toPlainString())
              .model(AllocationModels.weighted(rates)));
    }
    return policy
        .addBillRules(BillRule.builder()
            .name("the platform that the row names")
            .to(AccountNaming.from(AccountKind.PLATFORM, RowField.column("ServiceName")))
            .build())
        .build();
  }

  /** Bill and usage as the library takes them. */
  RunInputs inputs() {
    List<BillRecord> rows = new ArrayList<>();
    for (int pool = 0; pool < pools.length; pool++) {
      rows.add(BillRecord.of(
          "row-" + (1000 + pool),
          day(pool % DAYS),
          BigDecimal.valueOf(pools[pool], SCALE).toPlainString(),
          Map.of("ServiceName", platform(pool / DAYS))));
    }
    UsageBatch.Builder usage = UsageBatch.builder();
    String[] platformIds = new String[PLATFORMS];
    Account[] accounts = new Account[CENTERS];
    String[] units = new String[SKUS];
    Period[] periods = new Period[DAYS];
    for (int i = 0; i < PLATFORMS; i++) {
      platformIds[i] = platform(i);
    }
    for (int i = 0; i < CENTERS; i++) {
      accounts[i] = Account.costCenter(center(i));
    }
    for (int i = 0; i < SKUS; i++) {
      units[i] = sku(i);
    }
    for (int i = 0; i < DAYS; i++) {
      periods[i] = day(i);
    }
    for (int i = 0; i < n; i++) {
      usage.add(
          Integer.toString(1_000_000_000 + i),
          platformIds[platforms[i]],
          accounts[centers[i]],
          BigDecimal.valueOf(micros[i], 6),
          units[skus[i]],
          periods[days[i]],
          "usage-08");
    }
    return RunInputs.of(
        Bill.of(Delivery.of("bill", "bill-08", new byte[] {1}), rows),
        usage.build(),
        List.of(Delivery.of("usage", "usage-08", new byte[] {2})));
  }
}
