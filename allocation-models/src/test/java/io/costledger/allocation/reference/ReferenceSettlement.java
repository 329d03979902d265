package io.costledger.allocation.reference;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;

/** SPEC section 9: a statement in hundredths whose lines sum to the rounded total. */
public final class ReferenceSettlement {
  private ReferenceSettlement() {}

  /**
   * Settles lines in hundredths of the currency.
   *
   * @param exact line to exact units, none 0; a line's text is its account's
   * @param scale decimals of a unit
   */
  public static Map<String, BigInteger> hundredths(Map<String, BigInteger> exact, int scale) {
    Map<String, Fraction> positive = new LinkedHashMap<>();
    Map<String, Fraction> negative = new LinkedHashMap<>();
    Fraction total = Fraction.ZERO;
    for (Map.Entry<String, BigInteger> line : exact.entrySet()) {
      Fraction amount = inHundredths(line.getValue(), scale);
      total = total.plus(amount);
      if (amount.signum() > 0) {
        positive.put(line.getKey(), amount);
      } else {
        negative.put(line.getKey(), Fraction.ZERO.minus(amount));
      }
    }
    BigInteger n = ReferenceApportionment.total(negative).roundHalfEven();
    Map<String, BigInteger> settled = new LinkedHashMap<>();
    if (!negative.isEmpty()) {
      settled.putAll(ReferenceApportionment.split(n.negate(), negative, false));
    }
    if (!positive.isEmpty()) {
      BigInteger rest = total.roundHalfEven().add(n);
      settled.putAll(ReferenceApportionment.split(rest, positive, false));
    }
    return settled;
  }

  private static Fraction inHundredths(BigInteger units, int scale) {
    return new Fraction(units.multiply(BigInteger.valueOf(100)), BigInteger.TEN.pow(scale));
  }
}
