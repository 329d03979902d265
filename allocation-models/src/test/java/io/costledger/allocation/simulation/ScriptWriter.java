package io.costledger.allocation.simulation;

import io.costledger.allocation.Outcomes;
import io.costledger.allocation.reference.ReferenceScenario;
import io.costledger.allocation.reference.ReferenceScenario.Row;
import io.costledger.allocation.reference.ReferenceScenario.Use;
import io.costledger.allocation.reference.Scenarios;
import io.costledger.allocation.simulation.Script.Arrival;
import io.costledger.allocation.simulation.Script.Event;
import io.costledger.allocation.simulation.Script.Step;
import io.costledger.core.Sha256;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Makes the script of a seed. A generated scenario is the company's typical week. */
final class ScriptWriter {
  private static final String BILL = "focus";
  private static final List<String> FEEDS = List.of("usage-a", "usage-b");

  private final Random random;
  private final int weeks;
  private final ReferenceScenario typical;
  private final Map<String, String> moved = new HashMap<>();
  private final Map<String, List<Row>> rowsOf = new HashMap<>();
  private final Map<String, List<Use>> usesOf = new HashMap<>();
  private final List<Arrival> arrivals = new ArrayList<>();
  private final List<Planned> planned = new ArrayList<>();

  /** When something happens: a hundred ticks are a week. */
  private record Planned(int tick, Event event) {}

  private ScriptWriter(Random random, int weeks) {
    this.random = random;
    this.weeks = weeks;
    ReferenceScenario found = Scenarios.next(random);
    while (found.platforms().size() < 2
        || found.bill().size() < 3
        || found.usage().size() < 4
        || !Outcomes.isValid(found)
        || !Outcomes.hasLedger(found)) {
      found = Scenarios.next(random);
    }
    this.typical = found;
  }

  static Script of(long seed, int weeks) {
    return new ScriptWriter(new Random(seed), weeks).script();
  }

  private Script script() {
    ShapeChanges shapes = new ShapeChanges(random, typical);
    ReferenceScenario start = shapes.start();
    for (int week = 0; week < weeks; week++) {
      if (chance(15)) {
        moveATeam();
      }
      if (chance(40)) {
        int from = chance(30) ? Math.max(0, week - 1 - random.nextInt(3)) : week;
        shapes
            .next()
            .ifPresent(next -> at(
                from < weeks ? weekTick(from) : 0,
                new Event.Changes(from, next.shape(), next.why())));
      }
      deliverBill(week);
      for (String feed : FEEDS) {
        deliverUsage(week, feed);
      }
      if (chance(75)) {
        at(weekTick(week) + 110 + random.nextInt(150), new Event.Closes(week));
      }
    }
    planned.sort(Comparator.comparingInt(Planned::tick));
    List<Step> steps =
        planned.stream().map(plan -> new Step(random.nextLong(), plan.event())).toList();
    return new Script(weeks, start, arrivals, steps);
  }

  private static int weekTick(int week) {
    return week * 100;
  }

  private void at(int tick, Event event) {
    planned.add(new Planned(tick, event));
  }

  // ---- records

  /** From now on one consumer's usage is another's. */
  private void moveATeam() {
    List<String> consumers =
        typical.usage().stream().map(Use::consumer).distinct().toList();
    List<String> centers =
        consumers.stream().filter(account -> account.startsWith("cost-center:")).toList();
    if (centers.size() > 1) {
      moved.put(pick(centers), pick(centers));
    }
  }

  private List<Row> rows(int week) {
    List<Row> rows = new ArrayList<>();
    for (Row row : typical.bill()) {
      if (chance(85)) {
        rows.add(new Row(
            "week " + week + " " + row.id(),
            Weeks.in(week, typical, row.own()),
            row.cost().multiply(BigDecimal.valueOf(pick(List.of(1, 1, 1, 2, 7)))),
            row.target(),
            row.consumer(),
            row.retained(),
            row.service()));
      }
    }
    return rows;
  }

  /** Each consumer's records of a pool together, so that returns don't outgrow what they return. */
  private List<Use> uses(int week, String feed) {
    Map<List<Object>, BigDecimal> factors = new HashMap<>();
    List<Use> uses = new ArrayList<>();
    for (Use use : typical.usage()) {
      BigDecimal factor = factors.computeIfAbsent(
          List.of(use.platform(), use.consumer(), use.unit(), use.own()),
          key -> chance(12)
              ? BigDecimal.ZERO
              : new BigDecimal(pick(List.of("1", "1", "2", "3", "0.5"))));
      boolean isOfFeed = Math.floorMod(use.platform().hashCode(), 2) == FEEDS.indexOf(feed);
      if (isOfFeed && factor.signum() > 0) {
        uses.add(new Use(
            "week " + week + " " + use.id(),
            use.platform(),
            moved.getOrDefault(use.consumer(), use.consumer()),
            use.quantity().multiply(factor),
            use.unit(),
            Weeks.in(week, typical, use.own()),
            "to be delivered"));
      }
    }
    return uses;
  }

  // ---- deliveries

  private void deliverBill(int week) {
    List<Row> rows = rows(week);
    rowsOf.put(week + BILL, rows);
    List<Row> backlog = new ArrayList<>(rowsOf.getOrDefault((week - 1) + BILL, List.of()));
    backlog.addAll(rows);
    deliver(week, BILL, rows, backlog, this::withOtherCost);
  }

  private Row withOtherCost(Row row) {
    return new Row(
        row.id(),
        row.own(),
        row.cost().multiply(BigDecimal.valueOf(3)),
        row.target(),
        row.consumer(),
        row.retained(),
        row.service());
  }

  private void deliverUsage(int week, String feed) {
    List<Use> uses = uses(week, feed);
    usesOf.put(week + feed, uses);
    List<Use> backlog = new ArrayList<>(usesOf.getOrDefault((week - 1) + feed, List.of()));
    backlog.addAll(uses);
    deliver(week, feed, uses, backlog, use -> quantity(use, new BigDecimal("1.5")));
  }

  private static Use quantity(Use use, BigDecimal factor) {
    return new Use(
        use.id(),
        use.platform(),
        use.consumer(),
        use.quantity().multiply(factor),
        use.unit(),
        use.own(),
        use.delivery());
  }

  private <T> void deliver(
      int week, String source, List<T> all, List<T> backlog, UnaryOperator<T> altered) {
    Period whole = Weeks.period(week);
    Deliveries<T> next = new Deliveries<>(week, source);
    int way = random.nextInt(20);
    if (way < 9) {
      next.replace(whole, all, 1);
    } else if (way < 12) {
      Period part = Period.of(whole.start(), whole.start().plus(Duration.ofDays(3)));
      next.replace(part, some(all), 1);
      next.replace(whole, all, 2);
    } else if (way < 15) {
      List<T> first = some(all);
      List<T> rest = new ArrayList<>(all);
      rest.removeAll(first);
      next.replace(whole, first, 1);
      next.append(whole, rest, 2);
    } else if (way < 18) {
      next.replace(
          whole, all.stream().map(r -> chance(40) ? altered.apply(r) : r).toList(), 1);
      next.replace(whole, all, 2);
      if (chance(30)) {
        next.replace(whole, some(all), 3);
      }
    } else if (way < 19 && week > 0) {
      next.replace(whole, some(all), 1);
      next.replace(Period.of(Weeks.period(week - 1).start(), whole.end()), backlog, 9);
    } else {
      next.replace(whole, some(all), 1);
      next.replace(whole, all, 1);
      next.replace(whole, all, 2);
    }
  }

  /** The deliveries of one source for one week; each comes when it comes, now and then twice. */
  private final class Deliveries<T> {
    private final int week;
    private final String source;
    private char last = 'a';

    Deliveries(int week, String source) {
      this.week = week;
      this.source = source;
    }

    void replace(Period covers, List<T> records, int issued) {
      add(Delivery.Mode.REPLACE, covers, records, issued);
    }

    void append(Period covers, List<T> records, int issued) {
      add(Delivery.Mode.APPEND, covers, records, issued);
    }

    private void add(Delivery.Mode mode, Period covers, List<T> records, int issued) {
      String id = source + " " + week + " " + last++;
      Delivery delivery = Delivery.builder()
          .id(id)
          .source(source)
          .sha256(Sha256.hex(id.getBytes(StandardCharsets.UTF_8)))
          .mode(mode)
          .covers(covers)
          .issuedAt(Weeks.period(week).end().plus(Duration.ofHours(issued)))
          .build();
      List<Row> rows = new ArrayList<>();
      List<Use> uses = new ArrayList<>();
      for (T record : records) {
        if (record instanceof Row row) {
          rows.add(row);
        } else if (record instanceof Use use) {
          uses.add(new Use(
              use.id(), use.platform(), use.consumer(), use.quantity(), use.unit(), use.own(), id));
        }
      }
      arrivals.add(new Arrival(delivery, source.equals(BILL), rows, uses));
      for (int times = chance(20) ? 2 : 1; times > 0; times--) {
        int late = chance(60) ? 60 : chance(60) ? 300 : 600;
        at(
            weekTick(week) + 10 * issued + random.nextInt(late),
            new Event.Arrives(arrivals.size() - 1));
      }
    }
  }

  // ---- choices

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private <T> List<T> some(List<T> from) {
    return from.stream().filter(part -> chance(60)).toList();
  }
}
