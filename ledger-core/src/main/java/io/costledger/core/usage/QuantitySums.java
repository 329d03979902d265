package io.costledger.core.usage;

import java.math.BigDecimal;
import java.util.Arrays;
import org.eclipse.collections.api.factory.primitive.IntObjectMaps;
import org.eclipse.collections.api.map.primitive.MutableIntObjectMap;

/**
 * Exact sums of quantities of one batch, many side by side: in 63 bits at the finest scale of the
 * batch as far as these reach, and wide beyond. Not safe to share between threads.
 *
 * <p>Example: of records of 0.5 and 1.25 that are added to one cell, its sum is 1.75.
 */
public final class QuantitySums {
  private static final int MOST_DIGITS = 18; // of ten, within 63 bits

  private final UsageBatch usage;
  private final int scale;
  private final long[] factors;

  /** The largest digits that can be brought to the scale. */
  private final long[] most;

  private long[] narrow = new long[64];
  private final MutableIntObjectMap<BigDecimal> wide = IntObjectMaps.mutable.empty();
  private int size;

  /**
   * Starts without a cell.
   *
   * @param usage the batch
   */
  public QuantitySums(UsageBatch usage) {
    QuantityRange range = usage.quantities();
    this.usage = usage;
    this.scale = range.mostScale();
    int spread = Math.min(MOST_DIGITS, range.mostScale() - range.leastScale());
    this.factors = new long[spread + 1];
    this.most = new long[spread + 1];
    long factor = 1;
    for (int i = 0; i <= spread; i++) {
      factors[i] = factor;
      most[i] = Long.MAX_VALUE / factor;
      factor *= 10; // the last is not used
    }
  }

  /**
   * Starts a further sum, of 0.
   *
   * @return the number of its cell: 0, 1, 2 and so on
   */
  public int next() {
    if (size == narrow.length) {
      narrow = Arrays.copyOf(narrow, Math.multiplyExact(size, 2));
    }
    return size++;
  }

  /**
   * Adds the quantity of a record.
   *
   * @param cell the number of a cell
   * @param index the record's index
   */
  public void add(int cell, int index) {
    int finer = usage.isWide(index) ? -1 : scale - usage.scale(index);
    long digits = usage.unscaled(index);
    if (finer < 0 || finer >= factors.length || Math.abs(digits) > most[finer]) {
      wide(cell, usage.quantity(index));
      return;
    }
    long added = digits * factors[finer];
    long sum = narrow[cell] + added;
    if (((narrow[cell] ^ sum) & (added ^ sum)) < 0) { // it wrapped
      wide(cell, BigDecimal.valueOf(narrow[cell], scale));
      sum = added;
    }
    narrow[cell] = sum;
  }

  private void wide(int cell, BigDecimal quantity) {
    wide.put(cell, wide.getIfAbsent(cell, () -> BigDecimal.ZERO).add(quantity));
  }

  /**
   * Returns a sum so far.
   *
   * @param cell the number of a cell
   * @return exact; its scale says nothing
   */
  public BigDecimal sum(int cell) {
    BigDecimal sum = BigDecimal.valueOf(narrow[cell], scale);
    return wide.isEmpty() ? sum : sum.add(wide.getIfAbsent(cell, () -> BigDecimal.ZERO));
  }
}
