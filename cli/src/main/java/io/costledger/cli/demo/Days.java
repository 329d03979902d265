package io.costledger.cli.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** The days of the demo's month, September 2026. */
final class Days {
  static final int FIRST = 1;
  static final int LAST = 30;

  private static final LocalDate MONTH = LocalDate.of(2026, 9, 1);

  private Days() {}

  /** The start of a day as the files write it; 0 is the day before the month. */
  static String start(int day) {
    return MONTH.plusDays(day - 1L) + "T00:00:00Z";
  }

  /** The start of the next day. */
  static String end(int day) {
    return start(day + 1);
  }

  /** How busy the company is, in percent of a working day. */
  static int busyPercent(int day) {
    DayOfWeek weekday = MONTH.plusDays(day - 1L).getDayOfWeek();
    return switch (weekday) {
      case SATURDAY -> 88;
      case SUNDAY -> 84;
      default -> 100;
    };
  }
}
