package io.costledger.core.policy;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.account.CodePoints;
import io.costledger.core.time.Period;
import io.costledger.core.usage.QuantityColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an allocation model sees: how much each consumer used one platform in one grain period, and
 * what the bill booked to each directly. Use of itself by the platform is not in it. Immutable; it
 * holds columns, and maps of them are made when somebody asks for these.
 */
public final class PoolUsage {
  private final String platform;
  private final Period period;
  private final List<Account> consumers;

  /** By the consumer's place: where its units begin; one more says where the last's end. */
  private final int[] starts;

  private final List<String> units;
  private final QuantityColumn sums;
  private final NavigableMap<Account, BigInteger> directCosts;
  private volatile @Nullable NavigableMap<Account, NavigableMap<String, BigDecimal>> quantities;

  /**
   * Copies the maps.
   *
   * @param platform the platform's id
   * @param period the grain period
   * @param quantities consumer to unit to summed quantity
   * @param directCosts consumer to the whole units that the bill booked to it directly in the
   *     period, CHARGE only, of the rows that {@link AllocationModel#directCosts} asks for; empty if
   *     it asks for none
   */
  public PoolUsage(
      String platform,
      Period period,
      NavigableMap<Account, NavigableMap<String, BigDecimal>> quantities,
      NavigableMap<Account, BigInteger> directCosts) {
    this(filled(builder(platform, period).directCosts(directCosts), quantities));
  }

  private PoolUsage(Builder from) {
    platform = from.platform;
    period = from.period;
    consumers = List.copyOf(from.consumers);
    starts = Arrays.copyOf(from.starts, consumers.size() + 1);
    starts[consumers.size()] = from.units.size();
    units = List.copyOf(from.units);
    sums = from.sums;
    directCosts = Collections.unmodifiableNavigableMap(new TreeMap<>(from.directCosts));
  }

  private static Builder filled(
      Builder builder, NavigableMap<Account, NavigableMap<String, BigDecimal>> quantities) {
    NavigableMap<Account, NavigableMap<String, BigDecimal>> ascending = new TreeMap<>();
    ascending.putAll(quantities); // whatever order the map has
    ascending.forEach((consumer, byUnit) -> {
      builder.next(consumer);
      NavigableMap<String, BigDecimal> units = new TreeMap<>(CodePoints.ORDER);
      units.putAll(byUnit);
      units.forEach((unit, quantity) -> builder.add(consumer, unit, quantity));
    });
    return builder;
  }

  /**
   * Starts the usage of a pool.
   *
   * @param platform the platform's id
   * @param period the grain period
   * @return without a quantity and a direct cost
   */
  public static Builder builder(String platform, Period period) {
    return new Builder(platform, period);
  }

  /**
   * Returns the platform.
   *
   * @return its id
   */
  public String platform() {
    return platform;
  }

  /**
   * Returns the grain period.
   *
   * @return the period
   */
  public Period period() {
    return period;
  }

  /**
   * Returns who used the platform.
   *
   * @return each once, ascending
   */
  public List<Account> consumers() {
    return consumers;
  }

  /** Takes a sum: what a consumer used of a unit. */
  @FunctionalInterface
  public interface Taker {
    /**
     * Takes a sum.
     *
     * @param consumer the consumer
     * @param unit the unit
     * @param quantity the summed quantity
     */
    void take(Account consumer, String unit, BigDecimal quantity);
  }

  /**
   * Hands out every sum, consumers ascending and units of each, too; quicker than by {@link
   * #quantities}.
   *
   * @param taker takes them
   */
  public void forEach(Taker taker) {
    for (int consumer = 0; consumer < consumers.size(); consumer++) {
      Account account = consumers.get(consumer);
      for (int cell = starts[consumer]; cell < starts[consumer + 1]; cell++) {
        taker.take(account, units.get(cell), sums.get(cell));
      }
    }
  }

  /**
   * Returns the quantities.
   *
   * @return consumer to unit to summed quantity; consumers and units ascend by key. Unmodifiable
   */
  public NavigableMap<Account, NavigableMap<String, BigDecimal>> quantities() {
    NavigableMap<Account, NavigableMap<String, BigDecimal>> made = quantities;
    if (made == null) {
      made = maps();
      quantities = made;
    }
    return made;
  }

  private NavigableMap<Account, NavigableMap<String, BigDecimal>> maps() {
    NavigableMap<Account, NavigableMap<String, BigDecimal>> byConsumer = new TreeMap<>();
    for (int consumer = 0; consumer < consumers.size(); consumer++) {
      NavigableMap<String, BigDecimal> byUnit = new TreeMap<>(CodePoints.ORDER);
      for (int cell = starts[consumer]; cell < starts[consumer + 1]; cell++) {
        byUnit.put(units.get(cell), sums.get(cell));
      }
      byConsumer.put(consumers.get(consumer), Collections.unmodifiableNavigableMap(byUnit));
    }
    return Collections.unmodifiableNavigableMap(byConsumer);
  }

  /**
   * Returns what the bill booked to consumers directly.
   *
   * @return consumer to whole units, CHARGE only, of the rows that {@link
   *     AllocationModel#directCosts} asks for. Unmodifiable
   */
  public NavigableMap<Account, BigInteger> directCosts() {
    return directCosts;
  }

  /**
   * Returns one consumer's quantity in one unit.
   *
   * @param consumer the consumer
   * @param unit the unit
   * @return the summed quantity, 0 if there is none
   */
  public BigDecimal quantity(Account consumer, String unit) {
    int place = Collections.binarySearch(consumers, consumer);
    if (place < 0) {
      return BigDecimal.ZERO;
    }
    int among = Collections.binarySearch(
        units.subList(starts[place], starts[place + 1]), unit, CodePoints.ORDER);
    return among < 0 ? BigDecimal.ZERO : sums.get(starts[place] + among);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PoolUsage usage
        && platform.equals(usage.platform)
        && period.equals(usage.period)
        && directCosts.equals(usage.directCosts)
        && quantities().equals(usage.quantities());
  }

  @Override
  public int hashCode() {
    return Objects.hash(platform, period, directCosts, quantities());
  }

  @Override
  public String toString() {
    return "PoolUsage " + platform + " " + period + " " + quantities() + " " + directCosts;
  }

  /** Builds the usage of a pool from sums in order; not safe to share between threads. */
  public static final class Builder {
    private final String platform;
    private final Period period;
    private final List<Account> consumers = new ArrayList<>();
    private int[] starts = new int[16];
    private final List<String> units = new ArrayList<>();
    private final QuantityColumn sums = new QuantityColumn();
    private Map<Account, BigInteger> directCosts = Map.of();

    private Builder(String platform, Period period) {
      this.platform = platform;
      this.period = period;
    }

    /**
     * Adds a sum.
     *
     * @param consumer the consumer: that of the sum before, or one that comes after it
     * @param unit the unit; after that of the consumer's sum before
     * @param quantity the summed quantity
     * @return this builder
     * @throws IllegalArgumentException if it is out of order
     */
    public Builder add(Account consumer, String unit, BigDecimal quantity) {
      if (consumers.isEmpty() || !consumer.equals(consumers.get(consumers.size() - 1))) {
        next(consumer);
      }
      int last = units.size() - 1;
      if (last >= starts[consumers.size() - 1] && CodePoints.compare(units.get(last), unit) >= 0) {
        throw Invalid.argument(
            "unit", unit + " of " + consumer, "must come after " + units.get(last));
      }
      units.add(unit);
      sums.set(last + 1, quantity);
      return this;
    }

    private void next(Account consumer) {
      int before = consumers.size() - 1;
      if (before >= 0 && consumers.get(before).compareTo(consumer) >= 0) {
        throw Invalid.argument("consumer", consumer, "must come after " + consumers.get(before));
      }
      consumers.add(consumer);
      if (consumers.size() == starts.length) {
        starts = Arrays.copyOf(starts, Math.multiplyExact(starts.length, 2));
      }
      starts[consumers.size() - 1] = units.size();
    }

    /**
     * Says what the bill booked to consumers directly.
     *
     * @param costs consumer to whole units; copied
     * @return this builder
     */
    public Builder directCosts(Map<Account, BigInteger> costs) {
      directCosts = Map.copyOf(costs);
      return this;
    }

    /**
     * Returns the usage.
     *
     * @return the sums added so far
     */
    public PoolUsage build() {
      return new PoolUsage(this);
    }
  }
}
