package io.costledger.lawkit;

import io.costledger.core.policy.CostCenter;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Generators of organisations, for jqwik: one to three charge periods, now and then with a gap, and
 * one to four cost centers, of which some come or go between periods. Ids are such that code-point
 * and UTF-16 order differ, or case and dots matter. All shrink to the cost center {@code a} in one
 * period.
 */
public final class Organisations {
  private static final Instant START = Instant.parse("2026-08-01T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final List<String> IDS =
      List.of("a", "b", "c", "A", "web:eu:1", "\u0131", "\u0130", "\ue000", "\ud800\udc00");

  private Organisations() {}

  /**
   * Charge periods and cost centers.
   *
   * @param grain the charge periods
   * @param costCenters the cost centers; the first is always there
   */
  public record Organisation(Grain grain, List<CostCenter> costCenters) {
    /** Copies the list. */
    public Organisation {
      costCenters = List.copyOf(costCenters);
    }

    /**
     * Returns the cost centers that are there in every period, and so may own or be listed.
     *
     * @return one or more
     */
    public List<CostCenter> lasting() {
      return costCenters.stream()
          .filter(center -> center.from().isEmpty() && center.to().isEmpty())
          .toList();
    }
  }

  /**
   * Returns organisations.
   *
   * @return an arbitrary of organisations
   */
  public static Arbitrary<Organisation> any() {
    Arbitrary<List<String>> ids =
        Arbitraries.of(IDS).list().uniqueElements().ofMinSize(1).ofMaxSize(4);
    // 0: always there; i: comes, and -i: goes, after the period i.
    Arbitrary<List<Integer>> moves = Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just(0)), Tuple.of(1, Arbitraries.integers().between(-2, 2)))
        .list()
        .ofSize(4);
    return Combinators.combine(grains(), ids, moves).as((grain, names, when) -> {
      List<CostCenter> centers = new ArrayList<>();
      for (String id : names) {
        int move = centers.isEmpty() ? 0 : when.get(centers.size());
        centers.add(center(grain, id, move));
      }
      return new Organisation(grain, centers);
    });
  }

  private static CostCenter center(Grain grain, String id, int move) {
    if (move == 0 || Math.abs(move) >= grain.periods().size()) {
      return CostCenter.of(id);
    }
    Optional<Instant> cut = Optional.of(grain.periods().get(Math.abs(move)).start());
    return move > 0
        ? new CostCenter(id, cut, Optional.empty())
        : new CostCenter(id, Optional.empty(), cut);
  }

  /**
   * Returns grains of one to three days.
   *
   * @return an arbitrary of grains that start on 2026-08-01 UTC
   */
  public static Arbitrary<Grain> grains() {
    return Arbitraries.frequency(Tuple.of(4, Duration.ZERO), Tuple.of(1, Duration.ofHours(12)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(gaps -> {
          List<Period> periods = new ArrayList<>();
          Instant at = START;
          for (Duration gap : gaps) {
            periods.add(Period.of(at, at.plus(DAY)));
            at = at.plus(DAY).plus(gap);
          }
          return Grain.of(periods);
        });
  }
}
