package io.costledger.allocation;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.account.CodePoints;
import io.costledger.core.bill.Bill;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageSummary;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The summed usage of a run, pool by pool. Third step of a run: what models see. */
final class PoolUsages {
  private final UsageSummary summary;
  private final UsageBatch usage;
  private final String billDelivery;
  private final Map<UsageSummary.Pool, NavigableMap<Account, NavigableMap<String, BigDecimal>>>
      pools = new HashMap<>();

  PoolUsages(UsageCounting counting, Bill bill) {
    this.summary = counting.summary();
    this.usage = counting.parts();
    this.billDelivery = bill.delivery().id();
    summary
        .sums()
        .forEach((key, sum) -> pools
            .computeIfAbsent(key.pool(), p -> new TreeMap<>())
            .computeIfAbsent(key.consumer(), c -> new TreeMap<>(CodePoints.ORDER))
            .put(key.unit(), sum));
  }

  PoolPlan plan(
      PeriodPolicy inPeriod,
      PeriodPolicy.Terms terms,
      BillBooking bill,
      Optional<PoolPlans.Previous> previous) {
    UsageSummary.Pool pool = new UsageSummary.Pool(inPeriod.period(), terms.platform());
    PoolUsage used = new PoolUsage(
        terms.platform(),
        inPeriod.period(),
        pools.getOrDefault(pool, new TreeMap<>()),
        bill.directCosts(inPeriod.period(), terms.platform()));
    NavigableSet<String> deliveries = new TreeSet<>(CodePoints.ORDER);
    deliveries.addAll(summary.deliveries().getOrDefault(pool, new TreeSet<>()));
    if (terms.model().flatMap(AllocationModel::directCosts).isPresent()) {
      deliveries.add(billDelivery);
    }
    return PoolPlan.of(inPeriod, terms, used, List.copyOf(deliveries), previous);
  }

  /** SPEC 4.3: a negative sum is an error that names its records. */
  List<String> negativeSums(Period period, PeriodPolicy.Terms terms) {
    UsageSummary.Pool pool = new UsageSummary.Pool(period, terms.platform());
    List<String> offences = new ArrayList<>();
    if (terms.model().isPresent()) {
      pools
          .getOrDefault(pool, new TreeMap<>())
          .forEach((consumer, byUnit) -> byUnit.forEach((unit, sum) -> {
            if (sum.signum() < 0) {
              offences.add(negative(pool, consumer, unit, sum));
            }
          }));
    }
    return offences;
  }

  private String negative(UsageSummary.Pool pool, Account consumer, String unit, BigDecimal sum) {
    List<String> records = new ArrayList<>();
    for (int i = 0; i < usage.size(); i++) {
      if (usage.platform(i).equals(pool.platform())
          && usage.consumer(i).equals(consumer)
          && usage.unit(i).equals(unit)
          && pool.period().contains(usage.chargePeriod(i))) {
        records.add("'" + Invalid.shown(usage.id(i)) + "'");
      }
    }
    records.sort(CodePoints.ORDER);
    return Invalid.message(
        "sum of " + unit,
        sum.toPlainString(),
        "use of platform:"
            + pool.platform()
            + " by "
            + consumer
            + " in "
            + pool.period()
            + " must not be negative; usage records "
            + String.join(", ", records));
  }
}
