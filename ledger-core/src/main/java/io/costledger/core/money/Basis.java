package io.costledger.core.money;

/** Which cost a ledger holds. There is no default, and no sum across bases (SPEC section 1). */
public enum Basis {
  /** What the invoice says; FOCUS {@code BilledCost}. */
  BILLED,
  /** Accrued, with commitments amortized; FOCUS {@code EffectiveCost}. */
  EFFECTIVE,
  /** At negotiated prices; FOCUS {@code ContractedCost}. */
  CONTRACTED,
  /** At public prices; FOCUS {@code ListCost}. */
  LIST
}
