package io.costledger.allocation.lineage;

import io.costledger.allocation.GroupRoutes;
import io.costledger.allocation.RunGroups;
import io.costledger.allocation.apportion.MatrixSplit;
import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.time.Period;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Follows the cost of one charge period and measure: what each account holds, by root. Accounts
 * that pass cost on (platforms, groups) do so once all that charge them have; each pool is mixed,
 * so every destination gets of every root what its part of the pool is, in whole units. A group
 * isn't mixed: what enters at one member goes where the solve sends it.
 */
final class PeriodFlow {
  private final Period period;
  private final Measure measure;
  private final NavigableMap<Account, NavigableMap<Root, BigInteger>> held = new TreeMap<>();
  private final NavigableMap<Account, NavigableMap<Account, BigInteger>> out = new TreeMap<>();

  /** What came into each group, by member. */
  private final NavigableMap<Account, NavigableMap<Account, NavigableMap<Root, BigInteger>>>
      arrived = new TreeMap<>();

  private final RunGroups groups;

  PeriodFlow(Period period, Measure measure, RunGroups groups) {
    this.period = period;
    this.measure = measure;
    this.groups = groups;
  }

  /** Takes a part of a pool: units of a root that go to a destination. */
  @FunctionalInterface
  interface Part {
    void take(Root root, Account to, BigInteger units);
  }

  /** Books the bill: every row to where its rule placed it. */
  void hit(Root root, BigInteger units) {
    add(root.account(), root, units);
  }

  /** Moves the given charges of a platform on; they keep their root and never reach the pool. */
  void give(FirstHits hits, List<BillPlacement> given, PeriodPolicy.Terms terms) {
    Account platform = terms.account();
    hits.destinations(given, terms)
        .forEach((to, byRoot) -> byRoot.forEach((root, units) -> {
          move(platform, to, root, units);
          leave(platform, to, units.negate());
        }));
  }

  /** Takes in an entry that leaves anything but the bill. */
  void entry(LedgerEntry entry) {
    switch (entry.from().kind()) {
      case PLATFORM, GROUP -> leave(entry.from(), entry.to(), entry.amountUnits());
      case VARIANCE -> move(entry.from(), entry.to(), Root.of(entry.from()), entry.amountUnits());
      default -> throw defect("entry from " + entry.from(), "can't leave such an account");
    }
  }

  /** Passes everything on and returns what the sinks bear, by sink and root. */
  List<LineageCell> cells() {
    out.values().forEach(byTo -> byTo.values().removeIf(units -> units.signum() == 0));
    out.values().removeIf(Map::isEmpty);
    fundFromOppositeSigns();
    passOn();
    List<LineageCell> cells = new ArrayList<>();
    held.forEach((account, byRoot) -> byRoot.forEach((root, units) -> {
      if (units.signum() != 0) {
        if (passesOn(account)) {
          throw defect(account + " of " + root, units + " units never left");
        }
        cells.add(new LineageCell(period, measure, root, account, units));
      }
    }));
    return cells;
  }

  /**
   * What goes out with the other sign than the measure's pays for the rest: its destination is the
   * root of it, so that no other cell changes its sign.
   */
  private void fundFromOppositeSigns() {
    out.forEach((from, byTo) -> byTo.entrySet().removeIf(part -> {
      Account to = part.getKey();
      BigInteger units = part.getValue();
      if (units.signum() == (measure == Measure.CHARGE ? 1 : -1)) {
        return false;
      }
      if (passesOn(to)) {
        throw defect(from + " -> " + to, units + " units of a " + measure);
      }
      move(to, from, Root.of(to), units.negate());
      return true;
    }));
  }

  private void passOn() {
    Map<Account, Integer> waitsFor = new HashMap<>();
    out.values().forEach(byTo -> byTo.keySet().forEach(to -> waitsFor.merge(to, 1, Integer::sum)));
    PriorityQueue<Account> ready = new PriorityQueue<>();
    out.keySet().stream().filter(from -> !waitsFor.containsKey(from)).forEach(ready::add);
    int passed = 0;
    while (!ready.isEmpty()) {
      Account from = ready.remove();
      NavigableMap<Account, BigInteger> byTo = out.getOrDefault(from, new TreeMap<>());
      NavigableMap<Root, BigInteger> pool = held.getOrDefault(from, new TreeMap<>());
      if (from.kind() == AccountKind.GROUP) {
        passOnTogether(from, byTo);
      } else {
        mix(pool, byTo, (root, to, units) -> arrive(from, to, root, units));
      }
      pool.clear();
      passed++;
      for (Account to : byTo.keySet()) {
        if (waitsFor.merge(to, -1, Integer::sum) == 0 && out.containsKey(to)) {
          ready.add(to);
        }
      }
    }
    if (passed != out.size()) {
      throw defect("entries between platforms", "must not form a cycle");
    }
  }

  private void arrive(Account from, Account to, Root root, BigInteger units) {
    add(to, root, units);
    if (to.kind() == AccountKind.GROUP && units.signum() != 0) {
      arrived
          .computeIfAbsent(to, group -> new TreeMap<>())
          .computeIfAbsent(from, member -> new TreeMap<>())
          .merge(root, units, BigInteger::add);
    }
  }

  private void passOnTogether(Account group, NavigableMap<Account, BigInteger> byTo) {
    NavigableMap<Account, BigInteger> left = new TreeMap<>(byTo);
    GroupRoutes routes = groups.routes(period, group);
    new GroupFlow(routes, arrived.getOrDefault(group, new TreeMap<>()))
        .passOn((root, to, units) -> {
          add(to, root, units);
          left.merge(to, units.negate(), BigInteger::add);
        });
    left.values().removeIf(units -> units.signum() == 0);
    if (!left.isEmpty()) {
      throw defect("entries from " + group, "must be what the solve gives; they differ by " + left);
    }
  }

  /** Splits a pool by root and destination; both margins are exact. */
  static void mix(
      NavigableMap<Root, BigInteger> pool, NavigableMap<Account, BigInteger> byTo, Part part) {
    List<Root> roots = pool.keySet().stream()
        .filter(root -> pool.getOrDefault(root, BigInteger.ZERO).signum() != 0)
        .toList();
    List<Account> destinations = List.copyOf(byTo.keySet());
    boolean isNegative = byTo.values().stream().anyMatch(units -> units.signum() < 0);
    BigInteger sign = BigInteger.valueOf(isNegative ? -1 : 1);
    BigInteger[][] cells = MatrixSplit.split(
        roots.stream()
            .map(root -> pool.getOrDefault(root, BigInteger.ZERO).multiply(sign))
            .toArray(BigInteger[]::new),
        byTo.values().stream().map(units -> units.multiply(sign)).toArray(BigInteger[]::new));
    for (int r = 0; r < roots.size(); r++) {
      for (int c = 0; c < destinations.size(); c++) {
        part.take(roots.get(r), destinations.get(c), cells[r][c].multiply(sign));
      }
    }
  }

  private void move(Account from, Account to, Root root, BigInteger units) {
    add(from, root, units.negate());
    add(to, root, units);
  }

  private void add(Account account, Root root, BigInteger units) {
    held.computeIfAbsent(account, a -> new TreeMap<>()).merge(root, units, BigInteger::add);
  }

  private void leave(Account from, Account to, BigInteger units) {
    out.computeIfAbsent(from, a -> new TreeMap<>()).merge(to, units, BigInteger::add);
  }

  private static boolean passesOn(Account account) {
    return account.kind() == AccountKind.PLATFORM || account.kind() == AccountKind.GROUP;
  }

  private IllegalStateException defect(String what, String rule) {
    return new IllegalStateException(
        Invalid.message("lineage of " + period + " " + measure, what, rule));
  }
}
