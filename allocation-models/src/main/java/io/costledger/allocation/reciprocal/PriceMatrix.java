package io.costledger.allocation.reciprocal;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The integer equations of a group's unit prices. With T_p the total weight of member p, y_p = x_p
 * / T_p is what one unit of its weight costs, and T_p * y_p - sum over q of w_qp * y_q = inflow_p.
 * Columns are weakly dominated by their diagonal, so it is an M-matrix: prices are never negative.
 */
final class PriceMatrix {
  private final List<NavigableMap<Integer, BigInteger>> charged;
  private final List<BigInteger> totals;

  private PriceMatrix(List<NavigableMap<Integer, BigInteger>> charged, List<BigInteger> totals) {
    this.charged = charged;
    this.totals = totals;
  }

  static PriceMatrix of(List<GroupMember> members) {
    List<NavigableMap<Integer, BigInteger>> charged = new ArrayList<>();
    members.forEach(member -> charged.add(new TreeMap<>()));
    for (int q = 0; q < members.size(); q++) {
      int from = q;
      members.get(q).toMembers().forEach((p, weight) -> charged.get(p).put(from, weight));
    }
    return new PriceMatrix(charged, members.stream().map(GroupMember::total).toList());
  }

  int size() {
    return totals.size();
  }

  /** The diagonal: T_p. */
  BigInteger total(int member) {
    return totals.get(member);
  }

  /** What is off the diagonal of a member's row, without its minus sign: who charges it. */
  NavigableMap<Integer, BigInteger> chargedBy(int member) {
    return charged.get(member);
  }

  /**
   * Above every price numerator over the determinant: by Cramer it is a sum of inflow times
   * cofactor, and no cofactor of such a matrix is above the product of the other diagonals.
   */
  BigInteger mostNumerator(BigInteger inflow) {
    return inflow.multiply(mostDeterminant());
  }

  /** No determinant of an M-matrix is above the product of its diagonal (Hadamard, Fischer). */
  BigInteger mostDeterminant() {
    return product(0, size());
  }

  private BigInteger product(int from, int to) {
    if (to - from == 1) {
      return totals.get(from);
    }
    int middle = (from + to) >>> 1;
    return product(from, middle).multiply(product(middle, to));
  }

  /** Whether prices solve the equations, by putting them in, in whole numbers. */
  boolean isSolvedBy(Prices prices, List<BigInteger> inflows) {
    WeightedSums sums = WeightedSums.of(prices.numerators());
    for (int p = 0; p < size(); p++) {
      BigInteger left = totals.get(p).multiply(prices.numerators().get(p));
      BigInteger right = inflows.get(p).multiply(prices.denominator());
      if (!left.equals(right.add(sums.sum(charged.get(p))))) {
        return false;
      }
    }
    return true;
  }
}
