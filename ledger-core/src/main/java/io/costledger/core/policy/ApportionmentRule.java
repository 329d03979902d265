package io.costledger.core.policy;

/** How units that don't divide evenly are placed (SPEC section 3); one rule for a whole run. */
public enum ApportionmentRule {
  /** Left-over units go to the largest remainders; ties to the smaller key (3.1). */
  LARGEST_REMAINDER,
  /** Differences of rounded-down prefix sums in key order (3.2). */
  PREFIX
}
