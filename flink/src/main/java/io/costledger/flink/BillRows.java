package io.costledger.flink;

import io.costledger.core.bill.BillRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.types.Row;

/**
 * Rows of a bill: one charge each. Columns: {@code ledger}, {@code source} (the policy's bill
 * source), {@code delivery}, {@code id} (unique in its delivery), {@code charge_period_start} and
 * {@code charge_period_end} (TIMESTAMP_LTZ), {@code cost} (a DECIMAL, or a number as text; in the
 * ledger's currency and basis), {@code columns} (FOCUS column name to text) and {@code tags}, both
 * MAP&lt;STRING, STRING&gt; and null if there are none.
 */
public final class BillRows {
  /** The columns that are read, as a type for a stream. */
  public static final TypeInformation<Row> TYPE = Types.ROW_NAMED(
      new String[] {
        Cells.LEDGER,
        Cells.SOURCE,
        Cells.DELIVERY,
        Cells.ID,
        Cells.START,
        Cells.END,
        "cost",
        "columns",
        "tags"
      },
      Types.STRING,
      Types.STRING,
      Types.STRING,
      Types.STRING,
      Types.INSTANT,
      Types.INSTANT,
      Types.BIG_DEC,
      Types.MAP(Types.STRING, Types.STRING),
      Types.MAP(Types.STRING, Types.STRING));

  static final NamedRows ROWS = new NamedRows(TYPE);

  private BillRows() {}

  /**
   * Returns the row of a charge.
   *
   * @param ledger the ledger that it is for
   * @param source the source of its delivery
   * @param delivery the id of its delivery
   * @param record the charge
   * @return a row of {@link #TYPE}
   */
  public static Row of(String ledger, String source, String delivery, BillRecord record) {
    Row row = ROWS.empty();
    row.setField(Cells.LEDGER, ledger);
    row.setField(Cells.SOURCE, source);
    row.setField(Cells.DELIVERY, delivery);
    row.setField(Cells.ID, record.id());
    row.setField(Cells.START, record.chargePeriod().start());
    row.setField(Cells.END, record.chargePeriod().end());
    row.setField("cost", record.cost());
    row.setField("columns", record.columns());
    row.setField("tags", record.tags());
    return row;
  }

  static BillRecord record(Row row) {
    return BillRecord.builder()
        .id(Cells.text(row, Cells.ID))
        .chargePeriod(Cells.period(row, Cells.START, Cells.END))
        .cost(Cells.decimal(row, "cost"))
        .columns(Cells.texts(row, "columns"))
        .tags(Cells.texts(row, "tags"))
        .build();
  }
}
