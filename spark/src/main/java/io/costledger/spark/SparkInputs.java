package io.costledger.spark;

import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.ClosingWeights;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a run on Spark is pinned to, beside its policy. Tables are read more than once (ids, sums,
 * drill-down), so they must give the same rows each time: name a snapshot, or cache.
 *
 * @param bill the bill in the FOCUS layout, and a column {@code id}; collected to the driver
 * @param billDelivery the delivery that brought it: its digest identifies the run
 * @param usage the usage: {@code id}, {@code delivery}, {@code platform}, {@code consumer}, {@code
 *     quantity}, {@code unit}, {@code charge_period_start}, {@code charge_period_end}
 * @param usageDeliveries the deliveries that brought it
 * @param previous what the run before closed with, if estimates may rest on it
 * @param idsChecked whether the run looks for record ids that their source gave twice
 */
public record SparkInputs(
    Dataset<Row> bill,
    Delivery billDelivery,
    Dataset<Row> usage,
    List<Delivery> usageDeliveries,
    Optional<ClosingWeights> previous,
    boolean idsChecked) {
  /** Copies the list. */
  public SparkInputs {
    usageDeliveries = List.copyOf(usageDeliveries);
  }

  /**
   * Returns the inputs of a run that checks record ids.
   *
   * @param bill the bill
   * @param billDelivery the delivery that brought it
   * @param usage the usage
   * @param usageDeliveries the deliveries that brought it
   * @return the inputs, without a run before
   */
  public static SparkInputs of(
      Dataset<Row> bill,
      Delivery billDelivery,
      Dataset<Row> usage,
      List<Delivery> usageDeliveries) {
    return new SparkInputs(bill, billDelivery, usage, usageDeliveries, Optional.empty(), true);
  }

  /**
   * Pins the run before.
   *
   * @param closing its closing weights; their period must end where the grain starts
   * @return inputs like these
   */
  public SparkInputs withPrevious(ClosingWeights closing) {
    return new SparkInputs(
        bill, billDelivery, usage, usageDeliveries, Optional.of(closing), idsChecked);
  }

  /**
   * Leaves out the look for record ids that stand twice, which shuffles 8 bytes a record: for tables
   * whose writer keeps them unique. A record that stands twice then counts twice.
   *
   * @return inputs like these
   */
  public SparkInputs withTrustedIds() {
    return new SparkInputs(bill, billDelivery, usage, usageDeliveries, previous, false);
  }
}
