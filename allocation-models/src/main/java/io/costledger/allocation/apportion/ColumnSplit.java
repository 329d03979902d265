package io.costledger.allocation.apportion;

import io.costledger.core.policy.ApportionmentRule;
import java.util.Arrays;

/**
 * Splits a pool, and then its shares, over parts of a column, in place: where weights stood, shares
 * stand. The rules are those of {@link Apportionment}, and so are the bounds of 63 bits. It makes
 * no object for a split; what it reuses makes it unfit to be shared between threads.
 *
 * <p>Example: 10 units over the weights 1, 1, 1 at the places 4, 0, 2 of a column leave 4 at place
 * 4, and 3 at the places 0 and 2.
 *
 * <p>A pool costs one division, and its multiplier serves its shares, too. Proof. {@link FixedRatio}
 * has for a pool of amount A and total S, and a weight w, an estimate e with {@code e <= A * w / S <
 * e + 3/2}. A share c of a consumer with weight s is less than a unit from A * s / S by either rule.
 * So {@code c * w / s} is less than {@code w / s <= 1} from {@code A * w / S}, and its floor is e -
 * 1, e, e + 1 or e + 2. The remainder {@code c * w - e * s} lies between -s and 3 * s, which fits 63
 * bits where S is below 2^61, and says which.
 */
public final class ColumnSplit {
  private static final int TOTAL_BITS = 61;
  private static final int MOST_BUCKET_BITS = 8;
  private static final int FEW = 16;

  private final boolean isPrefix;
  private final KeyOrder order;
  private final int[] buckets = new int[1 << MOST_BUCKET_BITS];
  private long[] remainders = new long[64];
  private long[] quotients = new long[64];
  private long[] contested = new long[64];
  private int[] tied = new int[64];
  private FixedRatio ratio = new FixedRatio(0, 1);
  private boolean fits;

  /** Sorts places of a column by their keys, where they don't stand in this order already. */
  @FunctionalInterface
  public interface KeyOrder {
    /** Places that stand in the order of their keys. */
    KeyOrder AS_GIVEN = (places, from, to) -> {};

    /**
     * Sorts places by their keys.
     *
     * @param places places of a column
     * @param from the first to sort
     * @param to the first not to sort
     */
    void sort(int[] places, int from, int to);
  }

  /**
   * Starts splits by a rule.
   *
   * @param rule the rule of {@link Apportionment}
   * @param order what sorts places by their keys; asked only where the rule needs the order
   */
  public ColumnSplit(ApportionmentRule rule, KeyOrder order) {
    this.isPrefix = rule == ApportionmentRule.PREFIX;
    this.order = order;
  }

  /**
   * Turns to a pool; its own split and those of its shares follow.
   *
   * @param amount the pool's amount, 0 or more
   * @param total what the weights in it sum to, above 0
   */
  public void turnTo(long amount, long total) {
    fits = FixedRatio.fits(amount, total) && total >>> TOTAL_BITS == 0;
    if (fits) {
      ratio = new FixedRatio(amount, total);
    }
  }

  /**
   * Splits the pool, or a share of it that is less than a unit from its exact part, over the weights
   * at some places of a column.
   *
   * @param amount the amount or the share, 0 or more
   * @param total what these weights sum to, above 0
   * @param column the weights, each 0 or more; then the shares
   * @param places the places in the column; their order may change
   * @param from the first of the places
   * @param to the first of the places that is not among them
   */
  public void split(long amount, long total, long[] column, int[] places, int from, int to) {
    if (to - from == 1) {
      column[places[from]] = amount;
      return;
    }
    if (isPrefix) {
      order.sort(places, from, to);
    }
    if (!fits) {
      general(amount, total, column, places, from, to);
    } else if (isPrefix) {
      prefix(amount, total, column, places, from, to);
    } else {
      largestRemainder(amount, total, column, places, from, to);
    }
  }

  private void prefix(long amount, long total, long[] column, int[] places, int from, int to) {
    FixedRatio near = ratio;
    long prefix = 0;
    long placed = 0;
    for (int i = from; i < to; i++) {
      int place = places[i];
      prefix += column[place];
      long upTo = near.estimate(prefix);
      upTo += correction(amount * prefix - upTo * total, total);
      column[place] = upTo - placed;
      placed = upTo;
    }
  }

  private void largestRemainder(
      long amount, long total, long[] column, int[] places, int from, int to) {
    FixedRatio near = ratio;
    int n = to - from;
    ensureRoom(n);
    long[] rests = remainders;
    long[] floors = quotients;
    long left = amount;
    for (int i = 0; i < n; i++) {
      long weight = column[places[from + i]];
      long share = near.estimate(weight);
      long rest = amount * weight - share * total;
      long correction = correction(rest, total);
      share += correction;
      rests[i] = rest - correction * total;
      floors[i] = share;
      left -= share;
    }
    long threshold = left > 0 ? threshold(n, total, (int) left) : total;
    place(column, places, from, n, threshold, (int) left);
  }

  /** What is missing in an estimate that leaves a rest between -total and 3 * total. */
  static long correction(long rest, long total) {
    // Of a negative number the sign bit is 1: no branch that would often be guessed wrong.
    return (rest >> 63) + ((total - 1 - rest) >>> 63) + ((2 * total - 1 - rest) >>> 63);
  }

  /** Writes the floors, and one more for each remainder above the threshold, and for some at it. */
  private void place(long[] column, int[] places, int from, int n, long threshold, int left) {
    long[] rests = remainders;
    long[] floors = quotients;
    int above = 0;
    int equal = 0;
    for (int i = 0; i < n; i++) {
      int place = places[from + i];
      int wins = (int) ((threshold - rests[i]) >>> 63);
      column[place] = floors[i] + wins;
      above += wins;
      tied[equal] = place;
      equal += rests[i] == threshold ? 1 : 0;
    }
    int ties = left - above;
    if (equal > ties) {
      order.sort(tied, 0, equal);
    }
    for (int i = 0; i < ties; i++) {
      column[tied[i]]++;
    }
  }

  /** The remainder of the last winner: counted in buckets, each with a few of them. */
  private long threshold(int n, long total, int left) {
    if (n <= FEW) {
      System.arraycopy(remainders, 0, contested, 0, n);
      return nth(contested, n, left);
    }
    int bits = Math.min(MOST_BUCKET_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(n >>> 1));
    int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(total) - bits);
    long[] rests = remainders;
    int last = (1 << bits) - 1;
    Arrays.fill(buckets, 0, last + 1, 0);
    for (int i = 0; i < n; i++) {
      buckets[(int) (rests[i] >>> shift)]++;
    }
    int above = 0;
    while (above + buckets[last] < left) {
      above += buckets[last--];
    }
    int found = 0;
    for (int i = 0; i < n; i++) {
      contested[found] = rests[i];
      found += rests[i] >>> shift == last ? 1 : 0;
    }
    return nth(contested, found, left - above);
  }

  /**
   * The k-th largest of the first n, each 0 or more; their order changes. Only as many as are on the
   * shorter side of it are put in order: for the other side, all are turned over.
   */
  private static long nth(long[] numbers, int n, int k) {
    if (n > FEW) {
      Arrays.sort(numbers, 0, n);
      return numbers[n - k];
    }
    long turned = 2 * k > n ? -1 : 0;
    int kept = turned == 0 ? k : n - k + 1;
    for (int i = 0; i < n; i++) {
      long number = numbers[i] ^ turned;
      int at = Math.min(i, kept);
      if (at == kept && number <= numbers[--at]) {
        continue;
      }
      while (at > 0 && numbers[at - 1] < number) {
        numbers[at] = numbers[at - 1];
        at--;
      }
      numbers[at] = number;
    }
    return numbers[kept - 1] ^ turned;
  }

  /** Beyond the bounds of the proof; any tie needs the order of keys. */
  private void general(long amount, long total, long[] column, int[] places, int from, int to) {
    order.sort(places, from, to);
    long[] weights = new long[to - from];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = column[places[from + i]];
    }
    long[] shares = isPrefix
        ? NarrowSplit.prefix(amount, weights, total)
        : NarrowSplit.largestRemainder(amount, weights, total);
    for (int i = 0; i < shares.length; i++) {
      column[places[from + i]] = shares[i];
    }
  }

  private void ensureRoom(int n) {
    if (remainders.length <= n) {
      remainders = new long[Math.max(n + 1, 2 * remainders.length)];
      quotients = new long[remainders.length];
      contested = new long[remainders.length];
      tied = new int[remainders.length];
    }
  }
}
