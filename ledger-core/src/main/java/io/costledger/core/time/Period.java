package io.costledger.core.time;

import io.costledger.core.Invalid;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * A half-open span of time [start, end), in UTC. Periods ascend by start, then by end.
 *
 * <p>Example: {@code Period.parse("2024-09-01T00:00:00Z/2024-10-01T00:00:00Z")} is September 2024.
 *
 * @param start the first instant inside
 * @param end the first instant after; later than the start
 */
public record Period(Instant start, Instant end) implements Comparable<Period> {
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  /**
   * Checks the order, and that both ends can be written with a year of four digits.
   *
   * @throws IllegalArgumentException if the end is not after the start, or a year is not 0 to 9999
   */
  public Period {
    if (!start.isBefore(end)) {
      throw Invalid.argument("period", start + "/" + end, "must end after it starts");
    }
    if (start.isBefore(FIRST) || end.isAfter(LAST)) {
      throw Invalid.argument("period", start + "/" + end, "must lie in the years 0 to 9999");
    }
  }

  /**
   * Returns the period between two instants.
   *
   * @param start the first instant inside
   * @param end the first instant after
   * @return [start, end)
   * @throws IllegalArgumentException if the end is not after the start
   */
  public static Period of(Instant start, Instant end) {
    return new Period(start, end);
  }

  /**
   * Parses {@code <start>/<end>}, two ISO-8601 instants with Z.
   *
   * @param text such as {@code 2024-09-01T00:00:00Z/2024-10-01T00:00:00Z}
   * @return the period
   * @throws IllegalArgumentException if it is no period
   */
  public static Period parse(String text) {
    int slash = text.indexOf('/');
    if (slash > 0 && text.charAt(slash - 1) == 'Z' && text.endsWith("Z")) {
      try {
        return new Period(
            Instant.parse(text.substring(0, slash)), Instant.parse(text.substring(slash + 1)));
      } catch (DateTimeParseException e) {
        // Falls through to the one message.
      }
    }
    throw Invalid.argument("period", "'" + text + "'", "must be <start>/<end> in ISO-8601 with Z");
  }

  /**
   * Returns whether another period lies wholly inside this one.
   *
   * @param other the other period
   * @return true if it starts no earlier and ends no later
   */
  public boolean contains(Period other) {
    return !other.start.isBefore(start) && !other.end.isAfter(end);
  }

  /**
   * Returns whether an instant lies inside.
   *
   * @param instant the instant
   * @return true from the start up to, not including, the end
   */
  public boolean contains(Instant instant) {
    return !instant.isBefore(start) && instant.isBefore(end);
  }

  /**
   * Returns whether two periods share an instant.
   *
   * @param other the other period
   * @return true if they overlap
   */
  public boolean overlaps(Period other) {
    return start.isBefore(other.end) && other.start.isBefore(end);
  }

  /**
   * Returns the length.
   *
   * @return the duration, above zero
   */
  public Duration duration() {
    return Duration.between(start, end);
  }

  /** By start, then by end. */
  @Override
  public int compareTo(Period other) {
    int byStart = start.compareTo(other.start);
    return byStart != 0 ? byStart : end.compareTo(other.end);
  }

  /** Mixed: periods that follow each other would else meet in the maps of keys they are part of. */
  @Override
  public int hashCode() {
    int mixed = (start.hashCode() * 31 + end.hashCode()) * 0x85EBCA6B;
    return mixed ^ mixed >>> 13;
  }

  /** {@code <start>/<end>}; {@link #parse} reads it. */
  @Override
  public String toString() {
    return start + "/" + end;
  }
}
