package org.closedloop.localorg.soql;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import org.closedloop.apex.soql.SoqlErrors;
import org.closedloop.apex.soql.SoqlQuery.DateLiteral;

/**
 * The days that a relative date literal stands for: {@code start} inclusive, {@code end} exclusive.
 * Weeks start on Sunday; the fiscal year is the calendar year.
 */
record DateRange(LocalDate start, LocalDate end) {

  static DateRange of(DateLiteral literal, LocalDate today) {
    int n = literal.n();
    return switch (literal.name()) {
      case "TODAY" -> days(today, 0, 1);
      case "YESTERDAY" -> days(today, -1, 1);
      case "TOMORROW" -> days(today, 1, 1);
      case "LAST_90_DAYS" -> days(today, -90, 91);
      case "NEXT_90_DAYS" -> days(today, 1, 90);
      case "LAST_N_DAYS" -> days(today, -n, n + 1);
      case "NEXT_N_DAYS" -> days(today, 1, n);
      case "N_DAYS_AGO" -> days(today, -n, 1);
      case "THIS_WEEK" -> weeks(today, 0, 1);
      case "LAST_WEEK" -> weeks(today, -1, 1);
      case "NEXT_WEEK" -> weeks(today, 1, 1);
      case "LAST_N_WEEKS" -> weeks(today, -n, n);
      case "NEXT_N_WEEKS" -> weeks(today, 1, n);
      case "N_WEEKS_AGO" -> weeks(today, -n, 1);
      case "THIS_MONTH" -> months(today, 0, 1);
      case "LAST_MONTH" -> months(today, -1, 1);
      case "NEXT_MONTH" -> months(today, 1, 1);
      case "LAST_N_MONTHS" -> months(today, -n, n);
      case "NEXT_N_MONTHS" -> months(today, 1, n);
      case "N_MONTHS_AGO" -> months(today, -n, 1);
      case "THIS_QUARTER", "THIS_FISCAL_QUARTER" -> quarters(today, 0, 1);
      case "LAST_QUARTER", "LAST_FISCAL_QUARTER" -> quarters(today, -1, 1);
      case "NEXT_QUARTER", "NEXT_FISCAL_QUARTER" -> quarters(today, 1, 1);
      case "LAST_N_QUARTERS", "LAST_N_FISCAL_QUARTERS" -> quarters(today, -n, n);
      case "NEXT_N_QUARTERS", "NEXT_N_FISCAL_QUARTERS" -> quarters(today, 1, n);
      case "N_QUARTERS_AGO", "N_FISCAL_QUARTERS_AGO" -> quarters(today, -n, 1);
      case "THIS_YEAR", "THIS_FISCAL_YEAR" -> years(today, 0, 1);
      case "LAST_YEAR", "LAST_FISCAL_YEAR" -> years(today, -1, 1);
      case "NEXT_YEAR", "NEXT_FISCAL_YEAR" -> years(today, 1, 1);
      case "LAST_N_YEARS", "LAST_N_FISCAL_YEARS" -> years(today, -n, n);
      case "NEXT_N_YEARS", "NEXT_N_FISCAL_YEARS" -> years(today, 1, n);
      case "N_YEARS_AGO", "N_FISCAL_YEARS_AGO" -> years(today, -n, 1);
      default ->
          throw SoqlErrors.exception(
              "MALFORMED_QUERY", "unexpected token: '" + literal.name() + "'");
    };
  }

  private static DateRange days(LocalDate today, int from, int count) {
    LocalDate start = today.plusDays(from);
    return new DateRange(start, start.plusDays(count));
  }

  private static DateRange weeks(LocalDate today, int from, int count) {
    LocalDate start =
        today.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY)).plusWeeks(from);
    return new DateRange(start, start.plusWeeks(count));
  }

  private static DateRange months(LocalDate today, int from, int count) {
    LocalDate start = today.withDayOfMonth(1).plusMonths(from);
    return new DateRange(start, start.plusMonths(count));
  }

  private static DateRange quarters(LocalDate today, int from, int count) {
    LocalDate first = LocalDate.of(today.getYear(), (today.getMonthValue() - 1) / 3 * 3 + 1, 1);
    LocalDate start = first.plusMonths(3L * from);
    return new DateRange(start, start.plusMonths(3L * count));
  }

  private static DateRange years(LocalDate today, int from, int count) {
    LocalDate start = LocalDate.of(today.getYear(), 1, 1).plusYears(from);
    return new DateRange(start, start.plusYears(count));
  }

  /** Compares a date (or the moment as a day in the zone) with the range. */
  boolean test(String op, Object value, ZoneId zone) {
    if (value == null) {
      return op.equals("!=");
    }
    int toStart;
    int toEnd;
    if (value instanceof Instant moment) {
      toStart = moment.compareTo(start.atStartOfDay(zone).toInstant());
      toEnd = moment.compareTo(end.atStartOfDay(zone).toInstant());
    } else {
      toStart = ((LocalDate) value).compareTo(start);
      toEnd = ((LocalDate) value).compareTo(end);
    }
    boolean inside = toStart >= 0 && toEnd < 0;
    return switch (op) {
      case "=" -> inside;
      case "!=" -> !inside;
      case "<" -> toStart < 0;
      case "<=" -> toEnd < 0;
      case ">" -> toEnd >= 0;
      case ">=" -> toStart >= 0;
      default -> throw new IllegalArgumentException(op);
    };
  }
}
