package io.costledger.invariants;

import io.costledger.core.usage.UsageBatch;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * An exact sum of quantities, at the largest scale among them as decimals are summed. Its digits are
 * a primitive as far as they fit; what doesn't is summed beside them.
 */
final class DecimalSum {
  private boolean isNarrow;
  private long digits;
  private int scale;
  private Optional<BigDecimal> wide = Optional.empty();

  void clear() {
    isNarrow = false;
    wide = Optional.empty();
  }

  boolean isEmpty() {
    return !isNarrow && wide.isEmpty();
  }

  void add(UsageBatch usage, int record) {
    if (usage.isWide(record) || !takes(usage.unscaled(record), usage.scale(record))) {
      BigDecimal quantity = usage.quantity(record);
      wide = Optional.of(wide.map(quantity::add).orElse(quantity));
    }
  }

  /** Adds digits if the sum is a primitive. */
  private boolean takes(long more, int moreScale) {
    if (!isNarrow) {
      isNarrow = true;
      digits = more;
      scale = moreScale;
      return true;
    }
    int common = Math.max(scale, moreScale);
    if (!Scaled.fits(digits, common - scale) || !Scaled.fits(more, common - moreScale)) {
      return false;
    }
    long a = Scaled.up(digits, common - scale);
    long b = Scaled.up(more, common - moreScale);
    long sum = a + b;
    if (((a ^ sum) & (b ^ sum)) < 0) {
      return false; // would wrap
    }
    digits = sum;
    scale = common;
    return true;
  }

  /** The sum of what was added; there is something. */
  BigDecimal get() {
    if (!isNarrow) {
      return wide.orElseThrow();
    }
    BigDecimal narrow = BigDecimal.valueOf(digits, scale);
    return wide.map(narrow::add).orElse(narrow);
  }
}
