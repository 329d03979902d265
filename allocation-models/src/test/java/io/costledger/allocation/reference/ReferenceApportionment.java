package io.costledger.allocation.reference;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** SPEC section 3, literally, on exact fractions. */
public final class ReferenceApportionment {
  /** Ascending bytes of the UTF-8 form. */
  public static final Comparator<String> KEYS = (a, b) -> Arrays.compareUnsigned(
      a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private ReferenceApportionment() {}

  /** Splits units of any sign over keys; some weight must be above 0. */
  public static Map<String, BigInteger> split(
      BigInteger units, Map<String, Fraction> weights, boolean prefix) {
    Map<String, BigInteger> shares =
        prefix ? prefix(units.abs(), weights) : largestRemainder(units.abs(), weights);
    if (units.signum() < 0) {
      shares.replaceAll((key, share) -> share.negate());
    }
    return shares;
  }

  /** The sum of all weights. */
  public static Fraction total(Map<String, Fraction> weights) {
    return weights.values().stream().reduce(Fraction.ZERO, Fraction::plus);
  }

  private static Map<String, BigInteger> largestRemainder(
      BigInteger units, Map<String, Fraction> weights) {
    Fraction total = total(weights);
    Map<String, BigInteger> shares = new LinkedHashMap<>();
    Map<String, Fraction> remainders = new LinkedHashMap<>();
    BigInteger left = units;
    for (String key : ascending(weights)) {
      Fraction exact = Fraction.of(units).times(weights.get(key)).over(total);
      shares.put(key, exact.floor());
      remainders.put(key, exact.minus(Fraction.of(exact.floor())));
      left = left.subtract(exact.floor());
    }
    while (left.signum() > 0) {
      String winner = "";
      for (String key : ascending(weights)) {
        if (remainders.containsKey(key)
            && (winner.isEmpty() || remainders.get(key).compareTo(remainders.get(winner)) > 0)) {
          winner = key;
        }
      }
      if (remainders.get(winner).signum() == 0) {
        throw new IllegalStateException("a unit is left and every remainder is 0");
      }
      remainders.remove(winner);
      shares.merge(winner, BigInteger.ONE, BigInteger::add);
      left = left.subtract(BigInteger.ONE);
    }
    return shares;
  }

  private static Map<String, BigInteger> prefix(BigInteger units, Map<String, Fraction> weights) {
    Fraction total = total(weights);
    Map<String, BigInteger> shares = new LinkedHashMap<>();
    Fraction before = Fraction.ZERO;
    for (String key : ascending(weights)) {
      Fraction after = before.plus(weights.get(key));
      BigInteger upTo = Fraction.of(units).times(after).over(total).floor();
      BigInteger below = Fraction.of(units).times(before).over(total).floor();
      shares.put(key, upTo.subtract(below));
      before = after;
    }
    return shares;
  }

  private static List<String> ascending(Map<String, Fraction> weights) {
    List<String> keys = new ArrayList<>(weights.keySet());
    keys.sort(KEYS);
    return keys;
  }
}
