package io.costledger.allocation;

import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.Responsible;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import java.util.List;

/**
 * The faults of single usage records, where a run was made of their sums: what is wrong with a sum is
 * wrong with each of its records.
 */
public final class UsageFaults {
  private UsageFaults() {}

  /**
   * Returns the fault of a record, as a run of the records themselves would name it.
   *
   * @param record a record of the sum, or a part of one, with the charge period of the sum
   * @param reason the reason of the sum's fault
   * @param owner its owner
   * @return the fault
   */
  public static Fault of(UsageRecord record, FaultReason reason, Responsible owner) {
    return Faults.usageRecord(
        UsageBatch.of(List.of(record)), 0, record.chargePeriod(), reason, owner);
  }
}
