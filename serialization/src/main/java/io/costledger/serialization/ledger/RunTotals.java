package io.costledger.serialization.ledger;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.RoundingDifference;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The totals of a run that a reader checks first: bill = cost centers + unallocated + variance +
 * rounding.
 */
final class RunTotals {
  private final Run run;
  private final LedgerUnit unit;

  RunTotals(Run run) {
    this.run = run;
    this.unit = run.policy().declared().unit();
  }

  /** Cost without a home, by account and reason. */
  record Homeless(Account account, FaultReason reason, Measure measure)
      implements Comparable<Homeless> {
    private static final Comparator<Homeless> ORDER = Comparator.comparing(Homeless::account)
        .thenComparing(Homeless::reason)
        .thenComparing(Homeless::measure);

    @Override
    public int compareTo(Homeless other) {
      return ORDER.compare(this, other);
    }
  }

  /** The bill of a measure as imported. */
  BigDecimal bill(Measure measure) {
    BigDecimal sum = BigDecimal.ZERO;
    for (BillRecord record : run.inputs().bill().records()) {
      if (record.measure() == measure) {
        sum = sum.add(record.cost());
      }
    }
    return sum;
  }

  /** What import rounded off, of a measure. */
  BigDecimal rounding(Measure measure) {
    BigDecimal sum = BigDecimal.ZERO;
    for (RoundingDifference difference : run.rounding()) {
      if (difference.measure() == measure) {
        sum = sum.add(difference.amount());
      }
    }
    return sum;
  }

  /** What came to rest in each kind of account, of a measure, at the ledger's scale. */
  EnumMap<AccountKind, BigDecimal> rest(Measure measure) {
    EnumMap<AccountKind, BigDecimal> rest = new EnumMap<>(AccountKind.class);
    for (LedgerEntry entry : run.entries()) {
      if (entry.measure() == measure) {
        BigDecimal amount = unit.decimalOf(entry.amountUnits());
        rest.merge(entry.to().kind(), amount, BigDecimal::add);
        rest.merge(entry.from().kind(), amount.negate(), BigDecimal::add);
      }
    }
    return rest;
  }

  /** The faults' amounts that rest in an account, by account and reason. */
  NavigableMap<Homeless, BigInteger> homeless() {
    NavigableMap<Homeless, BigInteger> sums = new TreeMap<>();
    for (Fault fault : run.faults()) {
      if (fault.restsIn().isPresent()
          && fault.amountUnits().isPresent()
          && fault.measure().isPresent()) {
        sums.merge(
            new Homeless(fault.restsIn().get(), fault.reason(), fault.measure().get()),
            fault.amountUnits().get(),
            BigInteger::add);
      }
    }
    return sums;
  }
}
