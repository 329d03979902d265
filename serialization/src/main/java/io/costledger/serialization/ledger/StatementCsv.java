package io.costledger.serialization.ledger;

import io.costledger.core.Invalid;
import io.costledger.core.LedgerException;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.Statement;
import io.costledger.core.ledger.StatementLine;
import io.costledger.core.money.LedgerUnit;
import io.costledger.invariants.AuditedRun;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The file {@code statement.csv}: who bears what, exact and settled, cost without a home included.
 * A statement that is not the run's own is not written.
 */
public final class StatementCsv {
  private static final List<String> COLUMNS =
      List.of("account", "measure", "exact", "settled", "currency");

  private StatementCsv() {}

  /**
   * Writes a statement.
   *
   * @param audited the run
   * @param statement the run's statement
   * @param out where to; flushed, not closed
   * @throws IOException if it can't be written
   * @throws LedgerException if an account's exact amount is not its balance in the run, or the
   *     settled amounts don't sum to their total
   */
  public static void write(AuditedRun audited, Statement statement, OutputStream out)
      throws IOException {
    requireOwn(audited.run(), statement);
    CsvOutput csv = new CsvOutput(out, COLUMNS);
    for (StatementLine line : statement.lines()) {
      csv.row(List.of(
          line.account().toString(),
          line.measure().name(),
          line.exact().getAmount().toPlainString(),
          line.settled().getAmount().toPlainString(),
          line.exact().getCurrencyUnit().getCode()));
    }
    csv.flush();
  }

  private static void requireOwn(Run run, Statement statement) {
    LedgerUnit unit = run.policy().declared().unit();
    Map<Account, BigDecimal> stated = new TreeMap<>();
    BigDecimal settled = BigDecimal.ZERO;
    for (StatementLine line : statement.lines()) {
      stated.merge(line.account(), line.exact().getAmount(), BigDecimal::add);
      settled = settled.add(line.settled().getAmount());
    }
    Map<Account, BigInteger> balances = run.balances();
    Map<Account, BigDecimal> booked = new TreeMap<>();
    balances.forEach((account, units) -> booked.put(account, unit.decimalOf(units)));
    booked.keySet().removeIf(account -> !account.bearsCost());
    List<String> offences = new ArrayList<>();
    Set<Account> accounts = new TreeSet<>(booked.keySet());
    accounts.addAll(stated.keySet());
    for (Account account : accounts) {
      BigDecimal says = stated.getOrDefault(account, BigDecimal.ZERO);
      BigDecimal is = booked.getOrDefault(account, BigDecimal.ZERO);
      if (says.compareTo(is) != 0) {
        offences.add(
            Invalid.message("statement", account + " " + says, "the run's balance is " + is));
      }
    }
    if (settled.compareTo(statement.settledTotal().getAmount()) != 0) {
      offences.add(
          Invalid.message("statement", settled, "must sum to " + statement.settledTotal()));
    }
    if (!offences.isEmpty()) {
      throw new LedgerException("The statement is not that of run " + run.id(), offences);
    }
  }
}
