package io.costledger.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.reference.ReferenceScenario;
import io.costledger.allocation.reference.Scenarios;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.invariants.Audit;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.eclipse.collections.api.factory.Lists;

/**
 * One unit of a correct run moved from one consumer of a pool to another: pools, tiers and totals
 * sum as before, so conservation can't see it. The comparison with the reference must, always; and so
 * must the audit, where the law {@code QUOTA} judges.
 */
class OneUnitMovesTest {
  private static final int PAIRS_OF_A_POOL = 12;

  /** Two entries of a run, by their places. */
  private record Move(int from, int to, boolean isJudged) {}

  @Property(tries = 250)
  void everyMoveIsSeen(@ForAll("scenarios") ReferenceScenario scenario) {
    List<String> expected = Outcomes.ofReference(scenario);
    Assume.that(!expected.equals(Outcomes.FAILS));
    Run run = Outcomes.run(scenario);
    assertThat(Outcomes.lines(run)).isEqualTo(expected);
    for (Move move : moves(run)) {
      Run moved = moved(run, move);
      assertThat(total(moved)).isEqualTo(total(run));
      assertThat(Outcomes.lines(moved)).as("%s of %s", move, scenario).isNotEqualTo(expected);
      boolean isSeen = !Audit.standard().report(moved).isPublishable();
      Statistics.label(move.isJudged() ? "pools that QUOTA judges" : "groups and estimates")
          .collect(isSeen ? "seen by the audit" : "seen by the reference alone");
      if (move.isJudged()) {
        assertThat(isSeen).as("%s seen by the audit, of %s", move, scenario).isTrue();
      }
    }
  }

  /** Pairs of what a model gave two cost centers out of one pool, up to a bound. */
  private static List<Move> moves(Run run) {
    Map<List<Object>, List<Integer>> pools = new LinkedHashMap<>();
    for (int i = 0; i < run.entries().size(); i++) {
      LedgerEntry entry = run.entries().get(i);
      if (entry.kind() == EntryKind.ALLOCATED
          && entry.to().kind() == AccountKind.COST_CENTER
          && entry.model().isPresent()) {
        pools
            .computeIfAbsent(
                List.of(entry.chargePeriod(), entry.from(), entry.measure()),
                pool -> new ArrayList<>())
            .add(i);
      }
    }
    List<Move> moves = new ArrayList<>();
    for (List<Integer> pool : pools.values()) {
      LedgerEntry any = run.entries().get(pool.get(0));
      boolean isJudged = any.from().kind() == AccountKind.PLATFORM
          && pool.stream().allMatch(i -> run.entries().get(i).reasons().isEmpty());
      int pairs = 0;
      for (int from : pool) {
        for (int to : pool) {
          if (from != to && pairs++ < PAIRS_OF_A_POOL) {
            moves.add(new Move(from, to, isJudged));
          }
        }
      }
    }
    return moves;
  }

  private static Run moved(Run run, Move move) {
    List<LedgerEntry> entries = new ArrayList<>();
    for (int i = 0; i < run.entries().size(); i++) {
      LedgerEntry entry = run.entries().get(i);
      int more = i == move.from() ? -1 : i == move.to() ? 1 : 0;
      BigInteger units = entry.amountUnits().add(BigInteger.valueOf(more));
      if (units.signum() != 0) {
        entries.add(LedgerEntry.builder().copyOf(entry).amountUnits(units).build());
      }
    }
    return Run.builder().copyOf(run).entries(Lists.immutable.ofAll(entries)).build();
  }

  private static BigInteger total(Run run) {
    return run.entries()
        .collect(LedgerEntry::amountUnits)
        .reduce(BigInteger::add)
        .orElseThrow();
  }

  @Provide
  Arbitrary<ReferenceScenario> scenarios() {
    return Arbitraries.randomValue(Scenarios::next);
  }
}
