package io.costledger.invariants;

import io.costledger.core.account.Account;
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
import java.util.function.ObjIntConsumer;

/** What the models of a run see, summed anew from its records, one by one. */
final class UsageSums {
  private final Run run;

  /** Hashed, as a run may have a billion records: models get them in the order of keys. */
  private final Map<Key, Map<Account, Map<String, BigDecimal>>> sums = new HashMap<>();

  private List<PlacedRecord> placed = List.of();

  /** A platform's use in a grain period. */
  record Key(Period period, String platform) {}

  UsageSums(Run run) {
    this.run = run;
    UsageBatch usage = run.usageParts();
    each(
        run,
        (key, i) -> sums.computeIfAbsent(key, k -> new HashMap<>())
            .computeIfAbsent(usage.consumer(i), consumer -> new HashMap<>())
            .merge(usage.unit(i), usage.quantity(i), BigDecimal::add));
  }

  /** The pools that somebody used, in a unit that counts. */
  static Set<Key> used(Run run) {
    Set<Key> used = new HashSet<>();
    each(run, (key, i) -> used.add(key));
    return used;
  }

  private static void each(Run run, ObjIntConsumer<Key> action) {
    UsageBatch usage = run.usageParts();
    for (int i = 0; i < usage.size(); i++) {
      OptionalInt period = run.policy().declared().grain().indexContaining(usage.chargePeriod(i));
      if (period.isPresent()) {
        PeriodPolicy policy = run.policy().periods().get(period.getAsInt());
        PeriodPolicy.Terms terms = policy.platforms().get(usage.platform(i));
        if (terms != null && counts(usage, i, terms)) {
          action.accept(new Key(policy.period(), terms.platform()), i);
        }
      }
    }
  }

  /** Whether a record is of somebody else's use, in a unit that the platform's model reads. */
  private static boolean counts(UsageBatch usage, int i, PeriodPolicy.Terms terms) {
    return !usage.consumer(i).equals(terms.account())
        && (terms.model().isEmpty() || terms.model().get().units().reads(usage.unit(i)));
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
        sorted(sums.getOrDefault(new Key(period, terms.platform()), Map.of())),
        costs);
  }

  private static NavigableMap<Account, NavigableMap<String, BigDecimal>> sorted(
      Map<Account, Map<String, BigDecimal>> byConsumer) {
    NavigableMap<Account, NavigableMap<String, BigDecimal>> sorted = new TreeMap<>();
    byConsumer.forEach((consumer, byUnit) -> {
      NavigableMap<String, BigDecimal> units = new TreeMap<>(CodePoints.ORDER);
      units.putAll(byUnit);
      sorted.put(consumer, units);
    });
    return sorted;
  }
}
