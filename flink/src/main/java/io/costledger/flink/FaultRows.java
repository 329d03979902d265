package io.costledger.flink;

import io.costledger.core.account.Account;
import io.costledger.core.ledger.Fault;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.time.Period;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.types.Row;
import org.apache.flink.util.OutputTag;

/**
 * Rows of faults, of a run's data and of the stream itself. Columns: {@code ledger}, {@code run}
 * (null for faults of the stream), {@code reason} (a {@link io.costledger.core.ledger.FaultReason}
 * or a {@link StreamFault}), {@code owner}, {@code charge_period_start}, {@code charge_period_end},
 * {@code record}, {@code platform}, {@code consumer}, {@code amount}, {@code measure}, {@code
 * rests_in}, {@code message}. All but {@code reason} and {@code message} may be null.
 */
public final class FaultRows {
  /** The columns, as a type for a stream. */
  public static final TypeInformation<Row> TYPE = Types.ROW_NAMED(
      new String[] {
        Cells.LEDGER,
        "run",
        "reason",
        "owner",
        Cells.START,
        Cells.END,
        "record",
        "platform",
        "consumer",
        "amount",
        "measure",
        "rests_in",
        "message"
      },
      Types.STRING,
      Types.STRING,
      Types.STRING,
      Types.STRING,
      Types.INSTANT,
      Types.INSTANT,
      Types.STRING,
      Types.STRING,
      Types.STRING,
      Types.BIG_DEC,
      Types.STRING,
      Types.STRING,
      Types.STRING);

  /** The side output of every operator here. */
  static final OutputTag<Row> TAG = new OutputTag<>("costledger-faults", TYPE);

  private static final NamedRows ROWS = new NamedRows(TYPE);

  private FaultRows() {}

  static Row of(String ledger, StreamFault reason, Period period, String message) {
    Row row = of(reason, message);
    row.setField(Cells.LEDGER, ledger);
    row.setField(Cells.START, period.start());
    row.setField(Cells.END, period.end());
    return row;
  }

  static Row of(StreamFault reason, String message) {
    Row row = ROWS.empty();
    row.setField("reason", reason.name());
    row.setField("message", message);
    return row;
  }

  static Row of(String ledger, String run, LedgerUnit unit, Fault fault) {
    Row row = ROWS.empty();
    row.setField(Cells.LEDGER, ledger);
    row.setField("run", run);
    row.setField("reason", fault.reason().name());
    row.setField("owner", fault.owner().toString());
    row.setField(Cells.START, fault.chargePeriod().start());
    row.setField(Cells.END, fault.chargePeriod().end());
    row.setField("record", fault.record().orElse(null));
    row.setField("platform", fault.platform().orElse(null));
    row.setField("consumer", fault.consumer().map(Account::toString).orElse(null));
    row.setField("amount", fault.amountUnits().map(unit::decimalOf).orElse(null));
    row.setField("measure", fault.measure().map(Enum::name).orElse(null));
    row.setField("rests_in", fault.restsIn().map(Account::toString).orElse(null));
    row.setField("message", fault.message());
    return row;
  }
}
