/**
 * A chargeback inside a Spark job: rows in, rows out, the in-process engine in the middle. Start with
 * {@link io.costledger.spark.SparkChargeback}.
 */
@NullMarked
package io.costledger.spark;

import org.jspecify.annotations.NullMarked;
