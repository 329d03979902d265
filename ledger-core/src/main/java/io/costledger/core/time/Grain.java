package io.costledger.core.time;

import io.costledger.core.Invalid;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;

/**
 * The disjoint charge periods of a run, ascending. A record belongs to the period that contains its
 * own (SPEC section 6); a record that none contains is placed nowhere.
 */
public final class Grain {
  private static final int MOST_PERIODS = 100_000;

  private final ImmutableList<Period> periods;
  private final Instant[] starts;

  private Grain(List<Period> sorted) {
    this.periods = Lists.immutable.ofAll(sorted);
    this.starts = sorted.stream().map(Period::start).toArray(Instant[]::new);
  }

  /**
   * Returns the grain of given periods.
   *
   * @param periods at least one, in any order
   * @return the grain
   * @throws IllegalArgumentException if there is none, or two overlap
   */
  public static Grain of(Period... periods) {
    return of(Arrays.asList(periods));
  }

  /**
   * Returns the grain of given periods.
   *
   * @param periods at least one, in any order
   * @return the grain
   * @throws IllegalArgumentException if there is none, or two overlap
   */
  public static Grain of(List<Period> periods) {
    if (periods.isEmpty()) {
      throw Invalid.argument("grain", "[]", "must have a period");
    }
    List<Period> sorted = periods.stream().sorted().toList();
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i - 1).overlaps(sorted.get(i))) {
        throw Invalid.argument(
            "grain period", sorted.get(i), "must not overlap " + sorted.get(i - 1));
      }
    }
    return new Grain(sorted);
  }

  /**
   * Returns the grain that cuts a period into calendar units of a time zone.
   *
   * @param whole what to cut; it must start and end on a cut
   * @param unit {@code HOURS}, {@code DAYS} or {@code MONTHS}
   * @param zone the zone whose calendar cuts; a day there may have 23 or 25 hours
   * @return the grain
   * @throws IllegalArgumentException if the unit is another, if the period doesn't start and end on
   *     a cut, or if it has more than 100,000 of them
   */
  public static Grain every(Period whole, ChronoUnit unit, ZoneId zone) {
    String cut = cut(unit, zone);
    ZonedDateTime first = whole.start().atZone(zone);
    if (!cut(first, 0, unit).equals(whole.start())) {
      throw Invalid.argument("grain start", whole.start(), "must be the start of " + cut);
    }
    List<Period> periods = new ArrayList<>();
    Instant at = whole.start();
    for (long i = 1; at.isBefore(whole.end()); i++) {
      Instant next = cut(first, i, unit);
      if (next.isAfter(at)) {
        periods.add(Period.of(at, next));
      }
      at = next;
      if (periods.size() > MOST_PERIODS) {
        throw Invalid.argument("grain", whole, "must have at most " + MOST_PERIODS + " periods");
      }
    }
    if (!at.equals(whole.end())) {
      throw Invalid.argument("grain end", whole.end(), "must be the end of " + cut);
    }
    return new Grain(periods);
  }

  /**
   * The first instant of the n-th unit after that of {@code first}. Days and months go by the date,
   * since a zone's clock may skip midnight, show it twice, or leave out a whole day.
   */
  private static Instant cut(ZonedDateTime first, long n, ChronoUnit unit) {
    LocalDate date = first.toLocalDate();
    return switch (unit) {
      case HOURS -> first.truncatedTo(unit).plusHours(n).toInstant();
      case DAYS -> date.plusDays(n).atStartOfDay(first.getZone()).toInstant();
      default ->
        date.withDayOfMonth(1).plusMonths(n).atStartOfDay(first.getZone()).toInstant();
    };
  }

  private static String cut(ChronoUnit unit, ZoneId zone) {
    String name = switch (unit) {
      case HOURS -> "an hour";
      case DAYS -> "a day";
      case MONTHS -> "a month";
      default -> throw Invalid.argument("grain unit", unit.name(), "HOURS, DAYS or MONTHS");
    };
    return name + " in " + zone.getId();
  }

  /**
   * Returns the periods, ascending.
   *
   * @return at least one, disjoint
   */
  public ImmutableList<Period> periods() {
    return periods;
  }

  /**
   * Returns the whole span, from the first start to the last end.
   *
   * @return the run's period
   */
  public Period span() {
    return Period.of(periods.getFirst().start(), periods.getLast().end());
  }

  /**
   * Returns the place of the period that contains another.
   *
   * @param own a record's own period
   * @return the index in {@link #periods}, or empty if none contains it
   */
  public OptionalInt indexContaining(Period own) {
    int found = Arrays.binarySearch(starts, own.start());
    int index = found >= 0 ? found : -found - 2;
    return index >= 0 && periods.get(index).contains(own)
        ? OptionalInt.of(index)
        : OptionalInt.empty();
  }

  /**
   * Returns the period that contains another.
   *
   * @param own a record's own period
   * @return the grain period, or empty if none contains it
   */
  public Optional<Period> containing(Period own) {
    OptionalInt index = indexContaining(own);
    return index.isPresent() ? Optional.of(periods.get(index.getAsInt())) : Optional.empty();
  }

  /**
   * Returns the place of the first period that ends after an instant.
   *
   * @param instant any instant
   * @return the index in {@link #periods}; their number if none ends after it
   */
  public int indexEndingAfter(Instant instant) {
    int found = Arrays.binarySearch(starts, instant);
    int index = found >= 0 ? found : -found - 2;
    return index >= 0 && periods.get(index).end().isAfter(instant) ? index : index + 1;
  }

  /** Grains with the same periods are equal. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Grain grain && periods.equals(grain.periods);
  }

  @Override
  public int hashCode() {
    return periods.hashCode();
  }

  @Override
  public String toString() {
    return periods.size() == 1 ? span().toString() : periods.size() + " periods in " + span();
  }
}
