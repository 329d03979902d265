package io.costledger.spark.cost;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.math.BigDecimal;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/**
 * How a contender's table differs from the library's, row by row; a row that is not there is 0.
 *
 * @param rows how many were compared
 * @param wrong how many differ
 * @param worst the largest difference of one, in USD
 * @param net what all pools together gained (or lost, below 0), in USD
 * @param poolsOff pools whose rows don't sum to what they had to pass on
 */
record Verdict(long rows, long wrong, BigDecimal worst, BigDecimal net, long poolsOff) {
  static Verdict of(Month month, Contender contender) {
    String[] key = contender.isRecordLevel()
        ? new String[] {"id"}
        : new String[] {"platform", "day", "consumer"};
    Dataset<Row> both = contender
        .made(month)
        .withColumnRenamed("amount", "made")
        .join(
            contender.right().made(month).withColumnRenamed("amount", "wanted"),
            CollectionConverters.asScala(Arrays.asList(key)).toSeq(),
            "full_outer");
    if (contender.isRecordLevel()) {
      both = both.join(
          month.table("usage").selectExpr("id", "platform", "charge_period_start as day"), "id");
    }
    Column zero = lit(BigDecimal.ZERO).cast("decimal(27,10)");
    Row pools = both.withColumn(
            "more", coalesce(col("made"), zero).minus(coalesce(col("wanted"), zero)))
        .groupBy("platform", "day")
        .agg(
            expr("sum(more)").as("more"),
            expr("max(abs(more))").as("worst"),
            expr("count_if(more <> 0)").as("wrong"),
            expr("count(*)").as("row_count"))
        .selectExpr(
            "sum(row_count)", "sum(wrong)", "max(worst)", "sum(more)", "count_if(more <> 0)")
        .first();
    return new Verdict(
        pools.getLong(0),
        pools.getLong(1),
        pools.getDecimal(2),
        pools.getDecimal(3),
        pools.getLong(4));
  }

  boolean isExact() {
    return wrong == 0;
  }
}
