package io.costledger.spark;

import io.costledger.core.Invalid;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.apache.spark.sql.types.DecimalType;

/**
 * Decimals on their way into a DECIMAL column, or a buffer. Spark rounds what has too many decimals,
 * and writes null for what has too many digits; here both are errors.
 */
final class Decimals {
  private Decimals() {}

  /**
   * Returns the same number at a column's scale.
   *
   * @throws IllegalArgumentException if the column can't hold it exactly
   */
  static BigDecimal exact(String what, BigDecimal number, DecimalType type) {
    BigDecimal stripped = number.stripTrailingZeros();
    int wholeDigits = stripped.precision() - stripped.scale();
    if (stripped.signum() != 0
        && (stripped.scale() > type.scale() || wholeDigits > type.precision() - type.scale())) {
      throw Invalid.argument(what, number, "must fit " + type.sql() + " exactly");
    }
    return stripped.setScale(type.scale());
  }

  /** The scale, then the digits; both as Java has them. Lives in buffers only. */
  static byte[] toBytes(BigDecimal number) {
    byte[] digits = number.unscaledValue().toByteArray();
    return ByteBuffer.allocate(Integer.BYTES + digits.length)
        .putInt(number.scale())
        .put(digits)
        .array();
  }

  static BigDecimal ofBytes(byte[] bytes) {
    return new BigDecimal(
        new BigInteger(bytes, Integer.BYTES, bytes.length - Integer.BYTES),
        ByteBuffer.wrap(bytes).getInt());
  }
}
