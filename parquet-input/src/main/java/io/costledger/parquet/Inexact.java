package io.costledger.parquet;

import java.math.BigDecimal;

/**
 * Makes decimals of binary floating point, which this module never touches: it hands on the bits.
 * Who lets such a column in says how it is read.
 */
public interface Inexact {
  /**
   * Returns the decimal for a DOUBLE.
   *
   * @param bits its 64 bits, as IEEE 754 lays them out
   * @return the decimal
   * @throws IllegalArgumentException if it is no finite number
   */
  BigDecimal ofDouble(long bits);

  /**
   * Returns the decimal for a FLOAT.
   *
   * @param bits its 32 bits, as IEEE 754 lays them out
   * @return the decimal
   * @throws IllegalArgumentException if it is no finite number
   */
  BigDecimal ofFloat(int bits);
}
