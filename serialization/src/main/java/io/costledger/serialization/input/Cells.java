package io.costledger.serialization.input;

import io.costledger.core.Invalid;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** What the cells of every CSV file mean: null and times. */
public final class Cells {
  private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
      .appendValue(ChronoField.YEAR, 4)
      .appendPattern("-MM-dd")
      .optionalStart()
      .appendPattern("['T'][' ']HH:mm")
      .optionalStart()
      .appendPattern(":ss")
      .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
      .optionalEnd()
      .optionalStart()
      .appendOffset("+HH:MM", "Z")
      .optionalEnd()
      .appendPattern("[' UTC']")
      .optionalEnd()
      .toFormatter(Locale.ROOT)
      .withResolverStyle(ResolverStyle.STRICT);

  private Cells() {}

  /**
   * Returns whether a cell is null: empty, {@code NULL} or {@code (null)}, quoted or not.
   *
   * @param text the cell's text
   * @return true if it stands for no value
   */
  public static boolean isNull(String text) {
    return text.isEmpty() || text.equals("NULL") || text.equals("(null)");
  }

  /**
   * Parses a time: a date, or a date and a time of day with {@code T} or a blank between, with
   * {@code Z}, an offset or nothing behind. What says no offset is UTC; a date is its midnight.
   *
   * @param text such as {@code 2024-09-01 00:00:00} or {@code 2024-09-01T02:00:00+02:00}
   * @return the instant
   * @throws IllegalArgumentException if it is none of these
   */
  public static Instant time(String text) {
    try {
      TemporalAccessor parsed = TIME.parse(text);
      if (!parsed.isSupported(ChronoField.HOUR_OF_DAY)) {
        return LocalDate.from(parsed).atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      ZoneOffset offset =
          parsed.isSupported(ChronoField.OFFSET_SECONDS) ? ZoneOffset.from(parsed) : ZoneOffset.UTC;
      return LocalDateTime.from(parsed).toInstant(offset);
    } catch (DateTimeParseException e) {
      throw Invalid.argument(
          "time", "'" + text + "'", "must be an ISO-8601 date, or date and time");
    }
  }
}
