package io.costledger.allocation;

import io.costledger.allocation.batch.Pool;
import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.account.CodePoints;
import io.costledger.core.bill.Bill;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.CannotWeighException;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.Weights;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** The summed usage of a run, pool by pool. Third step of a run: what models see. */
final class PoolUsages {
  private final UsageCounting counting;
  private final UsageBatch usage;
  private final String billDelivery;

  PoolUsages(UsageCounting counting, Bill bill) {
    this.counting = counting;
    this.usage = counting.parts();
    this.billDelivery = bill.delivery().id();
  }

  /**
   * What a pool's own data say.
   *
   * @param usage what its consumers used
   * @param deliveries the deliveries that this rests on
   * @param weights what its model made of it, without the platform itself
   */
  record Own(PoolUsage usage, List<String> deliveries, Weights weights) {}

  /**
   * Asks a pool's model.
   *
   * @throws CannotWeighException if the model can't weigh this usage
   * @throws BrokenModelException if the model breaks its contract
   */
  Own own(PeriodPolicy inPeriod, PeriodPolicy.Terms terms, BillBooking bill) {
    Optional<PoolCounting> counted = counting.of(new Pool(inPeriod.period(), terms.platform()));
    PoolUsage used = counted
        .map(PoolCounting::sums)
        .orElse(PoolUsage.builder(terms.platform(), inPeriod.period()))
        .directCosts(bill.directCosts(inPeriod.period(), terms.platform()))
        .build();
    NavigableSet<String> deliveries =
        counted.map(PoolCounting::deliveries).orElse(new TreeSet<>(CodePoints.ORDER));
    if (terms.model().flatMap(AllocationModel::directCosts).isPresent()) {
      deliveries.add(billDelivery);
    }
    Weights weights = terms
        .model()
        .map(model -> BrokenModelException.weights(model, used))
        .orElse(Weights.ofWhole(Map.of()))
        .only(consumer -> !consumer.equals(terms.account()));
    return new Own(used, List.copyOf(deliveries), weights);
  }

  /** SPEC 4.3: a negative sum is an error that names its records. */
  List<String> negativeSums(Period period, PeriodPolicy.Terms terms) {
    Pool pool = new Pool(period, terms.platform());
    List<String> offences = new ArrayList<>();
    boolean mayBeNegative =
        usage.quantities().hasReturns() || usage.quantities().hasWide();
    if (terms.model().isPresent() && mayBeNegative) {
      counting
          .of(pool)
          .ifPresent(counted -> counted.sums().build().forEach((consumer, unit, sum) -> {
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
