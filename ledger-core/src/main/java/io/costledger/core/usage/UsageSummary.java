package io.costledger.core.usage;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.account.CodePoints;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
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
  private static final UsageSummary EMPTY = new UsageSummary(List.of());

  private final ImmutableList<Sum> sums;
  private final long records;

  /** Sums that ascend by key, no two of one key. */
  private UsageSummary(List<Sum> sums) {
    long total = 0;
    for (Sum sum : sums) {
      total = both(total, sum.records);
    }
    this.sums = Lists.immutable.ofAll(sums);
    this.records = total;
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
      return "sum of " + escaped(delivery)
          + " | " + escaped(platform)
          + " | " + escaped(consumer.toString())
          + " | " + escaped(unit)
          + " | " + chargePeriod;
    }

    private static String escaped(String text) {
      return text.replace("\\", "\\\\").replace("|", "\\|");
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

    private Sum plus(Sum other) {
      return new Sum(key, quantity.add(other.quantity), both(records, other.records));
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
   * Returns every sum, zeros included.
   *
   * @return in the order of keys, each once
   */
  public ImmutableList<Sum> sums() {
    return sums;
  }

  /**
   * Returns how many records were summed.
   *
   * @return 0 or more
   */
  public long records() {
    return records;
  }

  /**
   * Returns one usage record for each sum, in the order of keys, with {@link Key#recordId} as its
   * id. A run of them has the id, the entries, the statement and the closing weights of a run of the
   * summed records; its faults name these records, one where there were many.
   *
   * @return the usage of a run, beside the deliveries that brought the records
   */
  public UsageBatch toBatch() {
    UsageBatch.Builder batch = UsageBatch.builder();
    for (Sum sum : sums) {
      Key key = sum.key();
      batch.add(
          key.recordId(),
          key.platform(),
          key.consumer(),
          sum.quantity(),
          key.unit(),
          key.chargePeriod(),
          key.delivery());
    }
    return batch.build();
  }

  /** Summaries with the same sums and numbers of records are equal. */
  @Override
  public boolean equals(Object other) {
    return other instanceof UsageSummary summary && sums.equals(summary.sums);
  }

  @Override
  public int hashCode() {
    return sums.hashCode();
  }

  @Override
  public String toString() {
    return records + " records in " + sums;
  }

  /** Sums that ascend; those of one key become one. Sorting is linear where runs ascend already. */
  private static List<Sum> folded(List<Sum> sums) {
    sums.sort(Comparator.comparing(Sum::key));
    List<Sum> folded = new ArrayList<>(sums.size());
    for (Sum sum : sums) {
      int last = folded.size() - 1;
      if (last >= 0 && folded.get(last).key().equals(sum.key())) {
        folded.set(last, folded.get(last).plus(sum));
      } else {
        folded.add(sum);
      }
    }
    return folded;
  }

  private static long both(long records, long others) {
    long sum = records + others; // neither is negative
    if (sum < 0) {
      throw Invalid.argument("number of records", records + " + " + others, "must fit 63 bits");
    }
    return sum;
  }

  /** Builds a summary; not safe to share between threads. */
  public static final class Builder {
    private static final int FEW = 1024;

    private List<Sum> sums = new ArrayList<>();
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
      sums.add(new Sum(key, quantity, records));
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
      sums.addAll(part.sums.castToList());
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
      return sums.isEmpty() ? EMPTY : new UsageSummary(folded(sums));
    }

    /** So that many parts of the same keys take the room of a few. */
    private void fold() {
      if (sums.size() > most) {
        sums = folded(sums);
        most = Math.max(FEW, Math.multiplyExact(sums.size(), 2));
      }
    }
  }
}
