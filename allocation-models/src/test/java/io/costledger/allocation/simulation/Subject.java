package io.costledger.allocation.simulation;

import io.costledger.allocation.Chargeback;
import io.costledger.core.bill.Bill;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.received.Received;
import io.costledger.core.usage.UsageBatch;
import io.costledger.invariants.AuditedRun;
import java.time.Instant;

/** What is simulated: the library, or in tests a broken stand-in. */
interface Subject {
  /** The library. */
  Subject LIBRARY = new Subject() {};

  default Received receive(Received received, Bill bill) {
    return received.with(bill);
  }

  default Received receive(Received received, Delivery delivery, UsageBatch usage) {
    return received.with(delivery, usage);
  }

  default AuditedRun run(ResolvedPolicy policy, RunInputs inputs, Instant recordedAt) {
    return Chargeback.of(policy).run(inputs, recordedAt);
  }
}
