package io.costledger.allocation.reciprocal;

import java.math.BigInteger;
import java.util.List;

/**
 * The exact gross cost of each member and the exact outflow to each sink, as fractions over one
 * denominator, which need not be the least.
 *
 * @param gross numerators of the gross costs: a member's inflow and what the others pass to it
 * @param outflows numerators of the outflows; they sum to the inflow times the denominator
 * @param denominator above 0
 */
public record GroupSolution(
    List<BigInteger> gross, List<BigInteger> outflows, BigInteger denominator) {
  /** Copies the lists. */
  public GroupSolution {
    gross = List.copyOf(gross);
    outflows = List.copyOf(outflows);
  }
}
