package io.costledger.serialization.input;

import io.costledger.core.time.Period;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a period out of two columns of a row; equal periods are one object. */
public final class PeriodCells {
  private static final int MOST = 10_000;

  private final String start;
  private final String end;
  private final Map<String, Instant> times = new HashMap<>();
  private final Map<String, Begun> begun = new HashMap<>();
  private final Map<Period, Period> periods = new HashMap<>();

  /**
   * Names the columns.
   *
   * @param start the column of the first instant inside
   * @param end the column of the first instant after
   */
  public PeriodCells(String start, String end) {
    this.start = start;
    this.end = end;
  }

  /**
   * Returns a row's period.
   *
   * @param row the row
   * @return the period; empty if there is a problem, which is noted, or a column is missing
   */
  public Optional<Period> of(Row row) {
    Optional<Begun> from = row.required(start, this::begun);
    if (from.isEmpty()) {
      row.required(end, this::time);
      return Optional.empty();
    }
    return row.required(end, from.get()::until);
  }

  private Begun begun(String text) {
    Begun known = begun.get(text);
    if (known != null) {
      return known;
    }
    Begun anew = new Begun(time(text));
    if (begun.size() < MOST) {
      begun.put(text, anew);
    }
    return anew;
  }

  /** A period's start, and the end that it had last: mostly it is the same. */
  private final class Begun {
    private final Instant from;
    private String lastEnd = "";
    private @Nullable Period last;

    Begun(Instant from) {
      this.from = from;
    }

    Period until(String text) {
      if (last != null && text.equals(lastEnd)) {
        return last;
      }
      Period period = one(Period.of(from, time(text)));
      lastEnd = text;
      last = period;
      return period;
    }
  }

  private Instant time(String text) {
    Instant known = times.get(text);
    if (known != null) {
      return known;
    }
    Instant parsed = Cells.time(text);
    if (times.size() < MOST) {
      times.put(text, parsed);
    }
    return parsed;
  }

  private Period one(Period period) {
    Period known = periods.get(period);
    if (known != null) {
      return known;
    }
    if (periods.size() < MOST) {
      periods.put(period, period);
    }
    return period;
  }
}
