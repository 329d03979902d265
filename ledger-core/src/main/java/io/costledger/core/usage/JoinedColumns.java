package io.costledger.core.usage;

import io.costledger.core.work.Workers;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Puts the columns of some batches one behind the other. What has a number gets the one that it would
 * have if the records had come one by one: numbers go by the order in which things come, in each part
 * as in the whole. The parts give up each column as soon as it is joined, so that little is in memory
 * twice.
 */
final class JoinedColumns {
  private static final int[] NONE = {};

  private final List<Columns> parts;
  private final Workers workers;

  /** By part: the index of its first record; at the end, how many records there are. */
  private final int[] starts;

  private final Columns joined = new Columns();

  private JoinedColumns(List<Columns> parts, Workers workers) {
    this.parts = parts;
    this.workers = workers;
    this.starts = new int[parts.size() + 1];
    for (int p = 0; p < parts.size(); p++) {
      starts[p + 1] = Math.addExact(starts[p], parts.get(p).size());
    }
  }

  /**
   * Joins parts, which are used up.
   *
   * @throws ArithmeticException if there are 2^31 records
   */
  static Columns of(List<Columns> parts, Workers workers) {
    JoinedColumns all = new JoinedColumns(parts, workers);
    all.joinIds();
    all.joinQuantities();
    all.joinPairs();
    Columns joined = all.joined;
    int[][] consumers = all.numbers(part -> part.accounts, values -> joined.accounts = values);
    joined.consumers = all.column(consumers, part -> part.consumers);
    parts.forEach(part -> part.consumers = NONE);
    int[][] units = all.numbers(part -> part.unitNames, values -> joined.unitNames = values);
    joined.units = all.column(units, part -> part.units);
    parts.forEach(part -> part.units = NONE);
    all.joinDeliveries();
    all.joinDimensions();
    return joined;
  }

  private int size() {
    return starts[parts.size()];
  }

  private void joinIds() {
    boolean ascending = parts.stream().allMatch(part -> part.ascending);
    IdColumn ids = IdColumn.joined(
        parts.stream().map(part -> IdColumn.of(part.ids, part.size())).toList(), workers);
    for (int p = 1; p < parts.size() && ascending; p++) {
      int first = starts[p];
      ascending = first == 0 || first == size() || ids.compare(first - 1, first) < 0;
    }
    joined.ids = ids;
    joined.ascending = ascending;
    parts.forEach(part -> part.ids = IdColumn.EMPTY);
  }

  private void joinQuantities() {
    Map<Integer, BigDecimal> wide = new HashMap<>();
    for (int p = 0; p < parts.size(); p++) {
      int start = starts[p];
      parts.get(p).wide.forEach((at, quantity) -> wide.put(start + at, quantity));
    }
    joined.wide = Map.copyOf(wide);
    joined.unscaled = new long[size()];
    workers.run(parts.size(), p -> copy(parts.get(p).unscaled, joined.unscaled, p));
    parts.forEach(part -> part.unscaled = new long[0]);
    joined.scales = new byte[size()];
    workers.run(parts.size(), p -> copy(parts.get(p).scales, joined.scales, p));
    parts.forEach(part -> part.scales = new byte[0]);
  }

  private void copy(Object from, Object into, int part) {
    System.arraycopy(from, 0, into, starts[part], starts[part + 1] - starts[part]);
  }

  private void joinPairs() {
    int[][] platforms =
        numbers(part -> part.platformNames, values -> joined.platformNames = values);
    int[][] periods = numbers(part -> part.chargePeriods, values -> joined.chargePeriods = values);
    PairNumbers all = new PairNumbers();
    int[][] pairs = new int[parts.size()][];
    for (int p = 0; p < pairs.length; p++) {
      Columns part = parts.get(p);
      pairs[p] = new int[part.pairPlatforms.length];
      for (int pair = 0; pair < pairs[p].length; pair++) {
        pairs[p][pair] =
            all.number(platforms[p][part.pairPlatforms[pair]], periods[p][part.pairPeriods[pair]]);
      }
    }
    joined.pairPlatforms = all.platforms();
    joined.pairPeriods = all.chargePeriods();
    joined.pairs = column(pairs, part -> part.pairs);
    parts.forEach(part -> part.pairs = NONE);
  }

  private void joinDeliveries() {
    int[][] numbers = numbers(part -> part.deliveryIds, values -> joined.deliveryIds = values);
    if (joined.deliveryIds.size() > 1) {
      joined.deliveries = new int[size()];
      workers.run(parts.size(), p -> {
        int[] part = parts.get(p).deliveries;
        for (int at = starts[p]; at < starts[p + 1]; at++) {
          joined.deliveries[at] = numbers[p][part.length == 0 ? 0 : part[at - starts[p]]];
        }
      });
    }
  }

  private void joinDimensions() {
    int[][] numbers = numbers(part -> part.texts, values -> joined.texts = values);
    Set<String> names = new LinkedHashSet<>();
    parts.forEach(part -> names.addAll(part.dimensionNames));
    joined.dimensionNames = List.copyOf(names);
    joined.dimensions = new int[names.size()][];
    for (int d = 0; d < joined.dimensions.length; d++) {
      String name = joined.dimensionNames.get(d);
      int[] column = new int[size()];
      workers.run(parts.size(), p -> {
        int own = parts.get(p).dimensionNames.indexOf(name);
        if (own >= 0) {
          renumber(parts.get(p).dimensions[own], numbers[p], column, starts[p]);
          parts.get(p).dimensions[own] = NONE;
        }
      });
      joined.dimensions[d] = column;
    }
  }

  private static void renumber(int[] texts, int[] numbers, int[] into, int start) {
    for (int i = 0; i < texts.length; i++) {
      into[start + i] = texts[i] == 0 ? 0 : numbers[texts[i] - 1] + 1;
    }
  }

  /** By part and by number there: the number of the same thing in the whole. */
  private <T> int[][] numbers(Function<Columns, List<T>> values, Consumer<List<T>> whole) {
    Interner<T> all = new Interner<>();
    int[][] numbers = new int[parts.size()][];
    for (int p = 0; p < numbers.length; p++) {
      numbers[p] = values.apply(parts.get(p)).stream().mapToInt(all::number).toArray();
    }
    whole.accept(List.copyOf(all.values()));
    return numbers;
  }

  private int[] column(int[][] numbers, Function<Columns, int[]> column) {
    int[] whole = new int[size()];
    workers.run(parts.size(), p -> {
      int[] part = column.apply(parts.get(p));
      for (int i = 0; i < part.length; i++) {
        whole[starts[p] + i] = numbers[p][part[i]];
      }
    });
    return whole;
  }
}
