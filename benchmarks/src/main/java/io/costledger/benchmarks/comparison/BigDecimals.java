package io.costledger.benchmarks.comparison;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts as BigDecimal at the ledger's scale. */
final class BigDecimals implements ObjectContender.Arithmetic<BigDecimal> {
  @Override
  public BigDecimal of(long units) {
    return BigDecimal.valueOf(units, Work.SCALE);
  }

  @Override
  public BigDecimal floor(BigDecimal amount, BigDecimal weight, BigDecimal total) {
    return amount.multiply(weight).divide(total, Work.SCALE, RoundingMode.DOWN);
  }

  @Override
  public BigDecimal plus(BigDecimal a, BigDecimal b) {
    return a.add(b);
  }

  @Override
  public BigDecimal minus(BigDecimal a, BigDecimal b) {
    return a.subtract(b);
  }

  @Override
  public int compare(BigDecimal a, BigDecimal b) {
    return a.compareTo(b);
  }

  @Override
  public BigDecimal rest(BigDecimal amount, BigDecimal weight, BigDecimal part, BigDecimal total) {
    return amount.multiply(weight).subtract(part.multiply(total));
  }

  @Override
  public long units(BigDecimal amount) {
    return amount.unscaledValue().longValueExact();
  }
}
