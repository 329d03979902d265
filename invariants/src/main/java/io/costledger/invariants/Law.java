package io.costledger.invariants;

import io.costledger.core.ledger.Run;
import java.util.List;

/** What the standard laws have in common: a code, a sentence, and a way to report. */
abstract class Law implements Invariant {
  private final String code;
  private final String statement;

  Law(String code, String statement) {
    this.code = code;
    this.statement = statement;
  }

  @Override
  public final String code() {
    return code;
  }

  @Override
  public final String statement() {
    return statement;
  }

  @Override
  public final List<Violation> check(Run run) {
    return check(Inspection.of(run));
  }

  /** Checks a run of which other laws found something out already. */
  final List<Violation> check(Inspection inspection) {
    Findings findings = new Findings(code, inspection.run().policy().declared());
    find(inspection, findings);
    return findings.all();
  }

  /** Reports every violation, in an order that depends on the run alone. */
  abstract void find(Run run, Findings findings);

  /** The same, for a law that shares what it looks at, or its work. */
  void find(Inspection inspection, Findings findings) {
    find(inspection.run(), findings);
  }

  @Override
  public final String toString() {
    return code;
  }
}
