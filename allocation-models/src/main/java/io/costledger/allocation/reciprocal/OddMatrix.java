package io.costledger.allocation.reciprocal;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A matrix whose columns are halved until its determinant is odd: where a sum of columns v is even,
 * one of them, j, is replaced by half the sum (or by a sum of multiples, over a higher power of 2).
 * Solutions z of the new equations tell those of the old: y_i = z_i + v_i * z_j / 2, y_j = z_j / 2.
 */
final class OddMatrix {
  /** One replaced column: its place, the multiples (1 at the place) and the power of 2. */
  private static final class Halving {
    final int column;
    final long[] multiples;
    final int power;

    Halving(int column, long[] multiples, int power) {
      this.column = column;
      this.multiples = multiples;
      this.power = power;
    }
  }

  private final PriceMatrix matrix;
  private final IntegerRows old;
  private final NavigableMap<Integer, BigInteger[]> replaced = new TreeMap<>();
  private final List<Halving> halvings = new ArrayList<>();

  /** Begins with the matrix, all signs reversed. */
  OddMatrix(PriceMatrix matrix, IntegerRows reversed) {
    this.matrix = matrix;
    this.old = reversed;
  }

  /** The power of 2 that was taken out of the determinant. */
  int power() {
    return halvings.stream().mapToInt(halving -> halving.power).sum();
  }

  /** Replaces a column by the sum of multiples of columns over 2^power; returns it. */
  BigInteger[] halve(int column, long[] multiples, int power) {
    long[] kept = multiples.clone();
    replaced.keySet().forEach(j -> kept[j] = 0);
    RowSums sums = new RowSums(old, DigitVector.bits(kept.length), 0);
    DigitVector digits = DigitVector.of(kept);
    Wide scratch = new Wide();
    BigInteger[] halved = new BigInteger[kept.length];
    for (int p = 0; p < halved.length; p++) {
      sums.addTimes(p, digits, scratch);
      BigInteger sum = sums.number(p);
      for (var other : replaced.entrySet()) {
        sum = sum.add(other.getValue()[p].multiply(BigInteger.valueOf(multiples[other.getKey()])));
      }
      if (sum.signum() != 0 && sum.getLowestSetBit() < power) {
        throw new IllegalStateException(
            "A column of a reciprocal group isn't even: a defect of this library");
      }
      halved[p] = sum.shiftRight(power);
    }
    halvings.add(new Halving(column, multiples.clone(), power));
    replaced.put(column, halved);
    return halved;
  }

  /** The rows as they are now. */
  IntegerRows rows() {
    if (replaced.isEmpty()) {
      return old;
    }
    return matrix.reversed(replaced);
  }

  /** The prices, of a solution of the halved equations over an odd denominator. */
  Prices prices(BigInteger[] solution, BigInteger denominator) {
    int most = power();
    BigInteger[] y = new BigInteger[solution.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = solution[i].shiftLeft(most);
    }
    for (int h = halvings.size() - 1; h >= 0; h--) {
      Halving halving = halvings.get(h);
      BigInteger part = y[halving.column].shiftRight(halving.power);
      for (int i = 0; i < y.length; i++) {
        if (i != halving.column && halving.multiples[i] != 0) {
          y[i] = y[i].add(part.multiply(BigInteger.valueOf(halving.multiples[i])));
        }
      }
      y[halving.column] = part;
    }
    int twos = most;
    for (BigInteger price : y) {
      twos = price.signum() == 0 ? twos : Math.min(twos, price.getLowestSetBit());
    }
    for (int i = 0; i < y.length; i++) {
      y[i] = y[i].shiftRight(twos);
    }
    return new Prices(List.of(y), denominator.shiftLeft(most - twos));
  }
}
