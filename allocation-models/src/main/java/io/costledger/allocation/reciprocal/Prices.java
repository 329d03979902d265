package io.costledger.allocation.reciprocal;

import java.math.BigInteger;
import java.util.List;

/** Unit prices as fractions over one denominator above 0. */
record Prices(List<BigInteger> numerators, BigInteger denominator) {
  /**
   * Solves for one right-hand side after another with what was computed once. A solver puts what it
   * found into the equations before it returns it.
   */
  interface Solver {
    Prices prices(List<BigInteger> inflows);
  }
}
