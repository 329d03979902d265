package io.costledger.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.Responsible;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageRecord;
import org.junit.jupiter.api.Test;

class UsageFaultsTest {
  @Test
  void aRecordHasTheFaultOfItsSumInItsOwnName() {
    Period day = Period.parse("2024-09-01T00:00:00Z/2024-09-02T00:00:00Z");
    Responsible feed = new Responsible(Responsible.Role.USAGE_FEED, "spark");
    Fault fault = UsageFaults.of(
        UsageRecord.of("u1", "spark", "cost-center:ads", "1.50", "hours", day, "d"),
        FaultReason.PERIOD_MISMATCH,
        feed);
    assertThat(fault.record()).contains("usage:u1");
    assertThat(fault.owner()).isEqualTo(feed);
    assertThat(fault.chargePeriod()).isEqualTo(day);
    assertThat(fault.message())
        .isEqualTo("Invalid charge period of usage record 'u1':"
            + " 2024-09-01T00:00:00Z/2024-09-02T00:00:00Z"
            + " (no grain period of the run contains it; 1.5 hours don't count)");
  }
}
