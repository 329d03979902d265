package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.account.CodePoints;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.bill.RowCondition;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.collections.api.factory.primitive.IntLists;
import org.eclipse.collections.api.list.primitive.MutableIntList;

/**
 * What the models of a run see, summed anew from its records. A pool is summed when it is asked
 * for, so that there are never more sums than one pool has; any thread may ask.
 */
final class UsageSums {
  private final UsagePools pools;
  private final Once<Map<UsagePools.Key, UnitWeights>> unitWeights;
  private final Once<Map<Period, List<Direct>>> direct;

  /** What the bill booked directly to a consumer. */
  private record Direct(BillRecord record, BillPlacement part) {}

  UsageSums(Inspection inspection) {
    this.pools = inspection.usagePools();
    this.unitWeights = new Once<>(() -> UnitWeights.ofAll(pools));
    this.direct = new Once<>(() -> direct(inspection.billRows()));
  }

  private static Map<Period, List<Direct>> direct(BillRows rows) {
    Map<Period, List<Direct>> direct = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      PlacedRecord placed = rows.get(i);
      for (BillPlacement part : placed.parts()) {
        if (part.measure() == Measure.CHARGE && part.to().isConsumer()) {
          direct
              .computeIfAbsent(part.chargePeriod(), period -> new ArrayList<>())
              .add(new Direct(placed.record(), part));
        }
      }
    }
    return direct;
  }

  /** The weights of a model that says what one of each unit weighs, if they fit primitives. */
  Optional<Weighed> unitWeights(AllocationModel model, Period period, PeriodPolicy.Terms terms) {
    UsagePools.Key pool = new UsagePools.Key(period, terms.platform());
    Optional<UnitWeights> sums = UnitWeights.areFew(pools) && pools.pairs().containsKey(pool)
        ? Optional.ofNullable(unitWeights.get().get(pool))
        : UnitWeights.of(model, pools, pool);
    return sums.flatMap(UnitWeights::aboveZero);
  }

  PoolUsage of(Period period, PeriodPolicy.Terms terms) {
    NavigableMap<Account, BigInteger> costs = new TreeMap<>();
    Optional<RowCondition> rows = terms.model().flatMap(AllocationModel::directCosts);
    if (rows.isPresent()) {
      for (Direct booked : direct.get().getOrDefault(period, List.of())) {
        if (rows.get().matches(booked.record())) {
          costs.merge(booked.part().to(), booked.part().units(), BigInteger::add);
        }
      }
    }
    return new PoolUsage(
        terms.platform(), period, sums(new UsagePools.Key(period, terms.platform())), costs);
  }

  /** Puts the pool's records in the order of consumers by counting them, then sums each one's. */
  private NavigableMap<Account, NavigableMap<String, BigDecimal>> sums(UsagePools.Key pool) {
    MutableIntList records = IntLists.mutable.empty();
    pools.each(pool, records::add);
    int[] starts = new int[pools.consumers().size() + 1];
    records.forEach(record -> starts[pools.rank(record) + 1]++);
    for (int rank = 0; rank < pools.consumers().size(); rank++) {
      starts[rank + 1] += starts[rank];
    }
    int[] next = starts.clone();
    int[] byConsumer = new int[records.size()];
    records.forEach(record -> byConsumer[next[pools.rank(record)]++] = record);
    DecimalSum[] byUnit = Stream.generate(DecimalSum::new)
        .limit(pools.usage().units().size())
        .toArray(DecimalSum[]::new);
    NavigableMap<Account, NavigableMap<String, BigDecimal>> sums = new TreeMap<>();
    for (int rank = 0; rank < pools.consumers().size(); rank++) {
      if (starts[rank] < starts[rank + 1]) {
        sums.put(
            pools.consumers().get(rank),
            sums(Arrays.copyOfRange(byConsumer, starts[rank], starts[rank + 1]), byUnit));
      }
    }
    return sums;
  }

  /** Sums the records of one consumer by unit; leaves the units clear for the next. */
  private NavigableMap<String, BigDecimal> sums(int[] records, DecimalSum[] byUnit) {
    UsageBatch usage = pools.usage();
    for (int record : records) {
      byUnit[usage.unitNumber(record)].add(usage, record);
    }
    NavigableMap<String, BigDecimal> sums = new TreeMap<>(CodePoints.ORDER);
    for (int record : records) {
      DecimalSum sum = byUnit[usage.unitNumber(record)];
      if (!sum.isEmpty()) { // else its unit was there already
        sums.put(usage.unit(record), sum.get());
        sum.clear();
      }
    }
    return sums;
  }
}
