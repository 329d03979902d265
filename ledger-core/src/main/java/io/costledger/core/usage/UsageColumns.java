package io.costledger.core.usage;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.time.Period;
import io.costledger.core.work.Workers;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Usage records that come as numbers: for a reader that knows again what it has seen without making
 * a text of it. Each platform, consumer, unit and charge period gets a number when it comes for the
 * first time; records name them by these. What many threads have gathered becomes one batch ({@link
 * #joined}). Everybody else takes {@link UsageBatch#builder}. Not safe to share between threads.
 */
public final class UsageColumns {
  private int size;
  private int room = 16;
  private final IdColumn.Builder ids = new IdColumn.Builder();
  private int[] pairs = new int[room];
  private int[] consumers = new int[room];
  private int[] units = new int[room];
  private final QuantityColumn quantities = new QuantityColumn();
  private final Map<String, int[]> dimensions = new LinkedHashMap<>();
  private final Interner<String> platformNames = new Interner<>();
  private final Interner<String> unitNames = new Interner<>();
  private final Interner<String> texts = new Interner<>();
  private final Interner<Account> accounts = new Interner<>();
  private final Interner<Period> chargePeriods = new Interner<>();
  private final PairNumbers pairNumbers = new PairNumbers();

  /** Starts without a record. */
  public UsageColumns() {}

  /**
   * Returns how many records there are.
   *
   * @return 0 or more
   */
  public int size() {
    return size;
  }

  /**
   * Returns a platform's number here.
   *
   * @param platform the platform's id
   * @return its number
   * @throws IllegalArgumentException if the id is empty or has an unpaired surrogate
   */
  public int platform(String platform) {
    return number(platformNames, "platform", platform);
  }

  /**
   * Returns a consumer's number here.
   *
   * @param consumer a platform or a cost center
   * @return its number
   * @throws IllegalArgumentException if it is of another kind
   */
  public int consumer(Account consumer) {
    if (!consumer.isConsumer()) {
      throw Invalid.argument("consumer", consumer, "must be a cost center or a platform");
    }
    return accounts.number(consumer);
  }

  /**
   * Returns a unit's number here.
   *
   * @param unit the unit
   * @return its number
   * @throws IllegalArgumentException if it is empty or has an unpaired surrogate
   */
  public int unit(String unit) {
    return number(unitNames, "unit", unit);
  }

  /**
   * Returns a charge period's number here.
   *
   * @param chargePeriod the period
   * @return its number
   */
  public int chargePeriod(Period chargePeriod) {
    return chargePeriods.number(chargePeriod);
  }

  /**
   * Returns the number of a dimension's text here.
   *
   * @param text the text
   * @return its number, the same in all dimensions
   */
  public int text(String text) {
    return texts.number(text);
  }

  /**
   * Starts a record; its quantity is 0 until it is set.
   *
   * @param id where the UTF-8 form of its id is, which must be well-formed and not empty
   * @param offset where the id starts there
   * @param length how many bytes it has
   * @param platform its platform's number
   * @param consumer its consumer's number
   * @param unit its unit's number
   * @param chargePeriod its charge period's number
   */
  public void add(
      byte[] id, int offset, int length, int platform, int consumer, int unit, int chargePeriod) {
    ids.add(id, offset, length);
    add(platform, consumer, unit, chargePeriod);
  }

  /** Starts a record, its id being a text. */
  void add(String id, int platform, int consumer, int unit, int chargePeriod) {
    ids.add(id);
    add(platform, consumer, unit, chargePeriod);
  }

  private void add(int platform, int consumer, int unit, int chargePeriod) {
    if (size == room) {
      room = Math.multiplyExact(size, 2);
      pairs = Arrays.copyOf(pairs, room);
      consumers = Arrays.copyOf(consumers, room);
      units = Arrays.copyOf(units, room);
      dimensions.replaceAll((name, column) -> Arrays.copyOf(column, room));
    }
    pairs[size] = pairNumbers.number(platform, chargePeriod);
    consumers[size] = consumer;
    units[size] = unit;
    size++;
  }

  /**
   * Sets the quantity of the record added last.
   *
   * @param unscaled the digits with their sign; not {@link Long#MIN_VALUE}
   * @param scale -100 to 100
   */
  public void quantity(long unscaled, int scale) {
    quantities.set(size - 1, unscaled, scale);
  }

  /**
   * Sets the quantity of the record added last.
   *
   * @param quantity the exact quantity
   */
  public void quantity(BigDecimal quantity) {
    quantities.set(size - 1, quantity);
  }

  /**
   * Gives the record added last a dimension.
   *
   * @param name the dimension's name
   * @param text the number of its text
   */
  public void dimension(String name, int text) {
    dimensions.computeIfAbsent(name, added -> new int[room])[size - 1] = text + 1;
  }

  /** An id is looked at when it comes for the first time. */
  static int number(Interner<String> ids, String what, String id) {
    int known = ids.known(id);
    return known >= 0 ? known : ids.number(Account.requireId(what, id));
  }

  /** A copy of what was gathered so far, without deliveries. */
  Columns columns() {
    Columns columns = new Columns();
    columns.ids = ids.build();
    columns.ascending = ids.ascend();
    columns.pairs = Arrays.copyOf(pairs, size);
    columns.consumers = Arrays.copyOf(consumers, size);
    columns.units = Arrays.copyOf(units, size);
    columns.unscaled = quantities.unscaled(size);
    columns.scales = quantities.scales(size);
    columns.wide = quantities.wide();
    columns.dimensionNames = List.copyOf(dimensions.keySet());
    columns.dimensions = dimensions.values().stream()
        .map(column -> Arrays.copyOf(column, size))
        .toArray(int[][]::new);
    columns.pairPlatforms = pairNumbers.platforms();
    columns.pairPeriods = pairNumbers.chargePeriods();
    columns.platformNames = List.copyOf(platformNames.values());
    columns.accounts = List.copyOf(accounts.values());
    columns.unitNames = List.copyOf(unitNames.values());
    columns.chargePeriods = List.copyOf(chargePeriods.values());
    columns.texts = List.copyOf(texts.values());
    return columns;
  }

  /**
   * Returns a part of a batch: what was gathered so far, in as little memory as it needs.
   *
   * @return the part
   */
  public Part part() {
    return new Part(columns());
  }

  /** Records that wait to be joined with others. */
  public static final class Part {
    private final Columns columns;

    private Part(Columns columns) {
      this.columns = columns;
    }

    /**
     * Returns how many records there are.
     *
     * @return 0 or more
     */
    public int size() {
      return columns.size();
    }
  }

  /**
   * Returns the batch of some parts, one after the other: the batch that a builder makes of the same
   * records in the same order. The parts are used up.
   *
   * @param parts the parts in their order
   * @param delivery the id of the delivery in which all records came
   * @param workers the threads
   * @return the batch
   * @throws IllegalArgumentException if the delivery's id is empty or has an unpaired surrogate
   */
  public static UsageBatch joined(List<Part> parts, String delivery, Workers workers) {
    Account.requireId("delivery id", delivery);
    Columns columns = JoinedColumns.of(parts.stream().map(part -> part.columns).toList(), workers);
    columns.deliveryIds = List.of(delivery);
    return new UsageBatch(columns);
  }
}
