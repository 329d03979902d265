package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.Measure;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.Set;

/** {@link StandardInvariants#UNALLOCATED_EXPLAINED}. */
final class UnallocatedExplained extends Law {
  UnallocatedExplained() {
    super(
        "UNALLOCATED_EXPLAINED",
        "Every unit in an unallocated account has a reason and an owner: the faults that rest there"
            + " sum to its balance, per charge period and measure, and give the entries' reasons.");
  }

  private static final class Sums {
    private final Tally booked = new Tally();
    private BigInteger explained = BigInteger.ZERO;
    private final Set<FaultReason> onEntries = EnumSet.noneOf(FaultReason.class);
    private final Set<FaultReason> inFaults = EnumSet.noneOf(FaultReason.class);
  }

  @Override
  void find(Run run, Findings findings) {
    Cells<Sums> cells = new Cells<>(Sums::new);
    for (LedgerEntry entry : run.entries()) {
      if (entry.to().kind() == AccountKind.UNALLOCATED) {
        Sums sums = cells.at(entry, entry.to());
        sums.booked.in(entry.amountUnits(), entry);
        sums.onEntries.addAll(entry.reasons());
      }
      if (entry.from().kind() == AccountKind.UNALLOCATED) {
        cells.at(entry, entry.from()).booked.out(entry.amountUnits(), entry);
      }
    }
    run.faults().forEach(fault -> explain(fault, cells, findings));
    cells.forEach((cell, sums) -> report(cell, sums, findings));
  }

  private static void explain(Fault fault, Cells<Sums> cells, Findings findings) {
    if (fault.amountUnits().isPresent() != fault.measure().isPresent()) {
      findings.fact(
          Offenders.of(fault.message()),
          "fault",
          fault.message(),
          "an amount has a measure, and a measure an amount");
    }
    if (fault.restsIn().isPresent()) {
      Account account = fault.restsIn().get();
      BigInteger units = fault.amountUnits().orElse(BigInteger.ZERO);
      if (account.kind() != AccountKind.UNALLOCATED) {
        findings.units(
            units,
            Offenders.of(fault.message()),
            "account of a fault",
            account.toString(),
            "cost with a fault rests in an unallocated account, or elsewhere by policy");
      } else if (units.signum() != 0) {
        Measure measure = fault.measure().orElse(Measure.CHARGE);
        Sums sums = cells.at(fault.chargePeriod(), account, measure);
        sums.explained = sums.explained.add(units);
        sums.inFaults.add(fault.reason());
      }
    }
  }

  private static void report(Cell cell, Sums sums, Findings findings) {
    BigInteger balance = sums.booked.balance();
    if (!balance.equals(sums.explained)) {
      findings.units(
          sums.explained.subtract(balance),
          sums.booked.summed(),
          "faults in " + cell.place(),
          findings.money(sums.explained) + " in " + cell.account(),
          "must be " + findings.money(balance) + ": what rests there");
    } else if (!sums.onEntries.equals(sums.inFaults)) {
      findings.fact(
          sums.booked.summed(),
          "reasons in " + cell.place(),
          sums.onEntries + " of " + cell.account(),
          "must be " + sums.inFaults + ", as its faults say");
    }
  }
}
