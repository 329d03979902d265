package io.costledger.flink;

import io.costledger.core.Invalid;
import io.costledger.core.money.ExactNumber;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/** Reads and writes the cells of rows: exactly, or an error that names the column. */
final class Cells {
  /** The digits of a DECIMAL: more are lost without a sound. */
  static final int MAX_DIGITS = 38;

  static final String LEDGER = "ledger";
  static final String SOURCE = "source";
  static final String DELIVERY = "delivery";
  static final String ID = "id";
  static final String START = "charge_period_start";
  static final String END = "charge_period_end";

  private Cells() {}

  /** What a column holds; null if the row has no such column. */
  static @Nullable Object cell(Row row, String column) {
    Set<String> names = row.getFieldNames(true);
    if (names == null) {
      throw Invalid.argument("row", row, "its fields must have names");
    }
    return names.contains(column) ? row.getField(column) : null;
  }

  static String text(Row row, String column) {
    Object value = cell(row, column);
    if (value instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw wrong(column, value, "must be a text that is not empty");
  }

  static Instant instant(Row row, String column) {
    Object value = cell(row, column);
    if (value instanceof Instant instant) {
      return instant;
    }
    throw wrong(column, value, "must be an instant, a TIMESTAMP_LTZ");
  }

  static Period period(Row row, String start, String end) {
    return Period.of(instant(row, start), instant(row, end));
  }

  /** A DECIMAL as it is, or a text in the grammar of SPEC 2.4; never a binary number. */
  static BigDecimal decimal(Row row, String column) {
    Object value = cell(row, column);
    if (value instanceof String text) {
      return ExactNumber.parse(text).stripTrailingZeros();
    }
    if (value instanceof BigDecimal number) {
      BigDecimal stripped = number.stripTrailingZeros();
      if (stripped.precision() > ExactNumber.MAX_DIGITS
          || Math.abs(stripped.scale()) > ExactNumber.MAX_SCALE) {
        throw wrong(column, number, "at most 38 digits, and 38 zeros or decimals");
      }
      return stripped;
    }
    throw wrong(column, value, "must be a DECIMAL, or a number as text");
  }

  static Map<String, String> texts(Row row, String column) {
    Object value = cell(row, column);
    Map<String, String> texts = new TreeMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, text) -> {
        // What is null in the bill is absent.
        if (key instanceof String name && text instanceof String found) {
          texts.put(name, found);
        } else if (text != null) {
          throw wrong(column, map, "must map texts to texts");
        }
      });
    } else if (value != null) {
      throw wrong(column, value, "must be a MAP of texts");
    }
    return texts;
  }

  /**
   * An amount as a DECIMAL(38, scale) holds it.
   *
   * @throws IllegalArgumentException if a digit would be lost
   */
  static BigDecimal decimal(BigDecimal amount, int scale) {
    BigDecimal stripped = amount.stripTrailingZeros();
    if (stripped.scale() > scale) {
      throw Invalid.argument(
          "amount", amount.toPlainString(), "has more than " + scale + " decimals");
    }
    BigDecimal held = stripped.setScale(scale, RoundingMode.UNNECESSARY);
    if (held.precision() > MAX_DIGITS) {
      throw Invalid.argument(
          "amount", held.toPlainString(), "has more than 38 digits, which a DECIMAL can't hold");
    }
    return held;
  }

  static IllegalArgumentException wrong(String column, @Nullable Object value, String rule) {
    String type = value == null ? "null" : value.getClass().getSimpleName() + " " + value;
    return Invalid.argument("column " + column, type, rule);
  }
}
