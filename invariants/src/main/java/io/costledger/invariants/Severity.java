package io.costledger.invariants;

/** What a violation means for a run. */
public enum Severity {
  /** The run must not be published. */
  BLOCK,
  /** Somebody should look. */
  WARN
}
