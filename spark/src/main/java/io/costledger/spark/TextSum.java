package io.costledger.spark;

import java.math.BigDecimal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.functions;

/** A sum of decimals of any size as texts: what no DECIMAL bounds. */
final class TextSum extends ExactAggregator<String> {
  private static final long serialVersionUID = 1;

  private TextSum() {}

  /** The sum of a column that Spark casts to text, which it does exactly for a DECIMAL. */
  static Column of(Column numbers) {
    return functions.udaf(new TextSum(), Encoders.STRING()).apply(numbers.cast("string"));
  }

  @Override
  BigDecimal number(String input) {
    return new BigDecimal(input);
  }

  @Override
  String result(BigDecimal sum) {
    return sum.toPlainString();
  }

  @Override
  public Encoder<String> outputEncoder() {
    return Encoders.STRING();
  }
}
