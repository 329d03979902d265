package io.costledger.core.usage;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.account.CodePoints;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Sums as columns of numbers: what a summary is made of. They come in any order, and a key may come
 * often; {@link #folded} brings them in order, each key once. Not safe to share between threads.
 */
final class SumColumns {
  private static final int DELIVERY = 0;
  private static final int PLATFORM = 1;
  private static final int CONSUMER = 2;
  private static final int UNIT = 3;
  private static final int CHARGE_PERIOD = 4;

  private final Interner<String> deliveries = new Interner<>();
  private final Interner<String> platforms = new Interner<>();
  private final Interner<Account> consumers = new Interner<>();
  private final Interner<String> units = new Interner<>();
  private final Interner<Period> chargePeriods = new Interner<>();

  /** By part of the keys, in the order in which keys are compared: the number of each sum's. */
  private final int[][] keys = new int[5][16];

  private final QuantityColumn quantities = new QuantityColumn();
  private long[] records = new long[16];
  private int size;

  int size() {
    return size;
  }

  Interner<String> deliveries() {
    return deliveries;
  }

  Interner<String> platforms() {
    return platforms;
  }

  Interner<Account> consumers() {
    return consumers;
  }

  Interner<String> units() {
    return units;
  }

  Interner<Period> chargePeriods() {
    return chargePeriods;
  }

  int platformNumber(int at) {
    return keys[PLATFORM][at];
  }

  int chargePeriodNumber(int at) {
    return keys[CHARGE_PERIOD][at];
  }

  QuantityColumn quantities() {
    return quantities;
  }

  long[] records() {
    return Arrays.copyOf(records, size);
  }

  /** A record for each sum; these are in the order of keys, each once. */
  Columns columns() {
    Columns columns = new Columns();
    PairNumbers pairs = new PairNumbers();
    columns.pairs = IntStream.range(0, size)
        .map(i -> pairs.number(platformNumber(i), chargePeriodNumber(i)))
        .toArray();
    columns.pairPlatforms = pairs.platforms();
    columns.pairPeriods = pairs.chargePeriods();
    columns.consumers = Arrays.copyOf(keys[CONSUMER], size);
    columns.units = Arrays.copyOf(keys[UNIT], size);
    columns.deliveries = Arrays.copyOf(keys[DELIVERY], size);
    columns.unscaled = quantities.unscaled(size);
    columns.scales = quantities.scales(size);
    columns.wide = quantities.wide();
    columns.platformNames = List.copyOf(platforms.values());
    columns.accounts = List.copyOf(consumers.values());
    columns.unitNames = List.copyOf(units.values());
    columns.chargePeriods = List.copyOf(chargePeriods.values());
    columns.deliveryIds = List.copyOf(deliveries.values());
    SumIds texts = new SumIds(this);
    columns.ids = ids(texts, columns);
    columns.ascending = texts.ascendAsKeys()
        || IntStream.range(1, size).allMatch(i -> columns.ids.compare(i - 1, i) < 0);
    return columns;
  }

  /** Holds on to the arrays that the batch has anyway. */
  private static RecordIds ids(SumIds texts, Columns of) {
    int[] deliveries = of.deliveries;
    int[] pairs = of.pairs;
    int[] platforms = of.pairPlatforms;
    int[] consumers = of.consumers;
    int[] units = of.units;
    int[] periods = of.pairPeriods;
    return i ->
        texts.id(deliveries[i], platforms[pairs[i]], consumers[i], units[i], periods[pairs[i]]);
  }

  /**
   * Adds to the sum of a key.
   *
   * @throws IllegalArgumentException if the number of records is negative
   */
  void add(UsageSummary.Key key, BigDecimal quantity, long ofRecords) {
    if (ofRecords < 0) {
      throw Invalid.argument("number of records", ofRecords, "must not be negative");
    }
    add(
        deliveries.number(key.delivery()),
        platforms.number(key.platform()),
        consumers.number(key.consumer()),
        units.number(key.unit()),
        chargePeriods.number(key.chargePeriod()),
        quantity,
        ofRecords);
  }

  /** Adds to the sum of a key, by the numbers of its parts here. */
  void add(
      int delivery,
      int platform,
      int consumer,
      int unit,
      int chargePeriod,
      BigDecimal quantity,
      long ofRecords) {
    quantities.set(size, quantity.stripTrailingZeros());
    place(ofRecords, delivery, platform, consumer, unit, chargePeriod);
  }

  /** Adds all sums of a summary. */
  void add(UsageSummary part) {
    UsageBatch sums = part.toBatch();
    IntUnaryOperator delivery = deliveries.renumbering(sums.deliveries());
    IntUnaryOperator platform = platforms.renumbering(sums.platforms());
    IntUnaryOperator consumer = consumers.renumbering(sums.consumers());
    IntUnaryOperator unit = units.renumbering(sums.units());
    IntUnaryOperator chargePeriod = chargePeriods.renumbering(sums.chargePeriods());
    for (int i = 0; i < sums.size(); i++) {
      quantities.set(size, sums, i);
      place(
          part.records(i),
          delivery.applyAsInt(sums.deliveryNumber(i)),
          platform.applyAsInt(sums.platformNumber(i)),
          consumer.applyAsInt(sums.consumerNumber(i)),
          unit.applyAsInt(sums.unitNumber(i)),
          chargePeriod.applyAsInt(sums.chargePeriodNumber(i)));
    }
  }

  private void place(long ofRecords, int... key) {
    if (size == records.length) {
      int room = Math.multiplyExact(size, 2);
      records = Arrays.copyOf(records, room);
      for (int part = 0; part < keys.length; part++) {
        keys[part] = Arrays.copyOf(keys[part], room);
      }
    }
    records[size] = ofRecords;
    for (int part = 0; part < keys.length; part++) {
      keys[part][size] = key[part];
    }
    size++;
  }

  /**
   * Returns the sums in the order of keys, those of one key as one. Numbers ascend as what they stand
   * for does.
   *
   * @throws IllegalArgumentException if a number of records doesn't fit 63 bits
   */
  SumColumns folded() {
    SumColumns folded = new SumColumns();
    int[][] ranks = {
      ranks(deliveries, CodePoints.ORDER, folded.deliveries),
      ranks(platforms, CodePoints.ORDER, folded.platforms),
      ranks(consumers, Comparator.naturalOrder(), folded.consumers),
      ranks(units, CodePoints.ORDER, folded.units),
      ranks(chargePeriods, Comparator.naturalOrder(), folded.chargePeriods)
    };
    int[] key = new int[keys.length];
    for (int i : inOrder(ranks)) {
      for (int part = 0; part < key.length; part++) {
        key[part] = ranks[part][keys[part][i]];
      }
      int last = folded.size - 1;
      if (last >= 0 && folded.is(last, key)) {
        folded.records[last] = UsageSummary.both(folded.records[last], records[i]);
        folded.quantities.set(
            last, folded.quantities.get(last).add(quantities.get(i)).stripTrailingZeros());
      } else {
        folded.quantities.set(folded.size, quantities, i);
        folded.place(records[i], key);
      }
    }
    return folded;
  }

  private boolean is(int at, int[] key) {
    for (int part = 0; part < key.length; part++) {
      if (keys[part][at] != key[part]) {
        return false;
      }
    }
    return true;
  }

  /** By number: the place of a value among the values in their order, which is its number there. */
  private static <T> int[] ranks(
      Interner<T> values, Comparator<? super T> order, Interner<T> inOrder) {
    values.values().stream().sorted(order).forEach(inOrder::number);
    return values.values().stream().mapToInt(inOrder::number).toArray();
  }

  /**
   * The sums in the order of keys: sorted by one part of the keys after the other, the first part
   * last, so that keys of texts are never compared.
   */
  private int[] inOrder(int[][] ranks) {
    int[] order = IntStream.range(0, size).toArray();
    for (int part = keys.length - 1; part >= 0; part--) {
      if (ranks[part].length > 1) {
        order = sorted(order, keys[part], ranks[part]);
      }
    }
    return order;
  }

  /** A stable sort by counting: of equal rank, in the order in which they were. */
  private static int[] sorted(int[] order, int[] numbers, int[] ranks) {
    int[] places = new int[ranks.length + 1];
    for (int i : order) {
      places[ranks[numbers[i]] + 1]++;
    }
    for (int rank = 1; rank < places.length; rank++) {
      places[rank] += places[rank - 1];
    }
    int[] sorted = new int[order.length];
    for (int i : order) {
      sorted[places[ranks[numbers[i]]]++] = i;
    }
    return sorted;
  }
}
