package io.costledger.serialization.ledger;

import io.costledger.core.account.Account;
import io.costledger.core.ledger.Fault;
import io.costledger.core.money.LedgerUnit;
import io.costledger.invariants.AuditedRun;
import io.costledger.serialization.input.ListText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * The file {@code faults.csv}: what could not be placed or counted, why, and whose job it is, in
 * {@link Fault#ORDER}.
 */
public final class FaultsCsv {
  private static final List<String> COLUMNS = List.of(
      "reason",
      "owner",
      "charge_period_start",
      "charge_period_end",
      "record",
      "platform",
      "consumer",
      "amount",
      "currency",
      "measure",
      "rests_in",
      "message");

  private FaultsCsv() {}

  /**
   * Writes the faults of a run.
   *
   * @param audited the run
   * @param out where to; flushed, not closed
   * @throws IOException if it can't be written
   */
  public static void write(AuditedRun audited, OutputStream out) throws IOException {
    LedgerUnit unit = audited.run().policy().declared().unit();
    CsvOutput csv = new CsvOutput(out, COLUMNS);
    for (Fault fault : audited.run().faults()) {
      csv.row(cells(fault, unit));
    }
    csv.flush();
  }

  private static List<String> cells(Fault fault, LedgerUnit unit) {
    return List.of(
        fault.reason().name(),
        fault.owner().toString(),
        fault.chargePeriod().start().toString(),
        fault.chargePeriod().end().toString(),
        fault.record().map(ListText::cell).orElse(""),
        fault.platform().map(id -> Account.platform(id).toString()).orElse(""),
        fault.consumer().map(Account::toString).orElse(""),
        fault.amountUnits().map(units -> unit.decimalOf(units).toPlainString()).orElse(""),
        fault.amountUnits().map(units -> unit.currency().getCode()).orElse(""),
        fault.measure().map(Enum::name).orElse(""),
        fault.restsIn().map(Account::toString).orElse(""),
        ListText.cell(fault.message()));
  }
}
