package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.account.CodePoints;
import io.costledger.core.bill.RowCondition;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.collections.api.factory.primitive.IntLists;
import org.eclipse.collections.api.factory.primitive.IntObjectMaps;
import org.eclipse.collections.api.factory.primitive.LongObjectMaps;
import org.eclipse.collections.api.list.primitive.IntList;
import org.eclipse.collections.api.list.primitive.MutableIntList;
import org.eclipse.collections.api.map.primitive.MutableIntObjectMap;
import org.eclipse.collections.api.map.primitive.MutableLongObjectMap;

/**
 * What the models of a run see, summed anew from its records, one by one. A pool's records are found
 * in one pass over all, by the numbers that the batch gave platforms and periods; they are summed
 * when the pool is asked for, so that there are never more sums than one pool has.
 */
final class UsageSums {
  private final Run run;
  private final Map<Key, MutableIntList> records = new HashMap<>();
  private List<PlacedRecord> placed = List.of();

  /** A platform's use in a grain period. */
  record Key(Period period, String platform) {}

  UsageSums(Run run) {
    this.run = run;
    UsageBatch usage = run.usageParts();
    MutableLongObjectMap<Optional<Place>> places = LongObjectMaps.mutable.empty();
    for (int i = 0; i < usage.size(); i++) {
      long numbers = (long) usage.chargePeriodNumber(i) << Integer.SIZE | usage.platformNumber(i);
      Optional<Place> place = places.get(numbers);
      if (place == null) {
        place = place(i);
        places.put(numbers, place);
      }
      if (place.isPresent() && counts(usage, i, place.get().terms())) {
        place.get().records().add(i);
      }
    }
  }

  /** Where records of one platform and charge period count. */
  private record Place(PeriodPolicy.Terms terms, MutableIntList records) {}

  private Optional<Place> place(int i) {
    UsageBatch usage = run.usageParts();
    OptionalInt period = run.policy().declared().grain().indexContaining(usage.chargePeriod(i));
    if (period.isEmpty()) {
      return Optional.empty();
    }
    PeriodPolicy policy = run.policy().periods().get(period.getAsInt());
    return Optional.ofNullable(policy.platforms().get(usage.platform(i)))
        .map(terms -> new Place(
            terms,
            records.computeIfAbsent(
                new Key(policy.period(), terms.platform()), key -> IntLists.mutable.empty())));
  }

  /** The pools that somebody used, in a unit that counts. */
  Set<Key> used() {
    Set<Key> used = new HashSet<>();
    records.forEach((key, list) -> {
      if (list.notEmpty()) {
        used.add(key);
      }
    });
    return used;
  }

  /** Whether a record is of somebody else's use, in a unit that the platform's model reads. */
  private static boolean counts(UsageBatch usage, int i, PeriodPolicy.Terms terms) {
    Account consumer = usage.consumer(i);
    boolean isSelf =
        consumer.kind() == AccountKind.PLATFORM && consumer.id().equals(terms.platform());
    return !isSelf && (terms.model().isEmpty() || terms.model().get().units().reads(usage.unit(i)));
  }

  PoolUsage of(Period period, PeriodPolicy.Terms terms) {
    NavigableMap<Account, BigInteger> costs = new TreeMap<>();
    Optional<RowCondition> rows = terms.model().flatMap(AllocationModel::directCosts);
    if (rows.isPresent()) {
      if (placed.isEmpty()) {
        placed = PlacedRecord.of(run);
      }
      for (PlacedRecord record : placed) {
        for (BillPlacement part : record.parts()) {
          if (part.chargePeriod().equals(period)
              && part.measure() == Measure.CHARGE
              && part.to().isConsumer()
              && rows.get().matches(record.record())) {
            costs.merge(part.to(), part.units(), BigInteger::add);
          }
        }
      }
    }
    return new PoolUsage(
        terms.platform(),
        period,
        sums(records.getOrDefault(new Key(period, terms.platform()), IntLists.mutable.empty())),
        costs);
  }

  private NavigableMap<Account, NavigableMap<String, BigDecimal>> sums(IntList ofPool) {
    UsageBatch usage = run.usageParts();
    MutableLongObjectMap<BigDecimal> sums = LongObjectMaps.mutable.empty();
    ofPool.forEach(i -> {
      long numbers = (long) usage.consumerNumber(i) << Integer.SIZE | usage.unitNumber(i);
      BigDecimal sum = sums.get(numbers);
      sums.put(numbers, sum == null ? usage.quantity(i) : sum.add(usage.quantity(i)));
    });
    MutableIntObjectMap<NavigableMap<String, BigDecimal>> byConsumer =
        IntObjectMaps.mutable.empty();
    sums.forEachKeyValue((numbers, sum) -> byConsumer
        .getIfAbsentPut((int) (numbers >> Integer.SIZE), () -> new TreeMap<>(CodePoints.ORDER))
        .put(usage.units().get((int) numbers), sum));
    NavigableMap<Account, NavigableMap<String, BigDecimal>> sorted = new TreeMap<>();
    byConsumer.forEachKeyValue(
        (consumer, byUnit) -> sorted.put(usage.consumers().get(consumer), byUnit));
    return sorted;
  }
}
