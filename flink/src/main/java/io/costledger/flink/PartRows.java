package io.costledger.flink;

import io.costledger.core.bill.Bill;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageSummary;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.types.Row;

/** What goes from the records of a delivery to one run: some of them, summed, and how many came. */
final class PartRows {
  static final TypeInformation<Row> TYPE = Types.ROW_NAMED(
      new String[] {
        Cells.LEDGER,
        "period_start",
        "period_end",
        "kind",
        "delivery",
        "records",
        "came",
        "contradicted",
        "usage",
        "bill",
        "shared_with",
        "shared_id"
      },
      Types.STRING,
      Types.INSTANT,
      Types.INSTANT,
      Types.STRING,
      CanonicalForms.DELIVERY,
      Types.LONG,
      Types.LONG,
      Types.BOOLEAN,
      CanonicalForms.USAGE,
      CanonicalForms.BILL,
      Types.STRING,
      Types.STRING);

  private static final NamedRows ROWS = new NamedRows(TYPE);

  private PartRows() {}

  /**
   * A part without content.
   *
   * @param records how many records the delivery says it has
   * @param came how many came since the last part, whether or not this run looks at them
   */
  static Row of(
      String ledger, Period period, Kind kind, Delivery delivery, long records, long came) {
    Row row = ROWS.empty();
    row.setField(Cells.LEDGER, ledger);
    EntryRows.setPeriod(row, "period_start", "period_end", period);
    row.setField("kind", kind.text());
    row.setField("delivery", delivery);
    row.setField("records", records);
    row.setField("came", came);
    row.setField("contradicted", false);
    row.setField("usage", null);
    row.setField("bill", null);
    row.setField("shared_with", null);
    row.setField("shared_id", null);
    return row;
  }

  static Period period(Row part) {
    return Cells.period(part, "period_start", "period_end");
  }

  static Delivery delivery(Row part) {
    return part.<Delivery>getFieldAs("delivery");
  }

  static Kind kind(Row part) {
    return Kind.parse(Cells.text(part, "kind"));
  }

  static UsageSummary usage(Row part) {
    return part.<UsageSummary>getFieldAs("usage");
  }

  static Bill bill(Row part) {
    return part.<Bill>getFieldAs("bill");
  }
}
