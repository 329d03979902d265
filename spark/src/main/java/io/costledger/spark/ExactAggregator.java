package io.costledger.spark;

import io.costledger.core.Invalid;
import java.math.BigDecimal;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.expressions.Aggregator;

/** An exact sum whose buffer is the sum itself at any size, as bytes. */
abstract class ExactAggregator<T> extends Aggregator<T, byte[], T> {
  private static final long serialVersionUID = 1;

  /** The number that is added. */
  abstract BigDecimal number(T input);

  /** The result, or an error if it can't be given exactly. */
  abstract T result(BigDecimal sum);

  @Override
  public final byte[] zero() {
    return Decimals.toBytes(BigDecimal.ZERO);
  }

  @Override
  public final byte[] reduce(byte[] sum, T input) {
    if (input == null) {
      throw Invalid.argument("amount", "null", "a sum must leave nothing out");
    }
    return Decimals.toBytes(Decimals.ofBytes(sum).add(number(input)));
  }

  @Override
  public final byte[] merge(byte[] left, byte[] right) {
    return Decimals.toBytes(Decimals.ofBytes(left).add(Decimals.ofBytes(right)));
  }

  @Override
  public final T finish(byte[] sum) {
    return result(Decimals.ofBytes(sum));
  }

  @Override
  public final Encoder<byte[]> bufferEncoder() {
    return Encoders.BINARY();
  }
}
