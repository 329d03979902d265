package io.costledger.cli.report;

import io.costledger.allocation.apportion.Apportionment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Splits a sum in cents over the exact amounts that it is made of, as SPEC section 9 settles. */
final class Cents {
  private Cents() {}

  /**
   * The parts in cents; they sum to the given total.
   *
   * @param amounts turns units into cents
   * @param total the sum in cents
   * @param units the exact parts, in the order of their keys
   */
  static List<BigInteger> split(Amounts amounts, BigInteger total, List<BigInteger> units) {
    List<BigInteger> negative =
        units.stream().map(part -> part.negate().max(BigInteger.ZERO)).toList();
    List<BigInteger> positive =
        units.stream().map(part -> part.max(BigInteger.ZERO)).toList();
    boolean noPositive = sum(positive).signum() == 0;
    BigInteger credits = noPositive ? total.negate() : amounts.cents(sum(negative));
    BigInteger charges = noPositive ? BigInteger.ZERO : total.add(credits);
    List<BigInteger> minus = split(credits, negative);
    List<BigInteger> plus = split(charges, positive);
    List<BigInteger> parts = new ArrayList<>();
    for (int i = 0; i < units.size(); i++) {
      parts.add(plus.get(i).subtract(minus.get(i)));
    }
    return parts;
  }

  static BigInteger sum(List<BigInteger> parts) {
    return parts.stream().reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static List<BigInteger> split(BigInteger cents, List<BigInteger> weights) {
    return cents.signum() == 0
        ? weights.stream().map(weight -> BigInteger.ZERO).toList()
        : Apportionment.LARGEST_REMAINDER.split(cents, weights);
  }
}
