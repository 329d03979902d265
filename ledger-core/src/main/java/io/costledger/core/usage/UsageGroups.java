package io.costledger.core.usage;

import io.costledger.core.account.CodePoints;
import io.costledger.core.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
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

  /** One for each group, in the order of keys. */
  List<UsageSummary.Sum> sums() {
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
    List<UsageSummary.Sum> sums = new ArrayList<>(count);
    for (int group : inOrder(first)) {
      sums.add(new UsageSummary.Sum(key(first[group]), quantities.sum(group), records[group]));
    }
    return sums;
  }

  /**
   * The groups in the order of keys: sorted by one part of the keys after the other, the first part
   * last, so that keys of texts are hardly compared.
   */
  private int[] inOrder(int[] first) {
    int[] byNumber = IntStream.range(0, count).toArray();
    int[] byPeriods = sorted(
        byNumber,
        group -> byPeriod[usage.chargePeriodNumber(first[group])],
        ranks(periods, Comparator.naturalOrder()));
    int[] byUnits = sorted(
        byPeriods, group -> usage.unitNumber(first[group]), ranks(usage.units(), CodePoints.ORDER));
    int[] byConsumers = sorted(
        byUnits,
        group -> usage.consumerNumber(first[group]),
        ranks(usage.consumers(), Comparator.naturalOrder()));
    int[] byPlatforms = sorted(
        byConsumers,
        group -> usage.platformNumber(first[group]),
        ranks(usage.platforms(), CodePoints.ORDER));
    return sorted(
        byPlatforms,
        group -> usage.deliveryNumber(first[group]),
        ranks(usage.deliveries(), CodePoints.ORDER));
  }

  /** By number of a value: its place among the values in their order. */
  private static <T> int[] ranks(List<T> values, Comparator<? super T> order) {
    int[] sorted = IntStream.range(0, values.size())
        .boxed()
        .sorted(Comparator.comparing(values::get, order))
        .mapToInt(number -> number)
        .toArray();
    int[] ranks = new int[sorted.length];
    for (int rank = 0; rank < sorted.length; rank++) {
      ranks[sorted[rank]] = rank;
    }
    return ranks;
  }

  /** A stable sort by counting: of equal rank, in the order in which they were. */
  private static int[] sorted(int[] order, IntUnaryOperator number, int[] ranks) {
    int[] rankOf = new int[order.length]; // by group, since columns are far apart in memory
    int[] places = new int[ranks.length + 1];
    for (int group = 0; group < rankOf.length; group++) {
      rankOf[group] = ranks[number.applyAsInt(group)];
      places[rankOf[group] + 1]++;
    }
    for (int rank = 1; rank < places.length; rank++) {
      places[rank] += places[rank - 1];
    }
    int[] sorted = new int[order.length];
    for (int group : order) {
      sorted[places[rankOf[group]]++] = group;
    }
    return sorted;
  }

  private UsageSummary.Key key(int i) {
    return new UsageSummary.Key(
        usage.delivery(i),
        usage.platform(i),
        usage.consumer(i),
        usage.unit(i),
        periods.get(byPeriod[usage.chargePeriodNumber(i)]));
  }
}
