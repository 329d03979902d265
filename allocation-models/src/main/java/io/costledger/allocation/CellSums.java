package io.costledger.allocation;

import io.costledger.core.usage.QuantityRange;
import io.costledger.core.usage.UsageBatch;
import java.math.BigDecimal;
import java.util.Arrays;
import org.eclipse.collections.api.factory.primitive.IntObjectMaps;
import org.eclipse.collections.api.map.primitive.MutableIntObjectMap;

/**
 * Exact sums of quantities of one batch, by cell: in 63 bits at the finest scale of the batch as far
 * as these reach, and wide beyond.
 */
final class CellSums {
  private static final int MOST_DIGITS = 18; // of ten, within 63 bits

  private final UsageBatch usage;
  private final int scale;
  private final long[] factors;

  /** The largest digits that can be brought to the scale. */
  private final long[] most;

  private long[] narrow = new long[64];
  private final MutableIntObjectMap<BigDecimal> wide = IntObjectMaps.mutable.empty();
  private int size;

  CellSums(UsageBatch usage) {
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

  /** A further cell, of the sum 0. */
  int next() {
    if (size == narrow.length) {
      narrow = Arrays.copyOf(narrow, Math.multiplyExact(size, 2));
    }
    return size++;
  }

  /** Adds the quantity of a record. */
  void add(int cell, int i) {
    int finer = usage.isWide(i) ? -1 : scale - usage.scale(i);
    long digits = usage.unscaled(i);
    if (finer < 0 || finer >= factors.length || Math.abs(digits) > most[finer]) {
      wide(cell, usage.quantity(i));
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

  BigDecimal sum(int cell) {
    BigDecimal sum = BigDecimal.valueOf(narrow[cell], scale);
    return wide.isEmpty() ? sum : sum.add(wide.getIfAbsent(cell, () -> BigDecimal.ZERO));
  }
}
