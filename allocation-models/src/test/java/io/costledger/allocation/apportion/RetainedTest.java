package io.costledger.allocation.apportion;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.Retention;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

/** SPEC 4.1: what a platform keeps. */
class RetainedTest {
  private static final LedgerUnit CENTS = LedgerUnit.of(CurrencyUnit.USD, 2);
  private static final Retention SHARE = new Retention.Share(Ratio.parse("0.15"));
  private static final Retention TEN_DOLLARS = new Retention.Amount(new BigDecimal("10"));

  private static BigInteger kept(Retention retention, long cents, Measure measure) {
    return Retained.of(retention, BigInteger.valueOf(cents), measure, CENTS);
  }

  @Test
  void aShareIsCutToWholeUnitsTowardsZero() {
    // 0.15 * 101 = 15.15, on either side of zero.
    assertThat(kept(SHARE, 101, Measure.CHARGE)).isEqualTo(15);
    assertThat(kept(SHARE, -101, Measure.CREDIT)).isEqualTo(-15);
    assertThat(kept(SHARE, 0, Measure.CHARGE)).isZero();
  }

  @Test
  void anAmountIsKeptOfChargesAndNoMoreThanThereIs() {
    assertThat(kept(TEN_DOLLARS, 2500, Measure.CHARGE)).isEqualTo(1000);
    assertThat(kept(TEN_DOLLARS, 300, Measure.CHARGE)).isEqualTo(300);
  }

  @Test
  void noAmountIsKeptOfCredits() {
    assertThat(kept(TEN_DOLLARS, -2500, Measure.CREDIT)).isZero();
  }
}
