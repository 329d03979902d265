package io.costledger.invariants;

import io.costledger.core.ledger.Run;

/** A law that looks at what other laws look at too, or shares its work among threads. */
abstract class SharingLaw extends Law {
  SharingLaw(String code, String statement) {
    super(code, statement);
  }

  @Override
  final void find(Run run, Findings findings) {
    find(Inspection.of(run), findings);
  }

  @Override
  abstract void find(Inspection inspection, Findings findings);
}
