/**
 * What a chargeback costs on Spark, beside the same in Spark SQL. Start with {@link
 * io.costledger.spark.cost.SparkCost}.
 */
package io.costledger.spark.cost;
