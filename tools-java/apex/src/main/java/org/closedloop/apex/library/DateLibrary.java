package org.closedloop.apex.library;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.WeekFields;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.closedloop.apex.exec.ApexContext;

/** Members of Date. */
@ApexType("System.Date")
final class DateLibrary {

  private static final Pattern ISO =
      Pattern.compile("(\\d{1,4})-(\\d{1,2})-(\\d{1,2})(?:[ T].*)?", Pattern.DOTALL);

  private DateLibrary() {}

  @ApexMethod
  static LocalDate addDays(LocalDate d, Integer n) {
    return d.plusDays(n);
  }

  @ApexMethod
  static LocalDate addMonths(LocalDate d, Integer n) {
    return d.plusMonths(n);
  }

  @ApexMethod
  static LocalDate addYears(LocalDate d, Integer n) {
    return d.plusYears(n);
  }

  @ApexMethod
  static Integer day(LocalDate d) {
    return d.getDayOfMonth();
  }

  @ApexMethod
  static Integer dayOfYear(LocalDate d) {
    return d.getDayOfYear();
  }

  @ApexMethod
  static Integer month(LocalDate d) {
    return d.getMonthValue();
  }

  @ApexMethod
  static Integer year(LocalDate d) {
    return d.getYear();
  }

  @ApexMethod
  static Integer daysBetween(LocalDate d, LocalDate other) {
    return (int) ChronoUnit.DAYS.between(d, other);
  }

  /** Difference of the calendar months; the day of the month does not count. */
  @ApexMethod
  static Integer monthsBetween(LocalDate d, LocalDate other) {
    return (other.getYear() - d.getYear()) * 12 + other.getMonthValue() - d.getMonthValue();
  }

  @ApexMethod
  static String format(ApexContext ctx, LocalDate d) {
    return DateTimeFormatter.ofPattern(
            LocaleFormats.date(ctx.host().user().locale()), ctx.host().user().locale())
        .format(d);
  }

  @ApexMethod
  static Boolean isSameDay(LocalDate d, LocalDate other) {
    return d.equals(other);
  }

  @ApexMethod
  static LocalDate toStartOfMonth(LocalDate d) {
    return d.withDayOfMonth(1);
  }

  @ApexMethod
  static LocalDate toStartOfWeek(ApexContext ctx, LocalDate d) {
    return d.with(WeekFields.of(ctx.host().user().locale()).dayOfWeek(), 1);
  }

  @ApexMethod
  static Integer daysInMonth(Integer year, Integer month) {
    try {
      return YearMonth.of(year, month).lengthOfMonth();
    } catch (DateTimeException e) {
      throw Errors.type("Invalid month: " + month);
    }
  }

  @ApexMethod
  static Boolean isLeapYear(Integer year) {
    return java.time.Year.isLeap(year);
  }

  /** Months and days outside their range roll over into the next or previous ones. */
  @ApexMethod
  static LocalDate newInstance(Integer year, Integer month, Integer day) {
    return LocalDate.of(year, 1, 1).plusMonths(month - 1L).plusDays(day - 1L);
  }

  @ApexMethod
  static LocalDate today(ApexContext ctx) {
    return LocalDate.ofInstant(ctx.host().now(), ctx.userZone());
  }

  /** Text in the format of the user's locale. */
  @ApexMethod
  static LocalDate parse(ApexContext ctx, String text) {
    try {
      return LocalDate.parse(
          text.trim(), LocaleFormats.lenient(LocaleFormats.date(ctx.host().user().locale())));
    } catch (DateTimeParseException e) {
      throw Errors.type("Invalid date: " + text);
    }
  }

  @ApexMethod
  static LocalDate valueOf(ApexContext ctx, Object value) {
    if (value instanceof LocalDate d) {
      return d;
    }
    if (value instanceof Instant t) {
      return LocalDate.ofInstant(t, ctx.userZone());
    }
    return iso(value.toString());
  }

  /** {@code yyyy-MM-dd}, a time behind it is not read. */
  static LocalDate iso(String text) {
    Matcher m = ISO.matcher(text.trim());
    if (m.matches()) {
      try {
        return LocalDate.of(
            Integer.parseInt(m.group(1)),
            Integer.parseInt(m.group(2)),
            Integer.parseInt(m.group(3)));
      } catch (DateTimeException e) {
        throw Errors.type("Invalid date: " + text);
      }
    }
    throw Errors.type("Invalid date: " + text);
  }
}
