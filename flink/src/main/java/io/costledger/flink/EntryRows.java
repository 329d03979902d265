package io.costledger.flink;

import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.Basis;
import io.costledger.core.money.ExactNumber;
import io.costledger.core.time.Period;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.types.Row;

/**
 * Rows of what is booked: the entries of a period's first run, and of each later one the exact
 * difference (SPEC 10.3). Columns: {@code ledger}, {@code run}, {@code charge_period_start}, {@code
 * charge_period_end}, {@code posting_period_start}, {@code posting_period_end}, {@code from_account},
 * {@code to_account}, {@code amount} (at the ledger's scale), {@code currency}, {@code basis},
 * {@code measure}, {@code kind}, {@code tier}, {@code model}, {@code model_version}, {@code quantity}
 * (as text, for it has any number of decimals), {@code quantity_unit}, {@code reasons}, {@code
 * deliveries}.
 */
public final class EntryRows {
  static final String AMOUNT = "amount";

  /** The columns, as a type for a stream. */
  public static final TypeInformation<Row> TYPE = Types.ROW_NAMED(
      new String[] {
        Cells.LEDGER,
        "run",
        Cells.START,
        Cells.END,
        "posting_period_start",
        "posting_period_end",
        "from_account",
        "to_account",
        AMOUNT,
        "currency",
        "basis",
        "measure",
        "kind",
        "tier",
        "model",
        "model_version",
        "quantity",
        "quantity_unit",
        "reasons",
        "deliveries"
      },
      Types.STRING,
      Types.STRING,
      Types.INSTANT,
      Types.INSTANT,
      Types.INSTANT,
      Types.INSTANT,
      Types.STRING,
      Types.STRING,
      Types.BIG_DEC,
      Types.STRING,
      Types.STRING,
      Types.STRING,
      Types.STRING,
      Types.INT,
      Types.STRING,
      Types.STRING,
      Types.STRING,
      Types.STRING,
      Types.OBJECT_ARRAY(Types.STRING),
      Types.OBJECT_ARRAY(Types.STRING));

  private static final NamedRows ROWS = new NamedRows(TYPE);

  private EntryRows() {}

  static Row of(String ledger, Basis basis, LedgerEntry entry) {
    Row row = ROWS.empty();
    row.setField(Cells.LEDGER, ledger);
    row.setField("run", entry.run());
    setPeriod(row, Cells.START, Cells.END, entry.chargePeriod());
    setPeriod(row, "posting_period_start", "posting_period_end", entry.postingPeriod());
    row.setField("from_account", entry.from().toString());
    row.setField("to_account", entry.to().toString());
    row.setField(
        AMOUNT,
        Cells.decimal(entry.unit().decimalOf(entry.amountUnits()), entry.unit().scale()));
    row.setField("currency", entry.unit().currency().getCode());
    row.setField("basis", basis.name());
    row.setField("measure", entry.measure().name());
    row.setField("kind", entry.kind().text());
    row.setField("tier", entry.tier().isPresent() ? (Integer) entry.tier().getAsInt() : null);
    row.setField("model", entry.model().orElse(null));
    row.setField("model_version", entry.modelVersion().orElse(null));
    row.setField("quantity", entry.quantity().map(ExactNumber::plain).orElse(null));
    row.setField("quantity_unit", entry.quantityUnit().orElse(null));
    row.setField("reasons", entry.reasons().stream().map(FaultReason::name).toArray(String[]::new));
    row.setField("deliveries", entry.deliveries().toArray(String[]::new));
    return row;
  }

  static void setPeriod(Row row, String start, String end, Period period) {
    row.setField(start, period.start());
    row.setField(end, period.end());
  }
}
