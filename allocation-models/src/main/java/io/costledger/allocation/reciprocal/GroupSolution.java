package io.costledger.allocation.reciprocal;

import java.math.BigInteger;
import java.util.Arrays;
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

  /** The sum of some solutions, each times a whole factor. */
  static GroupSolution sum(
      List<GroupSolution> parts, List<BigInteger> factors, int members, int sinks) {
    BigInteger denominator = BigInteger.ONE;
    for (GroupSolution part : parts) {
      BigInteger common = denominator.gcd(part.denominator());
      denominator = denominator.divide(common).multiply(part.denominator());
    }
    BigInteger[] gross = new BigInteger[members];
    BigInteger[] outflows = new BigInteger[sinks];
    Arrays.fill(gross, BigInteger.ZERO);
    Arrays.fill(outflows, BigInteger.ZERO);
    for (int i = 0; i < parts.size(); i++) {
      BigInteger factor =
          factors.get(i).multiply(denominator.divide(parts.get(i).denominator()));
      if (factor.signum() != 0) {
        add(gross, parts.get(i).gross(), factor);
        add(outflows, parts.get(i).outflows(), factor);
      }
    }
    return new GroupSolution(List.of(gross), List.of(outflows), denominator);
  }

  private static void add(BigInteger[] sums, List<BigInteger> values, BigInteger factor) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = sums[i].add(values.get(i).multiply(factor));
    }
  }
}
