package io.costledger.flink;

import io.costledger.core.Invalid;
import io.costledger.core.time.Period;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * When runs are made, in event time: the first of a period when the watermark reaches its end and
 * {@code lateness}; then, if more came, one at every step of {@code corrections}; nothing any more
 * once {@code keep} is over, when the period's state is dropped.
 *
 * <p>Example: {@code Schedule.of(Duration.ofDays(3), Duration.ofDays(1), Duration.ofDays(90))}: a
 * month is charged back on the 4th, and mended daily for 90 days after it ended.
 *
 * @param lateness how long after its end a period waits for deliveries
 * @param corrections how long what came late is gathered, in whole milliseconds
 * @param keep how long after its end a period can be mended; more than the lateness
 * @param booking where differences to an earlier run are booked
 */
public record Schedule(Duration lateness, Duration corrections, Duration keep, LateBooking booking)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Where the differences of a later run are booked (SPEC 10.5). */
  public enum LateBooking {
    /** In the books of the period itself. */
    OWN_PERIOD,
    /** In the books of the period that is open when the run is recorded: {@code CURRENT}. */
    OPEN_PERIOD
  }

  /**
   * Checks the durations.
   *
   * @throws IllegalArgumentException if one is negative, corrections come more often than every
   *     millisecond, or a period is dropped before it is charged back
   */
  public Schedule {
    if (lateness.isNegative()) {
      throw Invalid.argument("lateness", lateness, "must not be negative");
    }
    if (corrections.toMillis() < 1) {
      throw Invalid.argument("corrections", corrections, "must be a millisecond or more");
    }
    if (keep.compareTo(lateness) <= 0) {
      throw Invalid.argument("keep", keep, "must be more than the lateness, " + lateness);
    }
  }

  /**
   * Returns a schedule whose differences are booked in the period itself.
   *
   * @param lateness how long after its end a period waits for deliveries
   * @param corrections how long what came late is gathered
   * @param keep how long after its end a period can be mended
   * @return the schedule
   */
  public static Schedule of(Duration lateness, Duration corrections, Duration keep) {
    return new Schedule(lateness, corrections, keep, LateBooking.OWN_PERIOD);
  }

  /**
   * Returns a schedule that books differences elsewhere.
   *
   * @param booking where
   * @return a schedule like this one
   */
  public Schedule withBooking(LateBooking booking) {
    return new Schedule(lateness, corrections, keep, booking);
  }

  /** When the period is charged back, in milliseconds: its end and lateness, rounded up. */
  long close(Period period) {
    return ceiling(period.end().plus(lateness));
  }

  /** When the period's state is dropped. */
  long drop(Period period) {
    return ceiling(period.end().plus(keep));
  }

  /** The next run of a period after an instant: on a grid, so that restarts don't move it. */
  long nextRun(Period period, long watermark) {
    long close = close(period);
    if (watermark < close) {
      return close;
    }
    long step = corrections.toMillis();
    long steps = (watermark - close) / step + 1;
    return Math.min(close + steps * step, drop(period));
  }

  private static long ceiling(Instant instant) {
    long millis = instant.toEpochMilli();
    return Instant.ofEpochMilli(millis).isBefore(instant) ? millis + 1 : millis;
  }
}
