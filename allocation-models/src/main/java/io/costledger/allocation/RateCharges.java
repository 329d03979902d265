package io.costledger.allocation;

import io.costledger.allocation.apportion.Apportionment;
import io.costledger.core.account.Account;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.RateModel;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

/**
 * What a rate model charges of one pool (SPEC 4.5): once, in CHARGE, also when the pool is empty. The
 * CREDIT pool goes whole to variance, or by the same weights if trued up.
 *
 * @param plan the pool
 * @param lines what each consumer is charged, ascending by key
 * @param variance what the pool holds beyond that; below 0 in CHARGE: what variance funds
 * @param isFunded whether variance pays into the platform
 */
record RateCharges(PoolPlan plan, List<Line> lines, BigInteger variance, boolean isFunded) {

  /** One consumer's charge, and what trues it up to its share of the pool; both in whole units. */
  record Line(Account consumer, BigInteger charge, BigInteger trueUp) {}

  static RateCharges of(
      PoolPlan plan,
      RateModel model,
      LedgerUnit unit,
      Apportionment apportionment,
      Measure measure,
      BigInteger pool) {
    List<Account> consumers = List.copyOf(plan.weights().byConsumer().keySet());
    if (consumers.isEmpty() || (measure == Measure.CREDIT && !model.isTruedUp())) {
      return new RateCharges(plan, List.of(), pool, false);
    }
    List<BigInteger> charges = charges(consumers, model.charges(plan.usage()), unit);
    List<Line> lines = new ArrayList<>();
    if (model.isTruedUp()) {
      List<BigInteger> totals =
          apportionment.split(pool, List.copyOf(plan.weights().byConsumer().values()));
      for (int i = 0; i < consumers.size(); i++) {
        lines.add(
            measure == Measure.CHARGE
                ? new Line(consumers.get(i), charges.get(i), totals.get(i).subtract(charges.get(i)))
                : new Line(consumers.get(i), totals.get(i), BigInteger.ZERO));
      }
      return new RateCharges(plan, lines, BigInteger.ZERO, false);
    }
    BigInteger left = pool;
    for (int i = 0; i < consumers.size(); i++) {
      lines.add(new Line(consumers.get(i), charges.get(i), BigInteger.ZERO));
      left = left.subtract(charges.get(i));
    }
    return new RateCharges(plan, lines, left, left.signum() < 0);
  }

  private static List<BigInteger> charges(
      List<Account> consumers, NavigableMap<Account, Ratio> exact, LedgerUnit unit) {
    BigInteger perCurrency = BigInteger.TEN.pow(unit.scale());
    return consumers.stream()
        .map(consumer -> halfEven(Maps.get(exact, consumer).times(Ratio.of(perCurrency))))
        .toList();
  }

  /** Rounds a ratio of 0 or more to the nearest whole number, a half to the even one. */
  private static BigInteger halfEven(Ratio ratio) {
    BigInteger[] parts = ratio.numerator().divideAndRemainder(ratio.denominator());
    int half = parts[1].shiftLeft(1).compareTo(ratio.denominator());
    boolean up = half > 0 || (half == 0 && parts[0].testBit(0));
    return up ? parts[0].add(BigInteger.ONE) : parts[0];
  }
}
