package io.costledger.cli.report;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.Statement;
import io.costledger.core.ledger.StatementLine;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sums in cents that several sections show, so that they are the same in each: what the
 * statement says of an account, and where the bill's rules placed the bill.
 */
final class Totals {
  private final Map<Account, BigInteger> settled = new TreeMap<>();
  private final BigInteger bill;
  private final BigInteger billUnits;
  private final BigInteger toPlatforms;
  private final BigInteger toCostCenters;

  private Totals(Run run, Statement statement, Amounts amounts) {
    for (StatementLine line : statement.lines()) {
      BigInteger cents = amounts.cents(line.settled().getAmount());
      settled.merge(line.account(), cents, BigInteger::add);
    }
    billUnits = Cents.sum(run.billPlacements().collect(BillPlacement::units).castToList());
    bill = amounts.cents(billUnits);
    List<BigInteger> placed = Cents.split(
        amounts,
        bill.subtract(noHomeOfBill()),
        List.of(placed(run, AccountKind.PLATFORM), placed(run, AccountKind.COST_CENTER)));
    toPlatforms = placed.get(0);
    toCostCenters = placed.get(1);
  }

  static Totals of(Run run, Statement statement, Amounts amounts) {
    return new Totals(run, statement, amounts);
  }

  /** The bill in the ledger, exactly. */
  BigInteger billUnits() {
    return billUnits;
  }

  BigInteger bill() {
    return bill;
  }

  /** What the bill's rules placed at platforms. */
  BigInteger toPlatforms() {
    return toPlatforms;
  }

  /** What the bill's rules placed at cost centers. */
  BigInteger toCostCenters() {
    return toCostCenters;
  }

  /** Of the bill, what no rule placed. */
  BigInteger noHomeOfBill() {
    return settled(Account.unallocated("bill"));
  }

  /** What a platform could not place. */
  BigInteger noHomeOf(Account platform) {
    return settled(Account.unallocated(platform.id()))
        .add(settled(new Account(AccountKind.VARIANCE, platform.id())));
  }

  /** Everything that rests without a home. */
  BigInteger noHome() {
    return Cents.sum(List.copyOf(settled.values()))
        .subtract(Cents.sum(List.copyOf(costCenters().values())));
  }

  /** Cost centers and what they bear on the statement, charges and credits together. */
  Map<Account, BigInteger> costCenters() {
    Map<Account, BigInteger> costCenters = new TreeMap<>(settled);
    costCenters.keySet().removeIf(account -> account.kind() != AccountKind.COST_CENTER);
    return costCenters;
  }

  private BigInteger settled(Account account) {
    return settled.getOrDefault(account, BigInteger.ZERO);
  }

  private static BigInteger placed(Run run, AccountKind kind) {
    return Cents.sum(run.billPlacements()
        .select(placement -> placement.to().kind() == kind)
        .collect(BillPlacement::units)
        .castToList());
  }
}
