package io.costledger.benchmarks.comparison;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/** Amounts as Joda-Money's BigMoney at the ledger's scale. */
final class JodaMoneys implements ObjectContender.Arithmetic<BigMoney> {
  @Override
  public BigMoney of(long units) {
    return BigMoney.of(CurrencyUnit.USD, BigDecimal.valueOf(units, Work.SCALE));
  }

  @Override
  public BigMoney floor(BigMoney amount, BigDecimal weight, BigDecimal total) {
    return amount
        .multipliedBy(weight)
        .dividedBy(total, RoundingMode.DOWN)
        .withScale(Work.SCALE, RoundingMode.DOWN);
  }

  @Override
  public BigMoney plus(BigMoney a, BigMoney b) {
    return a.plus(b);
  }

  @Override
  public BigMoney minus(BigMoney a, BigMoney b) {
    return a.minus(b);
  }

  @Override
  public int compare(BigMoney a, BigMoney b) {
    return a.compareTo(b);
  }

  @Override
  public BigMoney rest(BigMoney amount, BigDecimal weight, BigMoney part, BigDecimal total) {
    return amount.multipliedBy(weight).minus(part.multipliedBy(total));
  }

  @Override
  public long units(BigMoney amount) {
    return amount.getAmount().unscaledValue().longValueExact();
  }
}
