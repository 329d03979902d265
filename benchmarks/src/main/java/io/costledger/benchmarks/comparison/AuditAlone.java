package io.costledger.benchmarks.comparison;

import io.costledger.allocation.Chargeback;
import io.costledger.core.ledger.Run;
import io.costledger.invariants.Audit;
import io.costledger.invariants.AuditedRun;
import java.time.Instant;

/** Of what the library's run takes, the audit: it checks a finished run once more. */
final class AuditAlone implements Contender {
  private final Run finished;
  private AuditedRun audited;

  AuditAlone(Work work) {
    LibraryInputs library = new LibraryInputs(work);
    audited = Chargeback.of(library.policy().resolve())
        .run(library.inputs(), Instant.parse("2026-09-02T06:00:00Z"));
    finished = audited.run();
  }

  @Override
  public void run() {
    audited = Audit.standard().audit(finished);
  }

  /** Nothing of its own: an audit moves no unit. */
  @Override
  public Outcome outcome() {
    return Outcome.of(new long[audited.run().entries().size()]);
  }
}
