package io.costledger.spark;

import static org.apache.spark.sql.functions.col;

import io.costledger.core.Invalid;
import io.costledger.core.LedgerException;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.Basis;
import io.costledger.core.money.ExactNumber;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;
import io.costledger.serialization.input.Cells;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.joda.money.CurrencyUnit;

/** The rows of a table of entries: what a check needs of them, and the entries that they are. */
final class EntryCells implements Serializable {
  private static final long serialVersionUID = 1;

  static final String TABLE = "entries";
  private static final String RUN = "run";
  private static final String POSTING_START = "posting_period_start";
  private static final String POSTING_END = "posting_period_end";
  private static final String FROM = "from_account";
  private static final String TO = "to_account";
  private static final String CURRENCY = "currency";
  private static final String BASIS = "basis";
  private static final String KIND = "kind";
  private static final String TIER = "tier";
  private static final String MODEL = "model";
  private static final String REASONS = "reasons";

  private static final List<String> TEXTS =
      List.of(RUN, FROM, TO, ShareTerms.AMOUNT, CURRENCY, BASIS, ShareTerms.MEASURE, KIND, MODEL);
  private static final List<String> TIMES =
      List.of(UsageCells.START, UsageCells.END, POSTING_START, POSTING_END);

  /** The scale of the ledger's unit; an amount that needs a larger one is in another unit. */
  private final int scale;

  EntryCells(int scale) {
    this.scale = scale;
  }

  /**
   * An entry of a table.
   *
   * @param basis which cost it is, as written
   */
  record Entry(LedgerEntry booked, String basis) {}

  /**
   * The columns that are needed.
   *
   * @throws LedgerException if one is missing or has a type that is not exact
   */
  static Dataset<Row> needed(Dataset<Row> entries) {
    InputColumns columns = new InputColumns(TABLE, entries.schema());
    for (String text : TEXTS) {
      columns.index(
          text, text.equals(ShareTerms.AMOUNT) ? InputColumns.Kind.NUMBER : InputColumns.Kind.TEXT);
    }
    TIMES.forEach(time -> columns.index(time, InputColumns.Kind.TIME));
    columns.index(TIER, InputColumns.Kind.INT);
    columns.index(REASONS, InputColumns.Kind.TEXTS);
    columns.throwIfAny();
    List<Column> needed = new ArrayList<>();
    TEXTS.forEach(text -> needed.add(col(text).cast(DataTypes.StringType)));
    TIMES.forEach(time -> needed.add(col(time)));
    needed.add(col(TIER).cast(DataTypes.IntegerType));
    needed.add(col(REASONS));
    return InputColumns.withPlainTimes(entries).select(needed.toArray(Column[]::new));
  }

  /** The entry of a row, or what is wrong with it. */
  Optional<Entry> read(Row row, RowProblems problems) {
    try {
      return Optional.of(read(row));
    } catch (IllegalArgumentException e) {
      problems.add(
          "entry " + Invalid.shown(text(row, FROM)) + " -> " + Invalid.shown(text(row, TO))
              + " of run '" + Invalid.shown(text(row, RUN)) + "'",
          String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /**
   * The entry of a row.
   *
   * @throws IllegalArgumentException if it is none
   */
  Entry read(Row row) {
    LedgerEntry.Builder entry = LedgerEntry.builder()
        .run(Account.requireId(RUN, text(row, RUN)))
        .chargePeriod(period(row, UsageCells.START, UsageCells.END))
        .postingPeriod(period(row, POSTING_START, POSTING_END))
        .from(Account.parse(text(row, FROM)))
        .to(Account.parse(text(row, TO)))
        .measure(named(ShareTerms.MEASURE, text(row, ShareTerms.MEASURE), Measure::valueOf))
        .kind(EntryKind.parse(text(row, KIND)));
    BigDecimal amount = ExactNumber.parse(text(row, ShareTerms.AMOUNT));
    LedgerUnit unit = LedgerUnit.of(
        named(CURRENCY, text(row, CURRENCY), CurrencyUnit::of),
        Math.max(scale, amount.stripTrailingZeros().scale()));
    entry.unit(unit).amountUnits(unit.unitsOf(amount));
    if (!row.isNullAt(row.fieldIndex(TIER))) {
      entry.tier(row.getInt(row.fieldIndex(TIER)));
    }
    if (!row.isNullAt(row.fieldIndex(MODEL))) {
      entry.model(text(row, MODEL));
    }
    if (row.isNullAt(row.fieldIndex(REASONS))) {
      throw Invalid.argument(REASONS, "null", "must be a list, which may be empty");
    }
    List<String> reasons = row.getList(row.fieldIndex(REASONS));
    for (String reason : reasons) {
      FaultReason known = named("reason", String.valueOf(reason), FaultReason::valueOf);
      entry.addReasons(known);
    }
    String basis = named(BASIS, text(row, BASIS), Basis::valueOf).name();
    return new Entry(entry.build(), basis);
  }

  private static String text(Row row, String column) {
    return InputColumns.text(row, row.fieldIndex(column));
  }

  private static <T> T named(String what, String text, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          Invalid.message(what, "'" + Invalid.shown(text) + "'", "is not known"), e);
    }
  }

  private static Period period(Row row, String start, String end) {
    return Period.of(time(row, start), time(row, end));
  }

  private static Instant time(Row row, String column) {
    Object cell = row.get(row.fieldIndex(column));
    if (cell instanceof Long micros) {
      return InputColumns.time(micros);
    }
    return Cells.time(text(row, column));
  }
}
