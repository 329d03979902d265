package io.costledger.allocation.simulation;

import io.costledger.allocation.reference.ReferenceScenario.Row;
import io.costledger.allocation.reference.ReferenceScenario.Use;
import io.costledger.allocation.simulation.Script.Arrival;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.time.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * What holds of some deliveries, by the slow reading of SPEC 10.4: one instant of issue after the
 * other, a replacement takes away what was issued before and lies in its period.
 *
 * @param rows the bill's rows of the period
 * @param uses the usage of the period
 * @param hasBill whether there is a bill at all
 * @param isClear whether no two deliveries contradict each other
 */
record Replay(List<Row> rows, List<Use> uses, boolean hasBill, boolean isClear) {
  static Replay of(List<Arrival> arrived, Period run) {
    List<Row> rows = new ArrayList<>();
    List<Use> uses = new ArrayList<>();
    boolean hasBill = false;
    boolean isClear = true;
    for (String source : new TreeSet<>(arrived.stream().map(Replay::source).toList())) {
      List<Arrival> left =
          left(arrived.stream().filter(a -> source(a).equals(source)).distinct().toList());
      left.removeIf(arrival -> !covers(arrival).overlaps(run));
      isClear &= left.stream().noneMatch(one -> left.stream().anyMatch(two -> clash(one, two)));
      for (Arrival arrival : left) {
        hasBill |= arrival.isBill();
        arrival.rows().stream().filter(row -> isOf(row.own(), arrival, run)).forEach(rows::add);
        arrival.uses().stream().filter(use -> isOf(use.own(), arrival, run)).forEach(uses::add);
      }
    }
    return new Replay(rows, uses, hasBill, isClear);
  }

  private static List<Arrival> left(List<Arrival> ofSource) {
    List<Arrival> left = new ArrayList<>();
    for (Instant now : new TreeSet<>(ofSource.stream().map(Replay::issued).toList())) {
      List<Arrival> issued =
          ofSource.stream().filter(a -> issued(a).equals(now)).toList();
      for (Arrival later : issued) {
        left.removeIf(old ->
            isReplace(later) && issued(old).isBefore(now) && covers(later).contains(covers(old)));
        left.add(later);
      }
    }
    left.sort(Comparator.comparing(arrival -> arrival.delivery().id()));
    return left;
  }

  /** A replacement beside what it should replace, were it issued later or covered it whole. */
  private static boolean clash(Arrival one, Arrival two) {
    return !one.equals(two)
        && isReplace(one)
        && covers(one).overlaps(covers(two))
        && (isReplace(two) || issued(two).isBefore(issued(one)));
  }

  private static boolean isOf(Period own, Arrival arrival, Period run) {
    return own.overlaps(run) || !covers(arrival).contains(own);
  }

  private static String source(Arrival arrival) {
    return arrival.delivery().source();
  }

  private static boolean isReplace(Arrival arrival) {
    return arrival.delivery().mode() == Delivery.Mode.REPLACE;
  }

  private static Instant issued(Arrival arrival) {
    return arrival.delivery().issuedAt().orElseThrow();
  }

  private static Period covers(Arrival arrival) {
    return arrival.delivery().covers().orElseThrow();
  }
}
