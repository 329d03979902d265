package io.costledger.allocation.model;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.account.CodePoints;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.RateLine;
import io.costledger.core.policy.UnitsRead;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A rate for each of some units, each 0 or more. Sums of rate * quantity are made of whole
 * multiples of the rates' common denominator, so that no fraction has to be reduced on the way.
 */
final class Rates {
  private final NavigableMap<String, Ratio> byUnit;
  private final BigInteger denominator;
  private final Map<String, BigDecimal> numerators = new HashMap<>();
  private final UnitsRead units;

  /** Fails unless there is a rate, each of a named unit and 0 or more. */
  Rates(Map<String, Ratio> rates) {
    NavigableMap<String, Ratio> copy = new TreeMap<>(CodePoints.ORDER);
    copy.putAll(rates);
    if (copy.isEmpty()) {
      throw Invalid.argument("rates", "{}", "must name a unit");
    }
    copy.forEach((unit, rate) -> {
      Account.requireId("unit", unit);
      requireRate(unit, rate);
    });
    BigInteger common = BigInteger.ONE;
    for (Ratio rate : copy.values()) {
      common = common.divide(common.gcd(rate.denominator())).multiply(rate.denominator());
    }
    for (Map.Entry<String, Ratio> rate : copy.entrySet()) {
      BigInteger times = common.divide(rate.getValue().denominator());
      numerators.put(rate.getKey(), new BigDecimal(rate.getValue().numerator().multiply(times)));
    }
    byUnit = Collections.unmodifiableNavigableMap(copy);
    denominator = common;
    units = UnitsRead.only(copy.keySet());
  }

  /** Fails unless a rate is 0 or more. */
  static void requireRate(String of, Ratio rate) {
    if (rate.signum() < 0) {
      throw Invalid.argument("rate", rate + " of " + of, "must be 0 or more");
    }
  }

  NavigableMap<String, Ratio> byUnit() {
    return byUnit;
  }

  /** The units that have a rate. */
  UnitsRead units() {
    return units;
  }

  /** The rates, times {@link #denominator}. */
  NavigableMap<String, BigInteger> wholeByUnit() {
    NavigableMap<String, BigInteger> whole = new TreeMap<>(CodePoints.ORDER);
    numerators.forEach((unit, rate) -> whole.put(unit, rate.toBigIntegerExact()));
    return whole;
  }

  /** What {@link #scaledSums} are too big by. */
  BigInteger denominator() {
    return denominator;
  }

  /**
   * By consumer, ascending: the sum of rate * quantity, times {@link #denominator}; units without a
   * rate count nothing.
   */
  Map<Account, BigDecimal> scaledSums(PoolUsage usage) {
    Map<Account, BigDecimal> sums = new LinkedHashMap<>();
    usage.consumers().forEach(consumer -> sums.put(consumer, BigDecimal.ZERO));
    usage.forEach((consumer, unit, quantity) -> {
      BigDecimal rate = numerators.get(unit);
      if (rate != null) {
        sums.merge(consumer, rate.multiply(quantity), BigDecimal::add);
      }
    });
    return sums;
  }

  /** What some lines charge together. */
  static Ratio sum(List<RateLine> lines) {
    return lines.stream().map(RateLine::charge).reduce(Ratio.ZERO, Ratio::plus);
  }
}
