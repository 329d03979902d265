package io.costledger.flink;

import io.costledger.core.ledger.StatementLine;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.types.Row;
import org.apache.flink.util.OutputTag;
import org.joda.money.BigMoney;

/**
 * Rows of statements, one for each line of each run: who bears what (SPEC section 9). A later run's
 * lines take the place of those of the run that it supersedes. Columns: {@code ledger}, {@code run},
 * {@code period_start}, {@code period_end}, {@code account}, {@code measure}, {@code exact} (at the
 * ledger's scale), {@code settled} (in the currency's own subunit), {@code currency}.
 */
public final class StatementRows {
  /** The columns, as a type for a stream. */
  public static final TypeInformation<Row> TYPE = Types.ROW_NAMED(
      new String[] {
        Cells.LEDGER,
        "run",
        "period_start",
        "period_end",
        "account",
        "measure",
        "exact",
        "settled",
        "currency"
      },
      Types.STRING,
      Types.STRING,
      Types.INSTANT,
      Types.INSTANT,
      Types.STRING,
      Types.STRING,
      Types.BIG_DEC,
      Types.BIG_DEC,
      Types.STRING);

  static final OutputTag<Row> TAG = new OutputTag<>("costledger-statements", TYPE);

  static final NamedRows ROWS = new NamedRows(TYPE);

  private StatementRows() {}

  static Row of(String ledger, String run, Period period, StatementLine line) {
    Row row = ROWS.empty();
    row.setField(Cells.LEDGER, ledger);
    row.setField("run", run);
    EntryRows.setPeriod(row, "period_start", "period_end", period);
    row.setField("account", line.account().toString());
    row.setField("measure", line.measure().name());
    row.setField("exact", amount(line.exact()));
    row.setField("settled", amount(line.settled()));
    row.setField("currency", line.exact().getCurrencyUnit().getCode());
    return row;
  }

  private static BigDecimal amount(BigMoney money) {
    return Cells.decimal(money.getAmount(), money.getScale());
  }
}
