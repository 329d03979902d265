package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

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

    static void add(Map<Account, BigInteger> flows, Account other, BigInteger units) {
      BigInteger before = flows.putIfAbsent(other, units);
      if (before != null) {
        flows.put(other, before.add(units));
      }
    }

    static BigInteger size(Map<Account, BigInteger> flows) {
      Units size = new Units();
      for (BigInteger net : flows.values()) {
        size.add(net.abs());
      }
      return size.sum();
    }
  }

  @Override
  void find(Run run, Findings findings) {
    Cells<Flows> cells = new Cells<>(Flows::new);
    for (LedgerEntry entry : run.entries()) {
      // A correction is a difference between two runs; its own run has the source.
      if (entry.kind() == EntryKind.CORRECTION) {
        continue;
      }
      if (AccountRoles.passesOn(entry.to())) {
        Flows.add(cells.at(entry, entry.to()).in, entry.from(), entry.amountUnits());
      }
      if (AccountRoles.passesOn(entry.from())) {
        Flows flows = cells.at(entry, entry.from());
        Flows.add(flows.out, entry.to(), entry.amountUnits());
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
}
