package io.costledger.cli.report;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.policy.Platform;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came into one platform over a whole run and where it went, in units, credits included. */
final class Flow {
  /** The ways in, then the ways out. */
  enum Way {
    FROM_BILL,
    FROM_PLATFORMS,
    TO_PLATFORMS,
    TO_COST_CENTERS,
    KEPT,
    UNPLACED
  }

  private final Account platform;
  private final Map<Way, BigInteger> units = new EnumMap<>(Way.class);
  private int tier = -1;

  private Flow(Account platform) {
    this.platform = platform;
  }

  /** The flows of all platforms, tier by tier; a platform that nothing reached comes last. */
  static List<Flow> of(Run run) {
    Map<Account, Flow> flows = new TreeMap<>();
    for (Platform platform : run.policy().declared().platforms()) {
      Account account = Account.platform(platform.id());
      flows.put(account, new Flow(account));
    }
    for (LedgerEntry entry : run.entries()) {
      boolean fromBill = entry.from().kind() == AccountKind.BILL;
      if (isInternal(entry.to())) {
        flow(flows, entry.to()).add(fromBill ? Way.FROM_BILL : Way.FROM_PLATFORMS, entry);
      }
      if (isInternal(entry.from())) {
        Flow flow = flow(flows, entry.from());
        flow.add(wayOut(entry), entry);
        flow.tier = Math.max(flow.tier, entry.tier().orElse(0));
      }
    }
    List<Flow> inOrder = new ArrayList<>(flows.values());
    inOrder.sort(Comparator.comparingInt(Flow::sortTier).thenComparing(Flow::platform));
    return Collections.unmodifiableList(inOrder);
  }

  Account platform() {
    return platform;
  }

  /** The deepest tier of any period; below 0 if nothing ever left the platform. */
  int tier() {
    return tier;
  }

  /** In the order of the ways. */
  List<BigInteger> units() {
    return Arrays.stream(Way.values()).map(this::units).toList();
  }

  BigInteger units(Way way) {
    return units.getOrDefault(way, BigInteger.ZERO);
  }

  private int sortTier() {
    return tier < 0 ? Integer.MAX_VALUE : tier;
  }

  private void add(Way way, LedgerEntry entry) {
    units.merge(way, entry.amountUnits(), BigInteger::add);
  }

  private static Flow flow(Map<Account, Flow> flows, Account account) {
    return flows.computeIfAbsent(account, Flow::new);
  }

  private static Way wayOut(LedgerEntry entry) {
    if (entry.kind() == EntryKind.RETAINED) {
      return Way.KEPT;
    }
    if (isInternal(entry.to())) {
      return Way.TO_PLATFORMS;
    }
    return entry.to().kind() == AccountKind.COST_CENTER ? Way.TO_COST_CENTERS : Way.UNPLACED;
  }

  private static boolean isInternal(Account account) {
    return account.kind() == AccountKind.PLATFORM || account.kind() == AccountKind.GROUP;
  }
}
