package io.costledger.allocation.lineage;

import io.costledger.allocation.reference.Fraction;
import io.costledger.allocation.reference.ReferenceRoutes;
import io.costledger.allocation.reference.ReferenceScenario;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.Unplaced;
import io.costledger.core.time.Period;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The lineage of one charge period and measure without rounding, the slow and obvious way: what an
 * account holds of a root is what hit it, what given charges brought, and of every pool that
 * charges it the pool's own mix; through a group, what the members' gross costs say. Fails on even splits of charges that name unknown consumers; the
 * caller leaves such runs out.
 */
final class ExactLineage {
  private final Map<Account, Map<Account, Fraction>> edges = new HashMap<>();
  private final Map<Account, Map<Account, Fraction>> firstHeld = new HashMap<>();
  private final Map<String, Fraction> memo = new HashMap<>();

  /** The routes through groups, one for each sink of the solve. */
  private final List<ReferenceRoutes> routes;

  ExactLineage(ReferenceScenario scenario, Run run, Period period, Measure measure) {
    this.routes = ReferenceRoutes.of(scenario, scenario.grain().indexOf(period));
    for (LedgerEntry entry : run.entries()) {
      if (entry.chargePeriod().equals(period)
          && entry.measure() == measure
          && entry.from().kind() == AccountKind.PLATFORM) {
        add(edges, entry.from(), entry.to(), Fraction.of(entry.amountUnits()));
      }
    }
    for (BillPlacement row : run.billPlacements()) {
      if (!row.chargePeriod().equals(period) || row.measure() != measure) {
        continue;
      }
      Fraction units = Fraction.of(row.units());
      if (row.given().isEmpty()) {
        add(firstHeld, row.to(), row.to(), units);
        continue;
      }
      Account bearer = bearer(run, period, row);
      add(firstHeld, bearer, row.to(), units);
      add(edges, row.to(), bearer, Fraction.ZERO.minus(units));
    }
    edges.values().forEach(byTo -> byTo.values().removeIf(units -> units.signum() == 0));
    edges.values().removeIf(Map::isEmpty);
  }

  static boolean spreadsGivenCharges(Run run) {
    return run.policy().declared().platforms().stream()
        .anyMatch(p -> p.unplaced().get(FaultReason.UNKNOWN_CONSUMER) instanceof Unplaced.Even);
  }

  private static Account bearer(Run run, Period period, BillPlacement row) {
    if (row.fault().isEmpty()) {
      return row.given().orElseThrow();
    }
    PeriodPolicy inPeriod =
        run.policy().periods().detect(candidate -> candidate.period().equals(period));
    PeriodPolicy.Terms terms = inPeriod.platforms().get(row.to().id());
    return terms.unplaced(FaultReason.UNKNOWN_CONSUMER) instanceof Unplaced.Owner
        ? terms.owner()
        : Account.unallocated(row.to().id());
  }

  private static void add(
      Map<Account, Map<Account, Fraction>> table, Account one, Account other, Fraction units) {
    table.computeIfAbsent(one, a -> new HashMap<>()).merge(other, units, Fraction::plus);
  }

  /** What an account held of a root before it passed on. */
  Fraction held(Account root, Account account) {
    String key = root + "\n" + account;
    Fraction known = memo.get(key);
    if (known != null) {
      return known;
    }
    Fraction sum = firstHeld.getOrDefault(account, Map.of()).getOrDefault(root, Fraction.ZERO);
    for (Map.Entry<Account, Map<Account, Fraction>> from : edges.entrySet()) {
      Fraction part = from.getValue().get(account);
      if (part != null) {
        Fraction pool = from.getValue().values().stream().reduce(Fraction.ZERO, Fraction::plus);
        sum = sum.plus(held(root, from.getKey()).times(part).over(pool));
      }
    }
    for (ReferenceRoutes route : routes) {
      Map<Account, Fraction> out = edges.getOrDefault(Account.parse(route.member()), Map.of());
      Fraction part = out.get(Account.parse(route.group()));
      if (part != null && route.to().equals(account.toString())) {
        Fraction pool = out.values().stream().reduce(Fraction.ZERO, Fraction::plus);
        Fraction entered = held(root, Account.parse(route.member())).times(part).over(pool);
        sum = sum.plus(entered.times(route.part()));
      }
    }
    memo.put(key, sum);
    return sum;
  }

  /** The rounded edges on paths from where a root's cost first is to a sink. */
  int roundedEdges(Account root, Account sink) {
    Set<Account> reached = new LinkedHashSet<>();
    firstHeld.forEach((account, byRoot) -> {
      if (byRoot.containsKey(root)) {
        reach(account, reached);
      }
    });
    int count = 0;
    for (Account from : reached) {
      for (Account to : edges.getOrDefault(from, Map.of()).keySet()) {
        Set<Account> onward = new HashSet<>();
        reach(to, onward);
        count += onward.contains(sink) ? 1 : 0;
      }
      // A sink's cell may be a unit above its ceiling; what unknown consumers get is split again.
      for (ReferenceRoutes route : routes) {
        Set<Account> onward = new HashSet<>();
        reach(Account.parse(route.to()), onward);
        boolean isThrough = route.group().equals(from.toString()) && onward.contains(sink);
        count += isThrough ? 3 : 0;
      }
    }
    return count;
  }

  private void reach(Account account, Set<Account> reached) {
    if (reached.add(account)) {
      edges.getOrDefault(account, Map.of()).keySet().forEach(next -> reach(next, reached));
      for (ReferenceRoutes route : routes) {
        if (route.group().equals(account.toString())) {
          reach(Account.parse(route.to()), reached);
        }
      }
    }
  }

  /** Whether a cell is at most so far from its exact figure as its rounded edges allow. */
  boolean allows(Account root, Account sink, BigInteger units) {
    Fraction off = Fraction.of(units).minus(held(root, sink));
    Fraction distance = off.signum() < 0 ? Fraction.ZERO.minus(off) : off;
    return distance.signum() == 0 || distance.compareTo(Fraction.of(roundedEdges(root, sink))) < 0;
  }
}
