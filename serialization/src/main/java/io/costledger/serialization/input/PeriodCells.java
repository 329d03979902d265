package io.costledger.serialization.input;

import io.costledger.core.time.Period;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads a period out of two columns of a row; equal periods are one object. */
public final class PeriodCells {
  private static final int MOST = 10_000;

  private final String start;
  private final String end;
  private final Map<String, Instant> times = new HashMap<>();
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
    Optional<Instant> from = row.required(start, this::time);
    Optional<Instant> to = row.required(end, this::time);
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(one(Period.of(from.get(), to.get())));
    } catch (IllegalArgumentException e) {
      row.add(end, String.valueOf(e.getMessage()));
      return Optional.empty();
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
