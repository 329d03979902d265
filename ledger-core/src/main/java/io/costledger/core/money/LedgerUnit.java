package io.costledger.core.money;

import io.costledger.core.Invalid;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/**
 * What one whole unit of a ledger is worth: 10^-scale of a currency (SPEC 2.1). Part of a ledger's
 * definition, never inferred from data.
 *
 * <p>Example: {@code LedgerUnit.of(CurrencyUnit.USD, 11).amountOf(BigInteger.ONE)} is {@code USD
 * 0.00000000001}.
 *
 * @param currency the ledger's only currency
 * @param scale decimals of one unit, 0 to 30
 */
public record LedgerUnit(CurrencyUnit currency, int scale) {
  /** The largest scale. */
  public static final int MAX_SCALE = 30;

  /**
   * Checks the scale.
   *
   * @throws IllegalArgumentException if the scale is not 0 to 30
   */
  public LedgerUnit {
    if (scale < 0 || scale > MAX_SCALE) {
      throw Invalid.argument("scale", scale, "must be 0 to " + MAX_SCALE);
    }
  }

  /**
   * Returns the unit of a ledger.
   *
   * @param currency the ledger's only currency
   * @param scale decimals of one unit, 0 to 30
   * @return the unit
   * @throws IllegalArgumentException if the scale is not 0 to 30
   */
  public static LedgerUnit of(CurrencyUnit currency, int scale) {
    return new LedgerUnit(currency, scale);
  }

  /**
   * Returns the whole units of an amount that fits.
   *
   * @param amount a decimal of this currency; {@code 1.500} fits scale 2 by its value
   * @return the units, exact
   * @throws IllegalArgumentException if the scale can't hold the amount
   */
  public BigInteger unitsOf(BigDecimal amount) {
    if (!fits(amount)) {
      throw Invalid.argument(
          "amount", amount.toPlainString(), "scale " + scale + " can't hold it without rounding");
    }
    return unitsOf(amount, RoundingMode.UNNECESSARY);
  }

  /**
   * Returns the whole units of an amount, rounded as the caller chose.
   *
   * @param amount a decimal of this currency
   * @param rounding how to round what the scale can't hold
   * @return the units
   * @throws ArithmeticException if rounding is {@code UNNECESSARY} and the amount doesn't fit
   */
  public BigInteger unitsOf(BigDecimal amount, RoundingMode rounding) {
    return amount.setScale(scale, rounding).unscaledValue();
  }

  /**
   * Returns the whole units of a money amount that fits.
   *
   * @param amount an amount of this currency
   * @return the units, exact
   * @throws IllegalArgumentException if the currency differs or the scale can't hold the amount
   */
  public BigInteger unitsOf(BigMoney amount) {
    if (!amount.getCurrencyUnit().equals(currency)) {
      throw Invalid.argument("currency", amount.getCurrencyUnit(), "the ledger's is " + currency);
    }
    return unitsOf(amount.getAmount());
  }

  /**
   * Returns whether the scale holds an amount without rounding, by its value.
   *
   * @param amount any decimal
   * @return true if it is a whole number of units
   */
  public boolean fits(BigDecimal amount) {
    return amount.signum() == 0 || amount.stripTrailingZeros().scale() <= scale;
  }

  /**
   * Returns units as money.
   *
   * @param units whole units
   * @return the exact amount, at this unit's scale
   */
  public BigMoney amountOf(BigInteger units) {
    return BigMoney.of(currency, decimalOf(units));
  }

  /**
   * Returns units as a decimal of the currency.
   *
   * @param units whole units
   * @return the exact amount, at this unit's scale
   */
  public BigDecimal decimalOf(BigInteger units) {
    return new BigDecimal(units, scale);
  }
}
