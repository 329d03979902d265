package io.costledger.cli.report;

import io.costledger.core.money.LedgerUnit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Amounts in the currency's own subunit, with thousands separators: for reading only. */
final class Amounts {
  private static final int GROUP = 3;

  private final LedgerUnit unit;
  private final LedgerUnit subunit;

  Amounts(LedgerUnit unit) {
    this.unit = unit;
    this.subunit = LedgerUnit.of(unit.currency(), Math.max(0, unit.currency().getDecimalPlaces()));
  }

  String currency() {
    return unit.currency().getCode();
  }

  /** Ledger units as cents, rounded half-even. */
  BigInteger cents(BigInteger units) {
    return cents(unit.decimalOf(units));
  }

  BigInteger cents(BigDecimal amount) {
    return subunit.unitsOf(amount, RoundingMode.HALF_EVEN);
  }

  String showCents(BigInteger cents) {
    return grouped(subunit.decimalOf(cents).toPlainString());
  }

  /** A dash for nothing. */
  String showOrDash(BigInteger cents) {
    return cents.signum() == 0 ? "-" : showCents(cents);
  }

  String showRounded(BigInteger units) {
    return showCents(cents(units));
  }

  /** Every digit, and no separator. */
  String showExact(BigInteger units) {
    return unit.decimalOf(units).toPlainString();
  }

  static String count(long number) {
    return grouped(Long.toString(number));
  }

  /** A share of a whole in percent with one decimal, rounded half-even; a dash of nothing. */
  static String percent(BigInteger part, BigInteger whole) {
    if (whole.signum() == 0) {
      return "-";
    }
    return new BigDecimal(part)
            .multiply(BigDecimal.valueOf(100))
            .divide(new BigDecimal(whole), 1, RoundingMode.HALF_EVEN)
            .toPlainString()
        + "%";
  }

  private static String grouped(String plain) {
    int start = plain.startsWith("-") ? 1 : 0;
    int point = plain.indexOf('.');
    StringBuilder text = new StringBuilder(plain);
    for (int at = (point < 0 ? plain.length() : point) - GROUP; at > start; at -= GROUP) {
      text.insert(at, ',');
    }
    return text.toString();
  }
}
