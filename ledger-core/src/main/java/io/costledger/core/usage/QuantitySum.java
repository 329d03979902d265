package io.costledger.core.usage;

import java.math.BigDecimal;

/**
 * An exact sum of quantities, as they come: in 63 bits at one scale as far as these reach, and wide
 * beyond. Not safe to share between threads.
 *
 * <p>Example: 0.5 and 1.25 are 1.75.
 */
public final class QuantitySum {
  private static final int MOST_DIGITS = 18; // of ten, within 63 bits

  private BigDecimal wide = BigDecimal.ZERO;
  private long narrow;
  private int scale;

  /** Starts a sum of nothing: 0. */
  public QuantitySum() {}

  /**
   * Adds the quantity of a record.
   *
   * @param batch the batch
   * @param index the record's index
   */
  public void add(UsageBatch batch, int index) {
    if (batch.isWide(index)) {
      wide = wide.add(batch.quantity(index));
    } else {
      add(batch.unscaled(index), batch.scale(index));
    }
  }

  /**
   * Adds a quantity.
   *
   * @param unscaled its digits with their sign; not {@link Long#MIN_VALUE}
   * @param scaleOfIt its scale, -100 to 100
   */
  public void add(long unscaled, int scaleOfIt) {
    if (scaleOfIt != scale) {
      if (narrow != 0 && scale > scaleOfIt && scale - scaleOfIt <= MOST_DIGITS) {
        BigDecimal finer = BigDecimal.valueOf(unscaled, scaleOfIt).setScale(scale);
        if (finer.unscaledValue().bitLength() < Long.SIZE) {
          addAligned(finer.unscaledValue().longValueExact());
        } else {
          wide = wide.add(finer);
        }
        return;
      }
      wide = total();
      narrow = 0;
      scale = scaleOfIt;
    }
    addAligned(unscaled);
  }

  private void addAligned(long unscaled) {
    long sum = narrow + unscaled;
    if (((narrow ^ sum) & (unscaled ^ sum)) < 0) { // it wrapped
      wide = total();
      sum = unscaled;
    }
    narrow = sum;
  }

  /**
   * Returns the sum so far.
   *
   * @return exact; its scale says nothing
   */
  public BigDecimal total() {
    return narrow == 0 ? wide : wide.add(BigDecimal.valueOf(narrow, scale));
  }
}
