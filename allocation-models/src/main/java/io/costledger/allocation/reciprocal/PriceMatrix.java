package io.costledger.allocation.reciprocal;

import io.costledger.core.work.Workers;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The integer equations of a group's unit prices. With T_p the total weight of member p, y_p = x_p
 * / T_p is what one unit of its weight costs, and T_p * y_p - sum over q of w_qp * y_q = inflow_p.
 * Columns are weakly dominated by their diagonal, so it is an M-matrix: prices are never negative.
 */
final class PriceMatrix {
  private final List<BigInteger> totals;
  private final int[][] charging;
  private final BigInteger[][] weights;

  /** Turns what each charges to others into what each is charged by others. */
  private PriceMatrix(List<BigInteger> totals, int[][] charged, BigInteger[][] by, int[] counts) {
    int n = counts.length;
    this.totals = totals;
    this.charging = new int[n][];
    this.weights = new BigInteger[n][];
    for (int p = 0; p < n; p++) {
      charging[p] = new int[counts[p]];
      weights[p] = new BigInteger[counts[p]];
    }
    int[] next = new int[n];
    for (int q = 0; q < n; q++) {
      for (int i = 0; i < charged[q].length; i++) {
        int p = charged[q][i];
        charging[p][next[p]] = q;
        weights[p][next[p]++] = by[q][i];
      }
    }
  }

  static PriceMatrix of(List<GroupMember> members) {
    int n = members.size();
    int[] counts = new int[n];
    int[][] charged = new int[n][];
    BigInteger[][] by = new BigInteger[n][];
    List<BigInteger> totals = new ArrayList<>();
    for (int q = 0; q < n; q++) {
      NavigableMap<Integer, BigInteger> weights = members.get(q).toMembers();
      charged[q] = new int[weights.size()];
      by[q] = new BigInteger[weights.size()];
      BigInteger total = BigInteger.ZERO;
      int i = 0;
      for (Map.Entry<Integer, BigInteger> weight : weights.entrySet()) {
        charged[q][i] = weight.getKey();
        by[q][i++] = weight.getValue();
        counts[weight.getKey()]++;
        total = total.add(weight.getValue());
      }
      totals.add(members.get(q).toSinks().values().stream().reduce(total, BigInteger::add));
    }
    return new PriceMatrix(totals, charged, by, counts);
  }

  int size() {
    return totals.size();
  }

  /** The diagonal: T_p. */
  BigInteger total(int member) {
    return totals.get(member);
  }

  /** Who charges a member, ascending. */
  int[] charging(int member) {
    return charging[member];
  }

  /** What is off the diagonal of a member's row, without its minus sign: a weight for each. */
  BigInteger[] weights(int member) {
    return weights[member];
  }

  /** The rows with all signs reversed: weights, and less the totals. */
  IntegerRows reversed() {
    return reversed(new TreeMap<>());
  }

  /** The same with other columns in place of some. */
  IntegerRows reversed(NavigableMap<Integer, BigInteger[]> replaced) {
    IntegerRows rows = new IntegerRows(size());
    BigInteger[] row = new BigInteger[size()];
    int[] at = new int[size()];
    for (int p = 0; p < size(); p++) {
      Arrays.fill(row, BigInteger.ZERO);
      row[p] = totals.get(p).negate();
      for (int i = 0; i < charging[p].length; i++) {
        row[charging[p][i]] = weights[p][i];
      }
      for (Map.Entry<Integer, BigInteger[]> column : replaced.entrySet()) {
        row[column.getKey()] = column.getValue()[p];
      }
      int count = 0;
      BigInteger[] numbers = new BigInteger[size()];
      for (int q = 0; q < size(); q++) {
        if (row[q].signum() != 0) {
          at[count] = q;
          numbers[count++] = row[q];
        }
      }
      rows.add(Arrays.copyOf(at, count), Arrays.copyOf(numbers, count));
    }
    return rows;
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
  static boolean isSolvedBy(
      IntegerRows reversed, Prices prices, List<BigInteger> inflows, Workers workers) {
    for (BigInteger price : prices.numerators()) {
      if (price.signum() < 0) {
        return false;
      }
    }
    List<BigInteger> products = RowProducts.of(reversed, prices.numerators(), workers);
    for (int p = 0; p < inflows.size(); p++) {
      if (!products.get(p).negate().equals(inflows.get(p).multiply(prices.denominator()))) {
        return false;
      }
    }
    return true;
  }
}
