package io.costledger.flink;

import io.costledger.core.Invalid;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.time.Period;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;

/** Lets rows of records through that can be read, as rows of the one type; others are faults. */
final class RowGate extends ProcessFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  RowGate(Kind kind) {
    this.kind = kind;
  }

  @Override
  public void processElement(Row row, Context context, Collector<Row> out) {
    try {
      out.collect(kind.checked(row));
    } catch (IllegalArgumentException e) {
      context.output(FaultRows.TAG, unreadable(kind.text() + " row", row, e));
    }
  }

  private static Row unreadable(String what, Row row, IllegalArgumentException e) {
    return FaultRows.of(
        StreamFault.UNREADABLE_ROW, Invalid.message(what, row, String.valueOf(e.getMessage())));
  }

  /** The same for rows of deliveries. */
  static final class OfDeliveries extends ProcessFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private final Ledgers ledgers;

    OfDeliveries(Ledgers ledgers) {
      this.ledgers = ledgers;
    }

    @Override
    public void processElement(Row row, Context context, Collector<Row> out) {
      try {
        String ledger = Cells.text(row, Cells.LEDGER);
        Kind kind = DeliveryRows.kind(row);
        Delivery delivery = DeliveryRows.delivery(row);
        long records = DeliveryRows.records(row);
        Period covers = delivery.covers().orElseThrow();
        if (ledgers.periods(ledger, covers).isEmpty()) {
          context.output(
              FaultRows.TAG,
              FaultRows.of(
                  ledger,
                  StreamFault.UNKNOWN_LEDGER,
                  covers,
                  Invalid.message("ledger", ledger, "the job has none of that name")));
        } else {
          out.collect(
              kind == Kind.BILL
                  ? DeliveryRows.ofBill(ledger, delivery, records)
                  : DeliveryRows.ofUsage(ledger, delivery, records));
        }
      } catch (IllegalArgumentException e) {
        context.output(FaultRows.TAG, unreadable("delivery row", row, e));
      }
    }
  }
}
