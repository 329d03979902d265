package io.costledger.allocation.reciprocal;

import io.costledger.core.work.Workers;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * Elimination in integers only: each step divides by the pivot before, which goes without
 * remainder. Source: E. H. Bareiss, Sylvester's identity and multistep integer-preserving Gaussian
 * elimination, Math. Comp. 22 (1968). No pivoting: leading minors of an M-matrix are above 0.
 */
final class FractionFree implements Prices.Solver {
  /** Above the diagonal and on it the eliminated rows, below it the factors of each step. */
  private final BigInteger[][] rows;

  private final IntegerRows reversed;

  private FractionFree(IntegerRows reversed, BigInteger[][] rows) {
    this.reversed = reversed;
    this.rows = rows;
  }

  static FractionFree of(PriceMatrix matrix) {
    int n = matrix.size();
    BigInteger[][] rows = new BigInteger[n][n];
    for (int p = 0; p < n; p++) {
      BigInteger[] row = rows[p];
      Arrays.fill(row, BigInteger.ZERO);
      row[p] = matrix.total(p);
      for (int i = 0; i < matrix.charging(p).length; i++) {
        row[matrix.charging(p)[i]] = matrix.weights(p)[i].negate();
      }
    }
    BigInteger before = BigInteger.ONE;
    for (int k = 0; k < n; k++) {
      for (int i = k + 1; i < n; i++) {
        for (int j = k + 1; j < n; j++) {
          rows[i][j] = rows[k][k]
              .multiply(rows[i][j])
              .subtract(rows[i][k].multiply(rows[k][j]))
              .divide(before);
        }
      }
      before = rows[k][k];
    }
    return new FractionFree(matrix.reversed(), rows);
  }

  @Override
  public Prices prices(List<BigInteger> inflows) {
    int n = rows.length;
    BigInteger[] b = inflows.toArray(BigInteger[]::new);
    BigInteger before = BigInteger.ONE;
    for (int k = 0; k < n; k++) {
      for (int i = k + 1; i < n; i++) {
        b[i] = rows[k][k].multiply(b[i]).subtract(rows[i][k].multiply(b[k])).divide(before);
      }
      before = rows[k][k];
    }
    BigInteger determinant = rows[n - 1][n - 1];
    for (int i = n - 1; i >= 0; i--) {
      BigInteger sum = determinant.multiply(b[i]);
      for (int j = i + 1; j < n; j++) {
        sum = sum.subtract(rows[i][j].multiply(b[j]));
      }
      b[i] = sum.divide(rows[i][i]);
    }
    Prices prices = reduced(b, determinant);
    if (!PriceMatrix.isSolvedBy(reversed, prices, inflows, Workers.caller())) {
      throw new IllegalStateException(
          "The prices of a reciprocal group are wrong: a defect of this library");
    }
    return prices;
  }

  private static Prices reduced(BigInteger[] numerators, BigInteger denominator) {
    BigInteger common = denominator;
    for (BigInteger numerator : numerators) {
      common = common.gcd(numerator);
    }
    for (int i = 0; i < numerators.length; i++) {
      numerators[i] = numerators[i].divide(common);
    }
    return new Prices(List.of(numerators), denominator.divide(common));
  }
}
