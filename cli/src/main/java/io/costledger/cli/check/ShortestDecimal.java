package io.costledger.cli.check;

import io.costledger.core.Invalid;
import io.costledger.parquet.Inexact;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Predicate;

/**
 * The shortest decimal that tells a binary floating-point number from all others of its width, and
 * of those the nearest: what a CSV export of the column would show. The exact value would be worse:
 * that of the double 0.1 has 55 digits that nobody meant.
 */
final class ShortestDecimal implements Inexact {
  /** Any double is told by 17 digits, any float by 9. */
  private static final int MOST_DIGITS = 17;

  private static final List<RoundingMode> NEAREST_FIRST =
      List.of(RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP);

  @Override
  public BigDecimal ofDouble(long bits) {
    double number = Double.longBitsToDouble(bits);
    if (!Double.isFinite(number)) {
      throw notFinite(number);
    }
    return shortest(new BigDecimal(number), decimal -> decimal.doubleValue() == number);
  }

  @Override
  public BigDecimal ofFloat(int bits) {
    float number = Float.intBitsToFloat(bits);
    if (!Float.isFinite(number)) {
      throw notFinite(number);
    }
    return shortest(new BigDecimal(number), decimal -> decimal.floatValue() == number);
  }

  private static BigDecimal shortest(BigDecimal exact, Predicate<BigDecimal> isSame) {
    if (exact.signum() == 0) {
      return BigDecimal.ZERO;
    }
    for (int digits = 1; digits <= MOST_DIGITS; digits++) {
      for (RoundingMode rounding : NEAREST_FIRST) {
        BigDecimal decimal = exact.round(new MathContext(digits, rounding));
        if (isSame.test(decimal)) {
          return decimal.stripTrailingZeros();
        }
      }
    }
    throw new IllegalStateException("17 digits tell any double");
  }

  private static IllegalArgumentException notFinite(double number) {
    return Invalid.argument("number", number, "must be finite");
  }
}
