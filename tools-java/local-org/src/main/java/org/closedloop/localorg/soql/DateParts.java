package org.closedloop.localorg.soql;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * CALENDAR_MONTH and its kin. Moments count in UTC unless wrapped in convertTimezone; the fiscal
 * year is the calendar year.
 */
final class DateParts {

  private DateParts() {}

  static Object of(String function, Object value, ZoneId zone) {
    if (value == null) {
      return null;
    }
    LocalDate d = value instanceof Instant i ? i.atZone(zone).toLocalDate() : (LocalDate) value;
    return switch (function.toUpperCase(Locale.ROOT)) {
      case "CALENDAR_MONTH", "FISCAL_MONTH" -> d.getMonthValue();
      case "CALENDAR_QUARTER", "FISCAL_QUARTER" -> (d.getMonthValue() - 1) / 3 + 1;
      case "CALENDAR_YEAR", "FISCAL_YEAR" -> d.getYear();
      case "DAY_IN_MONTH" -> d.getDayOfMonth();
      case "DAY_IN_WEEK" -> dayInWeek(d.getDayOfWeek());
      case "DAY_IN_YEAR" -> d.getDayOfYear();
      case "DAY_ONLY" -> d;
      case "HOUR_IN_DAY" -> value instanceof Instant i ? i.atZone(zone).getHour() : 0;
      case "WEEK_IN_MONTH" -> (d.getDayOfMonth() - 1) / 7 + 1;
      case "WEEK_IN_YEAR" -> (d.getDayOfYear() - 1) / 7 + 1;
      default -> throw new IllegalArgumentException(function);
    };
  }

  private static int dayInWeek(DayOfWeek day) {
    return day.getValue() % 7 + 1;
  }

  static ZoneId zone(boolean converted, ZoneId user) {
    return converted ? user : ZoneOffset.UTC;
  }
}
