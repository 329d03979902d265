package io.costledger.spark;

import io.costledger.allocation.Chargeback;
import io.costledger.allocation.Summarising;
import io.costledger.core.bill.Bill;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.usage.UsageSummary;
import io.costledger.core.work.Workers;
import java.time.Instant;

/**
 * The run on Spark: usage is summed where it lies, and the sums are charged back on the driver by the
 * same engine, to the same units and the same run id as in one process.
 *
 * <p>Example: {@code SparkChargeback.of(policy.resolve()).run(SparkInputs.of(bill, billDelivery,
 * usage, usageDeliveries), recordedAt).entries()}.
 *
 * <p>On the driver are the bill's rows, the summary (a line for each delivery, platform, consumer,
 * unit and grain period) and the entries; usage records never are.
 */
public final class SparkChargeback {
  private final ResolvedPolicy policy;
  private final Workers workers;

  private SparkChargeback(ResolvedPolicy policy, Workers workers) {
    this.policy = policy;
    this.workers = workers;
  }

  /**
   * Returns the chargeback of a policy.
   *
   * @param policy the resolved policy; it stays on the driver
   * @return the chargeback
   */
  public static SparkChargeback of(ResolvedPolicy policy) {
    return new SparkChargeback(policy, Workers.caller());
  }

  /**
   * Returns the same chargeback by other threads of the driver, which share what {@link
   * Chargeback#by} says.
   *
   * @param others whose threads, and how many
   * @return to the same units
   */
  public SparkChargeback by(Workers others) {
    return new SparkChargeback(policy, others);
  }

  /**
   * Returns the audited run of some inputs. The tables are read now.
   *
   * @param inputs bill and usage
   * @param recordedAt when the run is recorded; the library reads no clock
   * @return the run and its tables
   * @throws io.costledger.core.LedgerException if a column is missing or has a type that is not
   *     exact
   * @throws io.costledger.core.delivery.InvalidInputException with everything that is wrong in the
   *     rows of the bill or of the usage
   * @throws io.costledger.allocation.RunRefusedException as {@link Chargeback#run}
   * @throws io.costledger.invariants.AuditFailedException as {@link Chargeback#run}
   */
  public SparkRun run(SparkInputs inputs, Instant recordedAt) {
    Summarising how = Summarising.of(policy);
    Bill bill = BillTable.read(inputs.bill(), inputs.billDelivery(), policy.declared());
    UsageSummary summary = UsageSummaries.of(inputs.usage(), how);
    if (inputs.idsChecked()) {
      DuplicateIds.refuse(inputs.usage(), inputs.usageDeliveries());
    }
    RunInputs summed = RunInputs.of(bill, summary.toBatch(), inputs.usageDeliveries());
    return new SparkRun(
        Chargeback.of(policy)
            .by(workers)
            .run(inputs.previous().map(summed::withPrevious).orElse(summed), recordedAt),
        summary,
        inputs.usage());
  }
}
