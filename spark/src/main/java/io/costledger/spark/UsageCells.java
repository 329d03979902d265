package io.costledger.spark;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.money.ExactNumber;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.serialization.input.Cells;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Reads usage records out of rows whose times are plain, with every problem of every row. Goes to the executors as the
 * numbers of the columns.
 */
final class UsageCells implements Serializable {
  private static final long serialVersionUID = 1;

  static final String TABLE = "usage";
  static final String ID = "id";
  static final String DELIVERY = "delivery";
  static final String PLATFORM = "platform";
  static final String CONSUMER = "consumer";
  static final String QUANTITY = "quantity";
  static final String UNIT = "unit";
  static final String START = "charge_period_start";
  static final String END = "charge_period_end";

  /** The most different texts of a column that are kept for the next row. */
  private static final int MOST_KEPT = 10_000;

  private final int id;
  private final int delivery;
  private final int platform;
  private final int consumer;
  private final int quantity;
  private final int unit;
  private final int start;
  private final int end;

  private UsageCells(StructType schema) {
    InputColumns columns = new InputColumns(TABLE, schema);
    id = columns.index(ID, InputColumns.Kind.TEXT);
    delivery = columns.index(DELIVERY, InputColumns.Kind.TEXT);
    platform = columns.index(PLATFORM, InputColumns.Kind.TEXT);
    consumer = columns.index(CONSUMER, InputColumns.Kind.TEXT);
    quantity = columns.index(QUANTITY, InputColumns.Kind.NUMBER);
    unit = columns.index(UNIT, InputColumns.Kind.TEXT);
    start = columns.index(START, InputColumns.Kind.TIME);
    end = columns.index(END, InputColumns.Kind.TIME);
    columns.throwIfAny();
  }

  /**
   * Returns the reader of a table.
   *
   * @throws io.costledger.core.LedgerException if a column is missing or has a type that is not exact
   */
  static UsageCells of(StructType schema) {
    return new UsageCells(schema);
  }

  /** Starts reading rows of one partition. */
  Reading reading(RowProblems problems) {
    return new Reading(problems);
  }

  /** The reading of some rows; equal consumers and periods become one object. */
  final class Reading {
    private final RowProblems problems;
    private final Map<String, Account> consumers = new HashMap<>();
    private final Map<Object, Instant> times = new HashMap<>();
    private String place = "";
    private boolean sound;

    private Reading(RowProblems problems) {
      this.problems = problems;
    }

    /** Adds the row's record, or notes what is wrong with it. */
    void into(UsageBatch.Builder batch, Row row) {
      Object rowId = row.get(id);
      place =
          rowId == null ? "record without id" : "record '" + Invalid.shown((String) rowId) + "'";
      sound = true;
      Optional<String> readId =
          text(row, id, ID, text -> Account.requireId("usage record id", text));
      Optional<String> readDelivery =
          text(row, delivery, DELIVERY, text -> Account.requireId("delivery id", text));
      Optional<String> readPlatform =
          text(row, platform, PLATFORM, text -> Account.requireId("platform", text));
      Optional<Account> readConsumer = text(row, consumer, CONSUMER, this::consumer);
      Optional<BigDecimal> readQuantity = cell(row, quantity, QUANTITY, this::number);
      Optional<String> readUnit = text(row, unit, UNIT, text -> Account.requireId("unit", text));
      Optional<Period> readPeriod = period(row);
      if (sound) {
        batch.add(
            readId.orElseThrow(),
            readPlatform.orElseThrow(),
            readConsumer.orElseThrow(),
            readQuantity.orElseThrow(),
            readUnit.orElseThrow(),
            readPeriod.orElseThrow(),
            readDelivery.orElseThrow());
      }
    }

    private <T> Optional<T> cell(Row row, int index, String column, Function<Object, T> parse) {
      Object cell = row.get(index);
      if (cell == null) {
        return wrong(column, Invalid.message("value", "null", "must not be null"));
      }
      try {
        return Optional.of(parse.apply(cell));
      } catch (IllegalArgumentException e) {
        return wrong(column, String.valueOf(e.getMessage()));
      }
    }

    private <T> Optional<T> text(Row row, int index, String column, Function<String, T> parse) {
      return cell(row, index, column, text -> parse.apply((String) text));
    }

    private <T> Optional<T> wrong(String column, String message) {
      sound = false;
      problems.add(place + ", column " + column, message);
      return Optional.empty();
    }

    private Account consumer(String text) {
      Account known = consumers.get(text);
      return known == null ? keep(consumers, text, Account.parseConsumer(text)) : known;
    }

    private BigDecimal number(Object cell) {
      return InputColumns.number(cell).orElseGet(() -> ExactNumber.parse((String) cell));
    }

    private Optional<Period> period(Row row) {
      Optional<Instant> from = cell(row, start, START, this::time);
      Optional<Instant> to = cell(row, end, END, this::time);
      if (from.isEmpty() || to.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(Period.of(from.get(), to.get()));
      } catch (IllegalArgumentException e) {
        return wrong(END, String.valueOf(e.getMessage()));
      }
    }

    private Instant time(Object cell) {
      Instant known = times.get(cell);
      return known == null
          ? keep(
              times,
              cell,
              cell instanceof Long micros ? InputColumns.time(micros) : Cells.time((String) cell))
          : known;
    }

    private static <K, V> V keep(Map<K, V> kept, K key, V value) {
      if (kept.size() < MOST_KEPT) {
        kept.put(key, value);
      }
      return value;
    }
  }

  /** The columns' names, in the order in which they are documented. */
  static List<String> names() {
    return List.of(ID, DELIVERY, PLATFORM, CONSUMER, QUANTITY, UNIT, START, END);
  }
}
