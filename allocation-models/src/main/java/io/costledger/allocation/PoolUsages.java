package io.costledger.allocation;

import io.costledger.allocation.batch.Pool;
import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.account.CodePoints;
import io.costledger.core.bill.Bill;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.collections.api.factory.primitive.IntObjectMaps;
import org.eclipse.collections.api.map.primitive.MutableIntObjectMap;

/** The summed usage of a run, pool by pool. Third step of a run: what models see. */
final class PoolUsages {
  private final UsageCounting counting;
  private final UsageBatch usage;
  private final String billDelivery;

  /** The consumers in the order of their keys. */
  private final Account[] inOrder;

  PoolUsages(UsageCounting counting, Bill bill) {
    this.counting = counting;
    this.usage = counting.parts();
    this.billDelivery = bill.delivery().id();
    this.inOrder = new Account[usage.consumers().size()];
    for (int consumer = 0; consumer < inOrder.length; consumer++) {
      inOrder[usage.consumerRank(consumer)] = usage.consumers().get(consumer);
    }
  }

  private NavigableMap<Account, NavigableMap<String, BigDecimal>> quantities(Pool pool) {
    MutableIntObjectMap<NavigableMap<String, BigDecimal>> byRank = IntObjectMaps.mutable.empty();
    counting.each(
        pool,
        (consumer, unit, sum) -> byRank
            .getIfAbsentPut(usage.consumerRank(consumer), () -> new TreeMap<>(CodePoints.ORDER))
            .put(unit, sum));
    NavigableMap<Account, NavigableMap<String, BigDecimal>> sorted = new TreeMap<>();
    for (int rank : byRank.keySet().toSortedArray()) {
      sorted.put(inOrder[rank], byRank.get(rank));
    }
    return sorted;
  }

  PoolPlan plan(
      PeriodPolicy inPeriod,
      PeriodPolicy.Terms terms,
      BillBooking bill,
      Optional<PoolPlans.Previous> previous) {
    Pool pool = new Pool(inPeriod.period(), terms.platform());
    PoolUsage used = new PoolUsage(
        terms.platform(),
        inPeriod.period(),
        quantities(pool),
        bill.directCosts(inPeriod.period(), terms.platform()));
    NavigableSet<String> deliveries = counting.deliveries(pool);
    if (terms.model().flatMap(AllocationModel::directCosts).isPresent()) {
      deliveries.add(billDelivery);
    }
    return PoolPlan.of(inPeriod, terms, used, List.copyOf(deliveries), previous);
  }

  /** SPEC 4.3: a negative sum is an error that names its records. */
  List<String> negativeSums(Period period, PeriodPolicy.Terms terms) {
    Pool pool = new Pool(period, terms.platform());
    List<String> offences = new ArrayList<>();
    boolean mayBeNegative =
        usage.quantities().hasReturns() || usage.quantities().hasWide();
    if (terms.model().isPresent() && mayBeNegative) {
      quantities(pool)
          .forEach((consumer, byUnit) -> byUnit.forEach((unit, sum) -> {
            if (sum.signum() < 0) {
              offences.add(negative(pool, consumer, unit, sum));
            }
          }));
    }
    return offences;
  }

  private String negative(Pool pool, Account consumer, String unit, BigDecimal sum) {
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
