package io.costledger.flink;

import io.costledger.core.account.Account;
import io.costledger.core.usage.UsageRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.types.Row;

/**
 * Rows of usage: one measured use each (SPEC section 1). Columns: {@code ledger}, {@code source},
 * {@code delivery}, {@code id} (unique in its source), {@code platform}, {@code consumer}, {@code
 * quantity} (a DECIMAL, or a number as text), {@code unit}, {@code charge_period_start} and {@code
 * charge_period_end} (TIMESTAMP_LTZ). Others are not looked at.
 */
public final class UsageRows {
  /** The columns that are read, as a type for a stream. */
  public static final TypeInformation<Row> TYPE = Types.ROW_NAMED(
      new String[] {
        Cells.LEDGER,
        Cells.SOURCE,
        Cells.DELIVERY,
        Cells.ID,
        "platform",
        "consumer",
        "quantity",
        "unit",
        Cells.START,
        Cells.END
      },
      Types.STRING,
      Types.STRING,
      Types.STRING,
      Types.STRING,
      Types.STRING,
      Types.STRING,
      Types.BIG_DEC,
      Types.STRING,
      Types.INSTANT,
      Types.INSTANT);

  static final NamedRows ROWS = new NamedRows(TYPE);

  private UsageRows() {}

  /**
   * Returns the row of a record. Dimensions are left out: no run looks at them.
   *
   * @param ledger the ledger that it is for
   * @param source the source of its delivery
   * @param record the record
   * @return a row of {@link #TYPE}
   */
  public static Row of(String ledger, String source, UsageRecord record) {
    Row row = ROWS.empty();
    row.setField(Cells.LEDGER, ledger);
    row.setField(Cells.SOURCE, source);
    row.setField(Cells.DELIVERY, record.delivery());
    row.setField(Cells.ID, record.id());
    row.setField("platform", record.platform());
    row.setField("consumer", record.consumer().toString());
    row.setField("quantity", record.quantity());
    row.setField("unit", record.unit());
    row.setField(Cells.START, record.chargePeriod().start());
    row.setField(Cells.END, record.chargePeriod().end());
    return row;
  }

  static UsageRecord record(Row row) {
    return UsageRecord.builder()
        .id(Cells.text(row, Cells.ID))
        .platform(Cells.text(row, "platform"))
        .consumer(Account.parseConsumer(Cells.text(row, "consumer")))
        .quantity(Cells.decimal(row, "quantity"))
        .unit(Cells.text(row, "unit"))
        .chargePeriod(Cells.period(row, Cells.START, Cells.END))
        .delivery(Cells.text(row, Cells.DELIVERY))
        .build();
  }
}
