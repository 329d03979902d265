package io.costledger.cli.report;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.policy.Hierarchy;
import io.costledger.core.time.Dated;
import io.costledger.core.time.Period;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A run rolled up over a hierarchy (SPEC section 13): each entry's cost goes to the root in effect
 * in its own charge period, so that a team that moved counts where it was at the time.
 */
final class RollUp {
  private final Map<String, BigInteger> units = new TreeMap<>();
  private final Map<String, Set<String>> costCenters = new TreeMap<>();
  private final List<Move> moves;

  private RollUp(List<Move> moves) {
    this.moves = moves;
  }

  /** A node that had one parent for a while: what was charged below it in that time. */
  record Stay(Dated.Version<String> version, BigInteger units) {}

  /** A node that changed its parent. */
  record Move(String node, List<Stay> stays) {}

  static RollUp of(Run run, Hierarchy hierarchy) {
    List<Borne> borne = new ArrayList<>();
    for (LedgerEntry entry : run.entries()) {
      add(borne, entry, entry.to(), entry.amountUnits());
      add(borne, entry, entry.from(), entry.amountUnits().negate());
    }
    RollUp rollUp = new RollUp(moves(borne, hierarchy));
    for (Borne cost : borne) {
      String root = hierarchy.root(cost.costCenter(), cost.period());
      rollUp.units.merge(root, cost.units(), BigInteger::add);
      rollUp.costCenters.computeIfAbsent(root, r -> new HashSet<>()).add(cost.costCenter());
    }
    return rollUp;
  }

  /** Root to what is borne below it, ascending. */
  Map<String, BigInteger> units() {
    return units;
  }

  /** How many cost centers bore cost below a root. */
  int costCenters(String root) {
    return costCenters.getOrDefault(root, Set.of()).size();
  }

  List<Move> moves() {
    return moves;
  }

  private record Borne(String costCenter, Period period, BigInteger units) {}

  private static void add(List<Borne> borne, LedgerEntry entry, Account account, BigInteger units) {
    if (account.kind() == AccountKind.COST_CENTER) {
      borne.add(new Borne(account.id(), entry.chargePeriod(), units));
    }
  }

  private static List<Move> moves(List<Borne> borne, Hierarchy hierarchy) {
    List<Move> moves = new ArrayList<>();
    hierarchy.parents().forEach((node, parent) -> {
      if (parent.versions().collect(Dated.Version::value).distinct().size() > 1) {
        List<Stay> stays = new ArrayList<>();
        for (Dated.Version<String> version : parent.versions()) {
          stays.add(new Stay(version, below(node, version, borne, hierarchy)));
        }
        moves.add(new Move(node, stays));
      }
    });
    return moves;
  }

  private static BigInteger below(
      String node, Dated.Version<String> version, List<Borne> borne, Hierarchy hierarchy) {
    BigInteger sum = BigInteger.ZERO;
    for (Borne cost : borne) {
      boolean during =
          version.from().map(from -> !cost.period().start().isBefore(from)).orElse(true)
              && version.to().map(to -> !cost.period().end().isAfter(to)).orElse(true);
      if (during && isBelow(cost.costCenter(), node, cost.period(), hierarchy)) {
        sum = sum.add(cost.units());
      }
    }
    return sum;
  }

  private static boolean isBelow(
      String costCenter, String node, Period period, Hierarchy hierarchy) {
    Optional<String> at = Optional.of(costCenter);
    while (at.isPresent() && !at.get().equals(node)) {
      at = hierarchy.parent(at.get(), period);
    }
    return at.isPresent();
  }
}
