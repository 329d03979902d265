package io.costledger.core.usage;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.time.Period;
import io.costledger.core.work.Workers;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Many usage records as columns: primitive arrays and interned keys, with the same meaning as a
 * list of {@link UsageRecord}. Immutable and safe to share between threads.
 *
 * <p>Every accessor takes the index of a record, 0 to {@link #size} - 1. A quantity that fits 63
 * bits at its own scale is held as a primitive; a wider one is held apart, so none is rounded.
 */
public final class UsageBatch {
  private final RecordIds ids;
  private final int[] pairs;
  private final int[] consumers;
  private final int[] units;

  /** Empty where there is one delivery at most. */
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

  /** Whether ids differ: 1 yes, -1 no, 0 not looked for; whoever looks finds the same. */
  private byte differing;

  /** Takes over columns. */
  UsageBatch(Columns columns) {
    ids = columns.ids;
    ascending = columns.ascending;
    pairs = columns.pairs;
    consumers = columns.consumers;
    units = columns.units;
    deliveries = columns.deliveries;
    unscaled = columns.unscaled;
    scales = columns.scales;
    wide = columns.wide;
    dimensionNames = columns.dimensionNames;
    dimensions = columns.dimensions;
    platforms = columns.pairPlatforms;
    periods = columns.pairPeriods;
    platformNames = columns.platformNames;
    accounts = columns.accounts;
    consumerRanks = Ranks.of(accounts);
    unitNames = columns.unitNames;
    chargePeriods = columns.chargePeriods;
    deliveryIds = columns.deliveryIds;
    dimensionTexts = columns.texts;
    range = QuantityRange.of(unscaled, scales);
  }

  /** The columns of this batch, which nobody may change. */
  private Columns columns() {
    Columns columns = new Columns();
    columns.ids = ids;
    columns.ascending = ascending;
    columns.pairs = pairs;
    columns.consumers = consumers;
    columns.units = units;
    columns.deliveries = deliveries;
    columns.unscaled = unscaled;
    columns.scales = scales;
    columns.wide = wide;
    columns.dimensionNames = dimensionNames;
    columns.dimensions = dimensions.clone();
    columns.pairPlatforms = platforms;
    columns.pairPeriods = periods;
    columns.platformNames = platformNames;
    columns.accounts = accounts;
    columns.unitNames = unitNames;
    columns.chargePeriods = chargePeriods;
    columns.deliveryIds = deliveryIds;
    columns.texts = dimensionTexts;
    return columns;
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
   * Returns the records of some batches, one batch after the other.
   *
   * @param batches the batches
   * @param workers the threads
   * @return one batch
   */
  public static UsageBatch joined(List<UsageBatch> batches, Workers workers) {
    return batches.size() == 1
        ? batches.get(0)
        : new UsageBatch(
            JoinedColumns.of(batches.stream().map(UsageBatch::columns).toList(), workers));
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
    return ids.id(index);
  }

  /**
   * Compares the ids of two records in the order of keys (SPEC 3.3), mostly without making texts of
   * them.
   *
   * @param a a record's index
   * @param b another's
   * @return below 0, 0 or above 0, as the code points of the first id come before, are the same, or
   *     come after
   */
  public int compareIds(int a, int b) {
    return ids.compare(a, b);
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
    return deliveryIds.get(deliveryNumber(index));
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
   * Returns whether no two records have the same id. It is looked for once; ids that ascend need no
   * look.
   *
   * @return true also for a batch of no record
   */
  public boolean idsDiffer() {
    byte known = differing;
    if (known == 0) {
      known = (byte) (ascending || !EqualIds.areIn(ids, size()) ? 1 : -1);
      differing = known;
    }
    return known > 0;
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
    return deliveries.length == 0 ? 0 : deliveries[index];
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
    private final UsageColumns columns = new UsageColumns();
    private int[] deliveries = new int[16];
    private Interner<String> deliveryIds = new Interner<>();

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
      Account.requireId("usage record id", id);
      int platformNumber = columns.platform(platform);
      int consumerNumber = columns.consumer(consumer);
      int unitNumber = columns.unit(unit);
      int periodNumber = columns.chargePeriod(chargePeriod);
      int at = columns.size();
      if (at == deliveries.length) {
        deliveries = Arrays.copyOf(deliveries, Math.multiplyExact(at, 2));
      }
      deliveries[at] = UsageColumns.number(deliveryIds, "delivery id", delivery);
      columns.add(id, platformNumber, consumerNumber, unitNumber, periodNumber);
      columns.quantity(quantity);
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
      if (columns.size() == 0) {
        throw Invalid.argument("dimension", name, "must follow a record");
      }
      columns.dimension(name, columns.text(text));
      return this;
    }

    /**
     * Returns the batch.
     *
     * @return the records added so far
     */
    public UsageBatch build() {
      Columns built = columns.columns();
      built.deliveryIds = List.copyOf(deliveryIds.values());
      if (built.deliveryIds.size() > 1) {
        built.deliveries = Arrays.copyOf(deliveries, built.size());
      }
      return new UsageBatch(built);
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
      Arrays.fill(
          deliveries, 0, columns.size(), UsageColumns.number(deliveryIds, "delivery id", delivery));
      return build();
    }
  }
}
