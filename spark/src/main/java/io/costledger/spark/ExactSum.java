package io.costledger.spark;

import io.costledger.core.Invalid;
import java.math.BigDecimal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;

/**
 * A sum of amounts for Spark SQL that is exact or an error. Spark's own {@code sum} gives null (3.5)
 * where a sum passes 38 digits. Here the buffer is the exact sum at any size, as bytes; a result that
 * DECIMAL(38,18) can't hold fails, and so does a null amount: say {@code where amount is not null} if
 * you mean that. No rows sum to 0.
 *
 * <p>Spark casts what a function is given to DECIMAL(38,18) before the function sees it, and rounds
 * without a word. So {@link #of} looks at the column's type first; {@link #udaf}, which SQL needs,
 * can't.
 *
 * <p>Example: {@code entries.groupBy("to").agg(ExactSum.of(entries, "amount"))}.
 */
public final class ExactSum extends ExactAggregator<BigDecimal> {
  private static final long serialVersionUID = 1;

  /** What {@code Encoders.DECIMAL()} holds, whatever one would like. */
  static final DecimalType HELD = new DecimalType(38, 18);

  private ExactSum() {}

  /**
   * Returns the sum of a column.
   *
   * @param rows the table
   * @param column a column of a DECIMAL with up to 18 decimals
   * @return the sum, a DECIMAL(38,18)
   * @throws IllegalArgumentException if the column has another type
   */
  public static Column of(Dataset<Row> rows, String column) {
    DataType type = rows.schema().apply(column).dataType();
    if (!(type instanceof DecimalType decimal) || decimal.scale() > HELD.scale()) {
      throw Invalid.argument(
          "type of column " + column,
          type.sql(),
          "an exact sum takes DECIMAL with up to 18 decimals");
    }
    return udaf().apply(rows.col(column));
  }

  /**
   * Returns the sum as a function to register for SQL: {@code spark.udf().register("exact_sum",
   * ExactSum.udaf())}. Give it DECIMAL with up to 18 decimals only: Spark rounds others, and DOUBLE,
   * on the way in.
   *
   * @return takes a DECIMAL(38,18), and gives one
   */
  public static UserDefinedFunction udaf() {
    return functions.udaf(new ExactSum(), Encoders.DECIMAL());
  }

  @Override
  BigDecimal number(BigDecimal input) {
    return input;
  }

  @Override
  BigDecimal result(BigDecimal sum) {
    return Decimals.exact("sum", sum, HELD);
  }

  @Override
  public Encoder<BigDecimal> outputEncoder() {
    return Encoders.DECIMAL();
  }
}
