package io.costledger.core.usage;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.account.CodePoints;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;

/**
 * What a partition of usage records comes to: the exact sum and the number of records of each
 * delivery, platform, consumer, unit and charge period. Merging is associative and commutative, so
 * any partitioning of the records gives the same summary (SPEC 3.6), and a run of {@link #toBatch}
 * books what a run of the records books.
 *
 * <p>Dimensions of records are not kept: no run reads them. Nobody sees a record twice or not at
 * all here; who reads the records compares {@link #records} with what was read, and drops
 * duplicates before.
 *
 * <p>Example: {@code UsageSummary.of(batch).merge(UsageSummary.of(other)).toBatch()}.
 */
public final class UsageSummary {
  private static final UsageSummary EMPTY = new UsageSummary(new SumColumns());

  /** A record for each sum, in the order of keys; numbers ascend as what they stand for does. */
  private final UsageBatch sums;

  private final long[] records;
  private final long total;

  /** Of sums in any order. */
  private UsageSummary(SumColumns columns) {
    SumColumns folded = columns.folded();
    this.sums = new UsageBatch(folded.columns());
    this.records = folded.records();
    long all = 0;
    for (long some : records) {
      all = both(all, some);
    }
    this.total = all;
  }

  /**
   * What is summed apart. Keys ascend by delivery, platform, consumer, unit and charge period, texts
   * in code-point order.
   *
   * @param delivery the id of the delivery that brought the records
   * @param platform the id of the platform that was used
   * @param consumer who used it: a platform or a cost center
   * @param unit the unit of the quantities
   * @param chargePeriod the charge period
   */
  public record Key(
      String delivery, String platform, Account consumer, String unit, Period chargePeriod)
      implements Comparable<Key> {
    /**
     * Checks the ids and the consumer's kind.
     *
     * @throws IllegalArgumentException if an id is empty or not well-formed, or the consumer of
     *     another kind
     */
    public Key {
      Account.requireId("delivery id", delivery);
      Account.requireId("platform", platform);
      Account.requireId("unit", unit);
      if (!consumer.isConsumer()) {
        throw Invalid.argument("consumer", consumer, "must be a cost center or a platform");
      }
    }

    /**
     * Returns the id of the usage record that stands for the sum: {@code sum of <delivery> |
     * <platform> | <consumer> | <unit> | <charge period>}, with a backslash before each backslash
     * and bar that is part of a text. Different keys have different ids.
     *
     * @return a function of the key alone
     */
    public String recordId() {
      return SumIds.of(this);
    }

    /** By delivery, platform, consumer, unit and charge period. */
    @Override
    public int compareTo(Key other) {
      int order = CodePoints.compare(delivery, other.delivery);
      order = order != 0 ? order : CodePoints.compare(platform, other.platform);
      order = order != 0 ? order : consumer.compareTo(other.consumer);
      order = order != 0 ? order : CodePoints.compare(unit, other.unit);
      return order != 0 ? order : chargePeriod.compareTo(other.chargePeriod);
    }
  }

  /**
   * What the records of one key come to.
   *
   * @param key the key
   * @param quantity the exact sum, without trailing zeros; it may be 0, and negative for returns
   * @param records how many records; 0 only if all that is here are later parts of records that
   *     count where they begin
   */
  public record Sum(Key key, BigDecimal quantity, long records) {
    /**
     * Takes trailing zeros away, so that equal sums are equal.
     *
     * @throws IllegalArgumentException if the number of records is negative
     */
    public Sum {
      quantity = quantity.stripTrailingZeros();
      if (records < 0) {
        throw Invalid.argument("number of records", records, "must not be negative");
      }
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
   * Sums the records of a batch by their own charge periods.
   *
   * @param usage any records
   * @return their summary
   */
  public static UsageSummary of(UsageBatch usage) {
    return of(usage, Optional::of);
  }

  /**
   * Sums the records of a batch by charge periods of the caller's choice: the days that contain
   * them, say.
   *
   * @param usage any records
   * @param chargePeriods a function that gives the charge period to sum by for a record's own, or
   *     empty to leave the record out; it is asked once for each charge period of the batch
   * @return the summary of the records that are not left out
   */
  public static UsageSummary of(
      UsageBatch usage, Function<Period, Optional<Period>> chargePeriods) {
    return new UsageSummary(new UsageGroups(usage, chargePeriods).sums());
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
   * @throws IllegalArgumentException if the number of records doesn't fit 63 bits
   */
  public UsageSummary merge(UsageSummary other) {
    return builder().add(this).add(other).build();
  }

  /**
   * Returns how many sums there are.
   *
   * @return 0 or more
   */
  public int size() {
    return sums.size();
  }

  /**
   * Returns every sum, zeros included, as values that are made for this call.
   *
   * @return in the order of keys, each once
   */
  public ImmutableList<Sum> sums() {
    List<Sum> values = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      values.add(new Sum(key(i), sums.quantity(i), records[i]));
    }
    return Lists.immutable.ofAll(values);
  }

  /**
   * Returns the key of a sum.
   *
   * @param index the sum's index, 0 to {@link #size} - 1
   * @return what it is the sum of
   */
  public Key key(int index) {
    return new Key(
        sums.delivery(index),
        sums.platform(index),
        sums.consumer(index),
        sums.unit(index),
        sums.chargePeriod(index));
  }

  /**
   * Returns of how many records a sum is.
   *
   * @param index the sum's index, 0 to {@link #size} - 1
   * @return as {@link Sum#records}
   */
  public long records(int index) {
    return records[index];
  }

  /**
   * Returns how many records were summed.
   *
   * @return 0 or more
   */
  public long records() {
    return total;
  }

  /**
   * Returns one usage record for each sum, in the order of keys, with {@link Key#recordId} as its
   * id, which is made when it is asked for. Texts, accounts and periods ascend by their numbers. A
   * run of them has the id, the entries, the statement and the closing weights of a run of the
   * summed records; its faults name these records, one where there were many.
   *
   * @return the usage of a run, beside the deliveries that brought the records
   */
  public UsageBatch toBatch() {
    return sums;
  }

  /** Summaries with the same sums and numbers of records are equal. */
  @Override
  public boolean equals(Object other) {
    return other instanceof UsageSummary summary && sums().equals(summary.sums());
  }

  @Override
  public int hashCode() {
    return sums().hashCode();
  }

  @Override
  public String toString() {
    return total + " records in " + sums();
  }

  static long both(long records, long others) {
    long sum = records + others; // neither is negative
    if (sum < 0) {
      throw Invalid.argument("number of records", records + " + " + others, "must fit 63 bits");
    }
    return sum;
  }

  /** Builds a summary; not safe to share between threads. */
  public static final class Builder {
    private static final int FEW = 1 << 16;

    private SumColumns sums = new SumColumns();
    private int most = FEW;

    private Builder() {}

    /**
     * Adds to the sum of a key.
     *
     * @param key what it is added to
     * @param quantity any exact decimal
     * @param records how many records it is the sum of
     * @return this builder
     * @throws IllegalArgumentException if the number of records is negative
     */
    public Builder add(Key key, BigDecimal quantity, long records) {
      sums.add(key, quantity, records);
      fold();
      return this;
    }

    /**
     * Adds all sums of a summary.
     *
     * @param part a summary
     * @return this builder
     */
    public Builder add(UsageSummary part) {
      sums.add(part);
      fold();
      return this;
    }

    /**
     * Returns the summary.
     *
     * @return the sums added so far
     * @throws IllegalArgumentException if the number of records doesn't fit 63 bits
     */
    public UsageSummary build() {
      return sums.size() == 0 ? EMPTY : new UsageSummary(sums);
    }

    /** So that many parts of the same keys take the room of a few. */
    private void fold() {
      if (sums.size() > most) {
        sums = sums.folded();
        most = Math.max(FEW, Math.multiplyExact(sums.size(), 2));
      }
    }
  }
}
