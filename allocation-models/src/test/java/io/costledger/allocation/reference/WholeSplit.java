package io.costledger.allocation.reference;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** SPEC 3.1 and 3.2 on whole weights in the order of keys, in BigInteger, with a stable sort. */
public final class WholeSplit {
  private WholeSplit() {}

  /** The shares of units of any sign; some weight must be above 0. */
  public static List<BigInteger> of(BigInteger units, List<BigInteger> weights, boolean isPrefix) {
    List<BigInteger> shares =
        isPrefix ? prefix(units.abs(), weights) : largestRemainder(units.abs(), weights);
    return units.signum() < 0 ? shares.stream().map(BigInteger::negate).toList() : shares;
  }

  private static List<BigInteger> largestRemainder(BigInteger units, List<BigInteger> weights) {
    BigInteger total = sum(weights);
    List<BigInteger> shares = new ArrayList<>();
    List<BigInteger> remainders = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    for (BigInteger weight : weights) {
      BigInteger[] parts = units.multiply(weight).divideAndRemainder(total);
      order.add(shares.size());
      shares.add(parts[0]);
      remainders.add(parts[1]);
    }
    order.sort(Comparator.comparing((Integer i) -> remainders.get(i)).reversed());
    int left = units.subtract(sum(shares)).intValueExact();
    order.subList(0, left).forEach(i -> shares.set(i, shares.get(i).add(BigInteger.ONE)));
    return shares;
  }

  private static List<BigInteger> prefix(BigInteger units, List<BigInteger> weights) {
    BigInteger total = sum(weights);
    BigInteger before = BigInteger.ZERO;
    List<BigInteger> shares = new ArrayList<>();
    for (BigInteger weight : weights) {
      BigInteger after = before.add(weight);
      shares.add(
          units.multiply(after).divide(total).subtract(units.multiply(before).divide(total)));
      before = after;
    }
    return shares;
  }

  private static BigInteger sum(List<BigInteger> numbers) {
    return numbers.stream().reduce(BigInteger.ZERO, BigInteger::add);
  }
}
