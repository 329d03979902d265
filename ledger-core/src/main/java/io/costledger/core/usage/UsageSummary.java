package io.costledger.core.usage;

import io.costledger.core.account.Account;
import io.costledger.core.account.CodePoints;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a partition of usage contributes to a run: sums per grain period, platform, consumer and
 * unit. Merging is associative and commutative, and the sums are exact, so any partitioning of the
 * records gives the same summary (SPEC 3.6). Sums are held without trailing zeros, so equal
 * contributions are equal.
 */
public final class UsageSummary {
  private static final UsageSummary EMPTY = new UsageSummary(new TreeMap<>(), new TreeMap<>());

  private final NavigableMap<Key, BigDecimal> sums;
  private final NavigableMap<Pool, NavigableSet<String>> deliveries;

  private UsageSummary(
      NavigableMap<Key, BigDecimal> sums, NavigableMap<Pool, NavigableSet<String>> deliveries) {
    this.sums = sums;
    this.deliveries = deliveries;
  }

  /**
   * The use of one platform in one grain period.
   *
   * @param period the grain period
   * @param platform the platform's id
   */
  public record Pool(Period period, String platform) implements Comparable<Pool> {
    private static final Comparator<Pool> ORDER =
        Comparator.comparing(Pool::period).thenComparing(Pool::platform, CodePoints.ORDER);

    /** By period, then by platform. */
    @Override
    public int compareTo(Pool other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * What is summed: one consumer's use of one platform in one unit and grain period.
   *
   * @param pool the platform and grain period
   * @param consumer who used it
   * @param unit the unit
   */
  public record Key(Pool pool, Account consumer, String unit) implements Comparable<Key> {
    private static final Comparator<Key> ORDER = Comparator.comparing(Key::pool)
        .thenComparing(Key::consumer)
        .thenComparing(Key::unit, CodePoints.ORDER);

    /** By pool, then consumer, then unit. */
    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * Returns the summary of no record.
   *
   * @return the neutral element of {@link #merge}
   */
  public static UsageSummary empty() {
    return EMPTY;
  }

  /**
   * Starts a summary.
   *
   * @return an empty builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the summary of both parts.
   *
   * @param other another part
   * @return the sums of both
   */
  public UsageSummary merge(UsageSummary other) {
    Builder builder = builder();
    for (UsageSummary part : new UsageSummary[] {this, other}) {
      part.sums.forEach(builder::add);
      part.deliveries.forEach((pool, ids) -> ids.forEach(id -> builder.delivery(pool, id)));
    }
    return builder.build();
  }

  /**
   * Returns every sum, zeros included, in the order of keys.
   *
   * @return an unmodifiable map
   */
  public NavigableMap<Key, BigDecimal> sums() {
    return Collections.unmodifiableNavigableMap(sums);
  }

  /**
   * Returns the deliveries that contributed, by pool.
   *
   * @return an unmodifiable map
   */
  public NavigableMap<Pool, NavigableSet<String>> deliveries() {
    return Collections.unmodifiableNavigableMap(deliveries);
  }

  /** Summaries with the same sums and deliveries are equal. */
  @Override
  public boolean equals(Object other) {
    return other instanceof UsageSummary summary
        && sums.equals(summary.sums)
        && deliveries.equals(summary.deliveries);
  }

  @Override
  public int hashCode() {
    return sums.hashCode() * 31 + deliveries.hashCode();
  }

  @Override
  public String toString() {
    return "UsageSummary" + sums;
  }

  /** Builds a summary; not safe to share between threads. */
  public static final class Builder {
    private final Map<Key, BigDecimal> sums = new HashMap<>();
    private final Map<Pool, NavigableSet<String>> deliveries = new TreeMap<>();

    private Builder() {}

    /**
     * Adds a quantity.
     *
     * @param key what it is added to
     * @param quantity any exact decimal
     * @return this builder
     */
    public Builder add(Key key, BigDecimal quantity) {
      sums.merge(key, quantity, BigDecimal::add);
      return this;
    }

    /**
     * Notes that a delivery contributed to a pool.
     *
     * @param pool the pool
     * @param delivery the delivery's id
     * @return this builder
     */
    public Builder delivery(Pool pool, String delivery) {
      deliveries.computeIfAbsent(pool, p -> new TreeSet<>(CodePoints.ORDER)).add(delivery);
      return this;
    }

    /**
     * Returns the summary.
     *
     * @return the sums added so far
     */
    public UsageSummary build() {
      NavigableMap<Key, BigDecimal> stripped = new TreeMap<>();
      sums.forEach((key, sum) -> stripped.put(key, sum.stripTrailingZeros()));
      NavigableMap<Pool, NavigableSet<String>> copied = new TreeMap<>();
      deliveries.forEach((pool, ids) -> {
        NavigableSet<String> copy = new TreeSet<>(CodePoints.ORDER);
        copy.addAll(ids);
        copied.put(pool, Collections.unmodifiableNavigableSet(copy));
      });
      return new UsageSummary(stripped, copied);
    }
  }
}
