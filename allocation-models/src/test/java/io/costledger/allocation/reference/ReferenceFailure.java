package io.costledger.allocation.reference;

/** The scenario has no ledger: a rule makes it an error. */
public final class ReferenceFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReferenceFailure(String reason) {
    super(reason);
  }
}
