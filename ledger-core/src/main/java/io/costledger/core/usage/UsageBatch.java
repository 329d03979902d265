package io.costledger.core.usage;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.account.CodePoints;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Many usage records as columns: primitive arrays and interned keys, with the same meaning as a
 * list of {@link UsageRecord}. Immutable and safe to share between threads.
 *
 * <p>Every accessor takes the index of a record, 0 to {@link #size} - 1. A quantity that fits 63
 * bits at its own scale is held as a primitive; a wider one is held apart, so none is rounded.
 */
public final class UsageBatch {
  private final IntFunction<String> ids;
  private final int[] pairs;
  private final int[] consumers;
  private final int[] units;
  private final int[] deliveries;
  private final long[] unscaled;
  private final byte[] scales;
  private final Map<Integer, BigDecimal> wide;
  private final List<String> dimensionNames;
  private final int[][] dimensions;

  /** By pair: its platform and its charge period. */
  private final int[] platforms;

  private final int[] periods;
  private final List<String> platformNames;
  private final List<String> unitNames;
  private final List<String> deliveryIds;
  private final List<String> dimensionTexts;
  private final List<Account> accounts;

  /** By the consumer's number: its place in the order of keys. */
  private final int[] consumerRanks;

  private final List<Period> chargePeriods;
  private final QuantityRange range;
  private final boolean ascending;

  private UsageBatch(Builder from) {
    int n = from.size;
    String[] texts = Arrays.copyOf(from.ids, n);
    ids = index -> texts[index];
    pairs = Arrays.copyOf(from.pairs, n);
    platforms = from.pairNumbers.values().stream().mapToInt(Pair::platform).toArray();
    periods = from.pairNumbers.values().stream().mapToInt(Pair::chargePeriod).toArray();
    consumers = Arrays.copyOf(from.consumers, n);
    units = Arrays.copyOf(from.units, n);
    deliveries = Arrays.copyOf(from.deliveries, n);
    unscaled = from.quantities.unscaled(n);
    scales = from.quantities.scales(n);
    wide = from.quantities.wide();
    dimensionNames = List.copyOf(from.dimensions.keySet());
    dimensions = from.dimensions.values().stream()
        .map(column -> Arrays.copyOf(column, n))
        .toArray(int[][]::new);
    platformNames = List.copyOf(from.platformNames.values());
    unitNames = List.copyOf(from.unitNames.values());
    deliveryIds = List.copyOf(from.deliveryIds.values());
    dimensionTexts = List.copyOf(from.texts.values());
    accounts = List.copyOf(from.accounts.values());
    consumerRanks = Ranks.of(accounts);
    chargePeriods = List.copyOf(from.chargePeriods.values());
    range = QuantityRange.of(unscaled, scales);
    ascending = from.ascending;
  }

  /** A record for each sum; these are in the order of keys, each once. */
  UsageBatch(SumColumns sums) {
    int n = sums.size();
    Interner<Pair> pairNumbers = new Interner<>();
    pairs = new int[n];
    for (int i = 0; i < n; i++) {
      pairs[i] = pairNumbers.number(new Pair(sums.platformNumber(i), sums.chargePeriodNumber(i)));
    }
    platforms = pairNumbers.values().stream().mapToInt(Pair::platform).toArray();
    periods = pairNumbers.values().stream().mapToInt(Pair::chargePeriod).toArray();
    consumers = sums.consumerNumbers();
    units = sums.unitNumbers();
    deliveries = sums.deliveryNumbers();
    unscaled = sums.quantities().unscaled(n);
    scales = sums.quantities().scales(n);
    wide = sums.quantities().wide();
    dimensionNames = List.of();
    dimensions = new int[0][];
    dimensionTexts = List.of();
    platformNames = List.copyOf(sums.platforms().values());
    unitNames = List.copyOf(sums.units().values());
    deliveryIds = List.copyOf(sums.deliveries().values());
    accounts = List.copyOf(sums.consumers().values());
    consumerRanks = Ranks.of(accounts);
    chargePeriods = List.copyOf(sums.chargePeriods().values());
    range = QuantityRange.of(unscaled, scales);
    SumIds texts = new SumIds(sums);
    ids = index -> texts.id(
        deliveries[index],
        platforms[pairs[index]],
        consumers[index],
        units[index],
        periods[pairs[index]]);
    ascending = texts.ascendAsKeys()
        || IntStream.range(1, n)
            .allMatch(i -> CodePoints.compare(ids.apply(i - 1), ids.apply(i)) < 0);
  }

  /**
   * Returns a batch of no record.
   *
   * @return the empty batch
   */
  public static UsageBatch empty() {
    return builder().build();
  }

  /**
   * Returns a batch of given records.
   *
   * @param records the records, in the order of their indices
   * @return the batch
   */
  public static UsageBatch of(Iterable<UsageRecord> records) {
    Builder builder = builder();
    records.forEach(builder::add);
    return builder.build();
  }

  /**
   * Starts a batch.
   *
   * @return an empty builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns how many records there are.
   *
   * @return 0 or more
   */
  public int size() {
    return pairs.length;
  }

  /**
   * Returns a record's id.
   *
   * @param index the record's index
   * @return the id
   */
  public String id(int index) {
    return ids.apply(index);
  }

  /**
   * Returns the platform that was used.
   *
   * @param index the record's index
   * @return the platform's id
   */
  public String platform(int index) {
    return platformNames.get(platformNumber(index));
  }

  /**
   * Returns who used it.
   *
   * @param index the record's index
   * @return a platform or a cost center
   */
  public Account consumer(int index) {
    return accounts.get(consumers[index]);
  }

  /**
   * Returns the unit.
   *
   * @param index the record's index
   * @return the unit of the quantity
   */
  public String unit(int index) {
    return unitNames.get(units[index]);
  }

  /**
   * Returns the charge period.
   *
   * @param index the record's index
   * @return [start, end)
   */
  public Period chargePeriod(int index) {
    return chargePeriods.get(chargePeriodNumber(index));
  }

  /**
   * Returns the delivery.
   *
   * @param index the record's index
   * @return the delivery's id
   */
  public String delivery(int index) {
    return deliveryIds.get(deliveries[index]);
  }

  /**
   * Returns the quantity.
   *
   * @param index the record's index
   * @return the exact quantity
   */
  public BigDecimal quantity(int index) {
    if (scales[index] == QuantityColumn.WIDE) {
      return wide.getOrDefault(index, BigDecimal.ZERO);
    }
    return BigDecimal.valueOf(unscaled[index], scales[index]);
  }

  /**
   * Returns whether a quantity is held apart: it doesn't fit 63 bits at its own scale.
   *
   * @param index the record's index
   * @return true if only {@link #quantity} has it
   */
  public boolean isWide(int index) {
    return scales[index] == QuantityColumn.WIDE;
  }

  /**
   * Returns the digits of a quantity that is not held apart: the quantity times 10^{@link #scale}.
   *
   * @param index the record's index
   * @return the digits with their sign; 0 for a quantity held apart
   */
  public long unscaled(int index) {
    return unscaled[index];
  }

  /**
   * Returns the scale of a quantity that is not held apart.
   *
   * @param index the record's index
   * @return -100 to 100
   */
  public int scale(int index) {
    return scales[index];
  }

  /**
   * Returns what all quantities have in common, so that one look says whether sums of them fit a
   * primitive.
   *
   * @return the range
   */
  public QuantityRange quantities() {
    return range;
  }

  /**
   * Returns whether record ids ascend strictly in the order of indices, in code-point order. Then
   * they are unique, and the order of indices is the order of keys (SPEC 3.8).
   *
   * @return true also for a batch of no record
   */
  public boolean idsAscend() {
    return ascending;
  }

  /**
   * Returns the platforms by {@link #platformNumber}.
   *
   * @return each once
   */
  public List<String> platforms() {
    return platformNames;
  }

  /**
   * Returns the consumers by {@link #consumerNumber}.
   *
   * @return each once
   */
  public List<Account> consumers() {
    return accounts;
  }

  /**
   * Returns where a consumer stands among those of this batch in the order of their keys.
   *
   * @param consumer a {@link #consumerNumber}
   * @return 0 for the first
   */
  public int consumerRank(int consumer) {
    return consumerRanks[consumer];
  }

  /**
   * Returns the units by {@link #unitNumber}.
   *
   * @return each once
   */
  public List<String> units() {
    return unitNames;
  }

  /**
   * Returns the charge periods by {@link #chargePeriodNumber}.
   *
   * @return each once
   */
  public List<Period> chargePeriods() {
    return chargePeriods;
  }

  /**
   * Returns the deliveries by {@link #deliveryNumber}.
   *
   * @return each id once
   */
  public List<String> deliveries() {
    return deliveryIds;
  }

  /**
   * Returns the number that this batch gave the platform of a record. Within a batch, records have
   * the same number exactly where they have the same platform, so what depends on it can be looked
   * up once.
   *
   * @param index the record's index
   * @return 0 or more; of this batch only
   */
  public int platformNumber(int index) {
    return platforms[pairs[index]];
  }

  /**
   * Returns the number that this batch gave the consumer of a record.
   *
   * @param index the record's index
   * @return as for {@link #platformNumber}
   */
  public int consumerNumber(int index) {
    return consumers[index];
  }

  /**
   * Returns the number that this batch gave the unit of a record.
   *
   * @param index the record's index
   * @return as for {@link #platformNumber}
   */
  public int unitNumber(int index) {
    return units[index];
  }

  /**
   * Returns the number that this batch gave the charge period of a record.
   *
   * @param index the record's index
   * @return as for {@link #platformNumber}
   */
  public int chargePeriodNumber(int index) {
    return periods[pairs[index]];
  }

  /**
   * Returns the number that this batch gave the platform and the charge period of a record together:
   * one look instead of two for what depends on both.
   *
   * @param index the record's index
   * @return 0 to {@link #pairCount} - 1; of this batch only
   */
  public int pairNumber(int index) {
    return pairs[index];
  }

  /**
   * Returns how many pairs of platform and charge period there are.
   *
   * @return 0 or more
   */
  public int pairCount() {
    return platforms.length;
  }

  /**
   * Returns the platform of a pair.
   *
   * @param pair a {@link #pairNumber}
   * @return its {@link #platformNumber}
   */
  public int platformOfPair(int pair) {
    return platforms[pair];
  }

  /**
   * Returns the charge period of a pair.
   *
   * @param pair a {@link #pairNumber}
   * @return its {@link #chargePeriodNumber}
   */
  public int chargePeriodOfPair(int pair) {
    return periods[pair];
  }

  /**
   * Returns the number that this batch gave the delivery of a record.
   *
   * @param index the record's index
   * @return as for {@link #platformNumber}
   */
  public int deliveryNumber(int index) {
    return deliveries[index];
  }

  /**
   * Returns a record as a value.
   *
   * @param index the record's index
   * @return the same record as a {@link UsageRecord}
   */
  public UsageRecord record(int index) {
    UsageRecord.Builder builder = UsageRecord.builder()
        .id(id(index))
        .platform(platform(index))
        .consumer(consumer(index))
        .quantity(quantity(index))
        .unit(unit(index))
        .chargePeriod(chargePeriod(index))
        .delivery(delivery(index));
    for (int d = 0; d < dimensions.length; d++) {
      int text = dimensions[d][index];
      if (text > 0) {
        builder.putDimensions(dimensionNames.get(d), dimensionTexts.get(text - 1));
      }
    }
    return builder.build();
  }

  /** Builds a batch; not safe to share between threads. */
  public static final class Builder {
    private int size;
    private String[] ids = new String[16];
    private int[] pairs = new int[16];
    private int[] consumers = new int[16];
    private int[] units = new int[16];
    private int[] deliveries = new int[16];
    private final QuantityColumn quantities = new QuantityColumn();
    private final Map<String, int[]> dimensions = new LinkedHashMap<>();
    private boolean ascending = true;
    private final Interner<String> platformNames = new Interner<>();
    private final Interner<String> unitNames = new Interner<>();
    private Interner<String> deliveryIds = new Interner<>();
    private final Interner<String> texts = new Interner<>();
    private final Interner<Account> accounts = new Interner<>();
    private final Interner<Period> chargePeriods = new Interner<>();
    private final Interner<Pair> pairNumbers = new Interner<>();

    private Builder() {}

    /**
     * Adds a record.
     *
     * @param record the record
     * @return this builder
     */
    public Builder add(UsageRecord record) {
      add(
          record.id(),
          record.platform(),
          record.consumer(),
          record.quantity(),
          record.unit(),
          record.chargePeriod(),
          record.delivery());
      record.dimensions().forEach(this::dimension);
      return this;
    }

    /**
     * Adds a record without making a value of it.
     *
     * @param id the id, not empty
     * @param platform the platform's id, not empty
     * @param consumer a platform or a cost center
     * @param quantity the exact quantity
     * @param unit the unit, not empty
     * @param chargePeriod the charge period
     * @param delivery the delivery's id, not empty
     * @return this builder
     * @throws IllegalArgumentException if an id is empty or the consumer of another kind
     */
    public Builder add(
        String id,
        String platform,
        Account consumer,
        BigDecimal quantity,
        String unit,
        Period chargePeriod,
        String delivery) {
      if (!consumer.isConsumer()) {
        throw Invalid.argument("consumer", consumer, "must be a cost center or a platform");
      }
      ensureRoom();
      int at = size;
      ids[at] = Account.requireId("usage record id", id);
      int platformNumber = number(platformNames, "platform", platform);
      consumers[at] = accounts.number(consumer);
      units[at] = number(unitNames, "unit", unit);
      pairs[at] = pairNumbers.number(new Pair(platformNumber, chargePeriods.number(chargePeriod)));
      deliveries[at] = number(deliveryIds, "delivery id", delivery);
      quantities.set(at, quantity);
      ascending &= at == 0 || CodePoints.compare(ids[at - 1], id) < 0;
      size++;
      return this;
    }

    /**
     * Gives the record added last a dimension.
     *
     * @param name the dimension's name
     * @param text its text
     * @return this builder
     * @throws IllegalArgumentException if no record was added yet
     */
    public Builder dimension(String name, String text) {
      if (size == 0) {
        throw Invalid.argument("dimension", name, "must follow a record");
      }
      int[] column = dimensions.computeIfAbsent(name, added -> new int[ids.length]);
      column[size - 1] = texts.number(text) + 1;
      return this;
    }

    /**
     * Returns the batch.
     *
     * @return the records added so far
     */
    public UsageBatch build() {
      return new UsageBatch(this);
    }

    /**
     * Returns the batch, all of whose records came in one delivery, whatever was said of them
     * before: for who knows its id when all is read.
     *
     * @param delivery the delivery's id, not empty
     * @return the records added so far
     * @throws IllegalArgumentException if the id is empty
     */
    public UsageBatch build(String delivery) {
      deliveryIds = new Interner<>();
      Arrays.fill(deliveries, 0, size, number(deliveryIds, "delivery id", delivery));
      return build();
    }

    /** An id is looked at when it comes for the first time. */
    private static int number(Interner<String> ids, String what, String id) {
      int known = ids.known(id);
      return known >= 0 ? known : ids.number(Account.requireId(what, id));
    }

    private void ensureRoom() {
      if (size < ids.length) {
        return;
      }
      int room = Math.multiplyExact(size, 2);
      ids = Arrays.copyOf(ids, room);
      pairs = Arrays.copyOf(pairs, room);
      consumers = Arrays.copyOf(consumers, room);
      units = Arrays.copyOf(units, room);
      deliveries = Arrays.copyOf(deliveries, room);
      dimensions.replaceAll((name, column) -> Arrays.copyOf(column, room));
    }
  }

  /** The numbers of a platform and a charge period. */
  private record Pair(int platform, int chargePeriod) {
    /** Numbers are small: one above the other, they make few equal hashes. */
    @Override
    public int hashCode() {
      return platform * 31_991 + chargePeriod;
    }
  }
}
