package io.costledger.core.usage;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Quantities as a batch holds them: digits and a scale, and apart from these what doesn't fit 63 bits
 * at its own scale. Not safe to share between threads while it is set.
 */
public final class QuantityColumn {
  /** A scale that marks a quantity held apart. */
  static final byte WIDE = Byte.MIN_VALUE;

  private long[] unscaled = new long[16];
  private byte[] scales = new byte[16];
  private final Map<Integer, BigDecimal> wide = new HashMap<>();

  /** Starts without a quantity. */
  public QuantityColumn() {}

  /**
   * Sets a quantity.
   *
   * @param at its place, from 0 on
   * @param quantity the exact quantity
   */
  public void set(int at, BigDecimal quantity) {
    BigInteger digits = quantity.unscaledValue();
    int scale = quantity.scale();
    if (digits.bitLength() < Long.SIZE
        && digits.longValue() != Long.MIN_VALUE
        && Math.abs((long) scale) <= 100) {
      set(at, digits.longValue(), scale);
    } else {
      ensureRoom(at);
      unscaled[at] = 0;
      scales[at] = WIDE;
      wide.put(at, quantity);
    }
  }

  /** Sets digits, other than the least of their type, at a scale of -100 to 100. */
  void set(int at, long digits, int scale) {
    ensureRoom(at);
    unscaled[at] = digits;
    scales[at] = (byte) scale;
    if (!wide.isEmpty()) {
      wide.remove(at);
    }
  }

  /** Sets what a record of a batch has. */
  void set(int at, UsageBatch from, int index) {
    if (from.isWide(index)) {
      set(at, from.quantity(index));
    } else {
      ensureRoom(at);
      unscaled[at] = from.unscaled(index);
      scales[at] = (byte) from.scale(index);
    }
  }

  /** Sets what stands elsewhere in another column. */
  void set(int at, QuantityColumn from, int index) {
    if (from.scales[index] == WIDE) {
      set(at, from.get(index));
    } else {
      ensureRoom(at);
      unscaled[at] = from.unscaled[index];
      scales[at] = from.scales[index];
    }
  }

  /**
   * Returns a quantity.
   *
   * @param at a place that was set
   * @return the exact quantity
   */
  public BigDecimal get(int at) {
    return scales[at] == WIDE
        ? wide.getOrDefault(at, BigDecimal.ZERO)
        : BigDecimal.valueOf(unscaled[at], scales[at]);
  }

  long[] unscaled(int size) {
    return Arrays.copyOf(unscaled, size);
  }

  byte[] scales(int size) {
    return Arrays.copyOf(scales, size);
  }

  Map<Integer, BigDecimal> wide() {
    return Map.copyOf(wide);
  }

  private void ensureRoom(int at) {
    if (at >= scales.length) {
      int room = Math.max(at + 1, Math.multiplyExact(scales.length, 2));
      unscaled = Arrays.copyOf(unscaled, room);
      scales = Arrays.copyOf(scales, room);
    }
  }
}
