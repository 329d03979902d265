package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** {@link StandardInvariants#ENTRY_SOURCE}. */
final class EntrySource extends Law {
  EntrySource() {
    super(
        "ENTRY_SOURCE",
        "Money leaves a platform's or group's account only if it was booked in, in the same charge"
            + " period and measure.");
  }

  /** Net flows of one account by counterpart: a true-up and its charge are one flow. */
  private static final class Flows {
    private final Map<Account, BigInteger> in = new HashMap<>();
    private final Map<Account, BigInteger> out = new HashMap<>();
    private final Offenders leaving = Offenders.none();

    static BigInteger size(Map<Account, BigInteger> flows) {
      BigInteger size = BigInteger.ZERO;
      for (BigInteger net : flows.values()) {
        size = size.add(net.abs());
      }
      return size;
    }
  }

  @Override
  void find(Run run, Findings findings) {
    NavigableMap<Cell, Flows> cells = new TreeMap<>();
    for (LedgerEntry entry : run.entries()) {
      // A correction is a difference between two runs; its own run has the source.
      if (entry.kind() == EntryKind.CORRECTION) {
        continue;
      }
      if (AccountRoles.passesOn(entry.to())) {
        flows(cells, entry, entry.to())
            .in
            .merge(entry.from(), entry.amountUnits(), BigInteger::add);
      }
      if (AccountRoles.passesOn(entry.from())) {
        Flows flows = flows(cells, entry, entry.from());
        flows.out.merge(entry.to(), entry.amountUnits(), BigInteger::add);
        flows.leaving.add(entry);
      }
    }
    cells.forEach((cell, flows) -> {
      BigInteger in = Flows.size(flows.in);
      BigInteger out = Flows.size(flows.out);
      if (out.compareTo(in) > 0) {
        findings.units(
            out.subtract(in),
            flows.leaving,
            "source in " + cell.place(),
            findings.money(out) + " leaves " + cell.account(),
            "only " + findings.money(in) + " was booked in, both without their signs");
      }
    });
  }

  private static Flows flows(NavigableMap<Cell, Flows> cells, LedgerEntry entry, Account account) {
    return cells.computeIfAbsent(
        new Cell(entry.chargePeriod(), account, entry.measure()), cell -> new Flows());
  }
}
