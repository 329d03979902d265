package io.costledger.core.policy;

/**
 * The laws whose severity a policy chooses. They are about the data and about what somebody finds
 * much, so a run may break them and still be right. Every other law holds or the run is wrong:
 * conservation, completeness and attribution can't be weakened. A closed list.
 */
public enum SoftLaw {
  /** Each grain period has its bill and its usage. */
  PERIOD_COVERAGE,
  /** Little of the cost has no home; only if the policy says how much is little. */
  UNALLOCATED_SHARE,
  /** Little changed since another run, up or down. */
  DRIFT,
  /** The deliveries were received late enough to hold the whole period. */
  FRESHNESS
}
