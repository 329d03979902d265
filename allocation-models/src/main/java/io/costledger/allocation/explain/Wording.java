package io.costledger.allocation.explain;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.money.ExactNumber;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Amounts, names and times as the paragraphs write them. */
final class Wording {
  private static final String MIDNIGHT = "T00:00:00Z";
  private static final int SHOWN = 3;
  private static final int GROUP = 3;
  private static final int LONGEST = 60;

  private Wording() {}

  /** Every digit that is not a trailing zero, and those of the currency; thousands apart. */
  static String money(LedgerUnit unit, BigInteger units) {
    BigDecimal amount = unit.decimalOf(units);
    int decimals = Math.min(unit.scale(), Math.max(0, unit.currency().getDecimalPlaces()));
    BigDecimal shortest = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    BigDecimal shown = shortest.setScale(Math.max(decimals, shortest.scale()));
    return unit.currency().getCode() + " " + grouped(shown.toPlainString());
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

  static String measure(Measure measure) {
    return measure == Measure.CHARGE ? "charges" : "credits";
  }

  static String name(Account account) {
    String id = Invalid.shown(account.id());
    return switch (account.kind()) {
      case BILL -> "the bill";
      case PLATFORM -> "platform " + id;
      case GROUP -> "the reciprocal group of " + id;
      case COST_CENTER -> "cost center " + id;
      case UNALLOCATED ->
        account.id().equals("bill")
            ? "cost of the bill without a home"
            : "cost of " + id + " without a home";
      case VARIANCE -> "the variance of " + id;
      case FX -> "exchange differences of " + id;
    };
  }

  /** {@code On 2026-09-01}, or from one instant to another. */
  static String when(Period period) {
    String start = day(period.start().toString());
    boolean isDay = period.duration().toHours() == 24 && !start.contains("T");
    return isDay ? "On " + start : "From " + start + " to " + day(period.end().toString());
  }

  private static String day(String instant) {
    return instant.endsWith(MIDNIGHT)
        ? instant.substring(0, instant.length() - MIDNIGHT.length())
        : instant;
  }

  /** A whole number, or {@code 4816 2/3}. */
  static String mixed(Ratio ratio) {
    BigInteger[] parts = ratio.numerator().divideAndRemainder(ratio.denominator());
    if (parts[1].signum() == 0) {
      return parts[0].toString();
    }
    String fraction = parts[1].abs() + "/" + ratio.denominator();
    if (parts[0].signum() == 0) {
      return (parts[1].signum() < 0 ? "-" : "") + fraction;
    }
    return parts[0] + " " + fraction;
  }

  /** As {@link #mixed}, but the fractions of large groups can be thousands of digits long. */
  static String shortly(Ratio ratio) {
    String exact = mixed(ratio);
    return exact.length() <= LONGEST
        ? exact
        : ratio.numerator().divide(ratio.denominator()) + " and a fraction of "
            + ratio.denominator().toString().length() + " digits";
  }

  static String percent(Ratio share) {
    Ratio hundred = share.times(Ratio.of(BigInteger.valueOf(100)));
    return mixed(hundred).contains("/") ? share.toString() : hundred + "%";
  }

  static String number(BigDecimal number) {
    return ExactNumber.plain(number);
  }

  /** The first few of many names, and how many there are. */
  static String some(String noun, List<String> ids) {
    return ids.size() + " " + noun + (ids.size() == 1 ? "" : "s") + " (" + ids(ids) + ")";
  }

  static String ids(List<String> ids) {
    List<String> shown = ids.stream().limit(SHOWN).map(Invalid::shown).toList();
    return String.join(", ", shown) + (ids.size() > SHOWN ? ", ..." : "");
  }

  static String list(List<String> parts) {
    if (parts.size() < 2) {
      return String.join("", parts);
    }
    int last = parts.size() - 1;
    return String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }

  /** How a model shares, as the end of "it is shared ...". */
  static String by(AllocationModel model, List<String> units) {
    String read = Invalid.shown(list(units));
    return switch (model.name()) {
      case "proportional" -> "by " + read;
      case "weighted" -> "by " + read + ", each at its rate";
      case "even" -> "evenly";
      case "fixed" -> "by fixed shares";
      case "byCost" -> "by what the bill charged the consumers directly";
      case "rateCard", "tieredRate" -> "by what its rates charge";
      default -> "by the model " + Invalid.shown(model.name());
    };
  }
}
