package io.costledger.allocation;

import io.costledger.allocation.apportion.Apportionment;
import io.costledger.allocation.explain.Part;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.Unplaced;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A part of a pool and the entry that it is in: the one to an account, of a kind. */
record Destined(Account to, EntryKind kind, Part part) {
  /** Those of some parts that are in one entry, without empty ones. */
  static List<Part> in(List<Destined> all, Account to, EntryKind kind) {
    return all.stream()
        .filter(destined -> destined.to().equals(to) && destined.kind() == kind)
        .map(Destined::part)
        .filter(part -> part.units().signum() != 0)
        .toList();
  }

  /** Where cost without a home went (SPEC section 6). */
  static List<Destined> homeless(
      PeriodPolicy.Terms terms,
      FaultReason reason,
      List<? extends Part.OfConsumer> unknown,
      List<String> records,
      Apportionment apportionment,
      BigInteger units) {
    List<Destined> all = new ArrayList<>();
    if (units.signum() == 0) {
      return all;
    }
    Unplaced choice = terms.unplaced(reason);
    List<Account> to = List.of(Account.unallocated(terms.platform()));
    EntryKind kind = EntryKind.UNALLOCATED;
    if (choice instanceof Unplaced.Owner) {
      to = List.of(terms.owner());
      kind = EntryKind.ALLOCATED;
    } else if (choice instanceof Unplaced.Even even) {
      to = even.consumers();
      kind = EntryKind.ALLOCATED;
    }
    List<BigInteger> shares =
        apportionment.split(units, Collections.nCopies(to.size(), BigInteger.ONE));
    for (int i = 0; i < to.size(); i++) {
      all.add(new Destined(
          to.get(i),
          kind,
          new Part.Homeless(reason, List.copyOf(unknown), records, choice, units, shares.get(i))));
    }
    return all;
  }
}
