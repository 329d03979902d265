package io.costledger.allocation.reference;

import java.util.ArrayList;
import java.util.List;

/** Solves linear equations as in school: fractions, one unknown after the other. */
public final class RationalElimination {
  private RationalElimination() {}

  /** The x of a * x = b. */
  public static List<Fraction> solve(List<List<Fraction>> a, List<Fraction> b) {
    int n = b.size();
    List<List<Fraction>> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      List<Fraction> row = new ArrayList<>(a.get(i));
      row.add(b.get(i));
      rows.add(row);
    }
    for (int k = 0; k < n; k++) {
      int pivot = k;
      while (rows.get(pivot).get(k).n().signum() == 0) {
        pivot++;
      }
      java.util.Collections.swap(rows, k, pivot);
      for (int i = 0; i < n; i++) {
        if (i != k && rows.get(i).get(k).n().signum() != 0) {
          subtract(rows.get(i), rows.get(k), k);
        }
      }
    }
    List<Fraction> x = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      x.add(rows.get(i).get(n).over(rows.get(i).get(i)));
    }
    return x;
  }

  /** Takes away as many times the other row as clears the place k. */
  private static void subtract(List<Fraction> row, List<Fraction> other, int k) {
    Fraction times = row.get(k).over(other.get(k));
    for (int j = k; j < row.size(); j++) {
      row.set(j, row.get(j).minus(times.times(other.get(j))));
    }
  }
}
