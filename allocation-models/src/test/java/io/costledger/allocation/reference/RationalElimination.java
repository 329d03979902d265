package io.costledger.allocation.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Solves linear equations as in school: fractions, one unknown after the other. */
public final class RationalElimination {
  private RationalElimination() {}

  /** The x of a * x = b. */
  public static List<Fraction> solve(List<List<Fraction>> a, List<Fraction> b) {
    return solveAll(a, List.of(b)).get(0);
  }

  /** For each b the x of a * x = b: downwards for a triangle, and up again for the unknowns. */
  public static List<List<Fraction>> solveAll(List<List<Fraction>> a, List<List<Fraction>> bs) {
    int n = a.size();
    List<List<Fraction>> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      List<Fraction> row = new ArrayList<>(a.get(i));
      for (List<Fraction> b : bs) {
        row.add(b.get(i));
      }
      rows.add(row);
    }
    for (int k = 0; k < n; k++) {
      int pivot = k;
      while (rows.get(pivot).get(k).n().signum() == 0) {
        pivot++;
      }
      Collections.swap(rows, k, pivot);
      for (int i = k + 1; i < n; i++) {
        if (rows.get(i).get(k).n().signum() != 0) {
          subtract(rows.get(i), rows.get(k), k);
        }
      }
    }
    List<List<Fraction>> solutions = new ArrayList<>();
    for (int c = n; c < n + bs.size(); c++) {
      List<Fraction> x = new ArrayList<>(Collections.nCopies(n, Fraction.ZERO));
      for (int i = n - 1; i >= 0; i--) {
        Fraction left = rows.get(i).get(c);
        for (int j = i + 1; j < n; j++) {
          left = left.minus(rows.get(i).get(j).times(x.get(j)));
        }
        x.set(i, left.over(rows.get(i).get(i)));
      }
      solutions.add(x);
    }
    return solutions;
  }

  /** Takes away as many times the other row as clears the place k. */
  private static void subtract(List<Fraction> row, List<Fraction> other, int k) {
    Fraction times = row.get(k).over(other.get(k));
    for (int j = k; j < row.size(); j++) {
      row.set(j, row.get(j).minus(times.times(other.get(j))));
    }
  }
}
