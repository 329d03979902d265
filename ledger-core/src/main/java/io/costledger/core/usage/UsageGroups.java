package io.costledger.core.usage;

import io.costledger.core.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.eclipse.collections.api.factory.primitive.LongIntMaps;
import org.eclipse.collections.api.map.primitive.MutableLongIntMap;

/**
 * The records of a batch in groups of one key. They are parted column by column, by the numbers that
 * the batch gave the texts, so that no object is made or hashed for a record.
 */
final class UsageGroups {
  private static final int LEAST_DENSE = 1 << 16;
  private static final int LEFT_OUT = -1;

  private final UsageBatch usage;

  /** By group of {@link #byPeriod}. */
  private final List<Period> periods = new ArrayList<>();

  /** By the number of a charge period: the place in {@link #periods}, or left out. */
  private final int[] byPeriod;

  /** By record: the number of its group, or left out. */
  private final int[] groups;

  private int count;

  UsageGroups(UsageBatch usage, Function<Period, Optional<Period>> chargePeriods) {
    this.usage = usage;
    this.byPeriod = byPeriod(usage, chargePeriods, periods);
    this.groups = new int[usage.size()];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = byPeriod[usage.chargePeriodNumber(i)];
    }
    this.count = periods.size();
    part(usage::platformNumber, usage.platforms().size());
    part(usage::unitNumber, usage.units().size());
    part(usage::deliveryNumber, usage.deliveries().size());
    part(usage::consumerNumber, usage.consumers().size());
  }

  private static int[] byPeriod(
      UsageBatch usage, Function<Period, Optional<Period>> chargePeriods, List<Period> periods) {
    Map<Period, Integer> numbers = new HashMap<>();
    int[] byPeriod = new int[usage.chargePeriods().size()];
    for (int own = 0; own < byPeriod.length; own++) {
      Optional<Period> to = chargePeriods.apply(usage.chargePeriods().get(own));
      byPeriod[own] = LEFT_OUT;
      if (to.isPresent()) {
        Integer known = numbers.putIfAbsent(to.get(), periods.size());
        byPeriod[own] = known == null ? periods.size() : known;
        if (known == null) {
          periods.add(to.get());
        }
      }
    }
    return byPeriod;
  }

  /** Parts each group by a column of numbers below a bound, and numbers the groups again. */
  private void part(IntUnaryOperator column, int bound) {
    if (bound <= 1) {
      return;
    }
    long codes = (long) count * bound;
    boolean isDense = codes <= Math.max(LEAST_DENSE, usage.size());
    int[] dense = new int[isDense ? (int) codes : 0]; // 0: not met yet
    MutableLongIntMap sparse = LongIntMaps.mutable.empty();
    int met = 0;
    for (int i = 0; i < groups.length; i++) {
      if (groups[i] == LEFT_OUT) {
        continue;
      }
      long code = (long) groups[i] * bound + column.applyAsInt(i);
      int number = isDense ? dense[(int) code] : sparse.get(code);
      if (number == 0) {
        number = ++met;
        if (isDense) {
          dense[(int) code] = number;
        } else {
          sparse.put(code, number);
        }
      }
      groups[i] = number - 1;
    }
    count = met;
  }

  /** One for each group. */
  SumColumns sums() {
    QuantitySums quantities = new QuantitySums(usage);
    for (int group = 0; group < count; group++) {
      quantities.next();
    }
    long[] records = new long[count];
    int[] first = new int[count];
    for (int i = 0; i < groups.length; i++) {
      int group = groups[i];
      if (group != LEFT_OUT) {
        quantities.add(group, i);
        if (records[group]++ == 0) {
          first[group] = i;
        }
      }
    }
    SumColumns sums = new SumColumns();
    IntUnaryOperator delivery = sums.deliveries().renumbering(usage.deliveries());
    IntUnaryOperator platform = sums.platforms().renumbering(usage.platforms());
    IntUnaryOperator consumer = sums.consumers().renumbering(usage.consumers());
    IntUnaryOperator unit = sums.units().renumbering(usage.units());
    IntUnaryOperator chargePeriod = sums.chargePeriods().renumbering(periods);
    for (int group = 0; group < count; group++) {
      int i = first[group];
      sums.add(
          delivery.applyAsInt(usage.deliveryNumber(i)),
          platform.applyAsInt(usage.platformNumber(i)),
          consumer.applyAsInt(usage.consumerNumber(i)),
          unit.applyAsInt(usage.unitNumber(i)),
          chargePeriod.applyAsInt(byPeriod[usage.chargePeriodNumber(i)]),
          quantities.sum(group),
          records[group]);
    }
    return sums;
  }
}
