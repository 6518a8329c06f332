package org.closedloop.apex.library;

import java.text.SimpleDateFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.TimeZone;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.closedloop.apex.exec.ApexContext;

/** Members of Datetime: instants of whole milliseconds, seen in the user's zone or in GMT. */
@ApexType("System.Datetime")
final class DatetimeLibrary {

  private static final Pattern ISO =
      Pattern.compile("(\\d{1,4})-(\\d{1,2})-(\\d{1,2})[ T](\\d{1,2}):(\\d{1,2}):(\\d{1,2}).*");

  private DatetimeLibrary() {}

  private static ZonedDateTime local(ApexContext ctx, Instant t) {
    return t.atZone(ctx.userZone());
  }

  private static ZonedDateTime gmt(Instant t) {
    return t.atZone(ZoneOffset.UTC);
  }

  private static Instant calendar(ApexContext ctx, Instant t, UnaryOperator<ZonedDateTime> change) {
    return change.apply(local(ctx, t)).toInstant();
  }

  @ApexMethod
  static Instant addDays(ApexContext ctx, Instant t, Integer n) {
    return calendar(ctx, t, z -> z.plusDays(n));
  }

  @ApexMethod
  static Instant addMonths(ApexContext ctx, Instant t, Integer n) {
    return calendar(ctx, t, z -> z.plusMonths(n));
  }

  @ApexMethod
  static Instant addYears(ApexContext ctx, Instant t, Integer n) {
    return calendar(ctx, t, z -> z.plusYears(n));
  }

  @ApexMethod
  static Instant addHours(Instant t, Integer n) {
    return t.plus(n, ChronoUnit.HOURS);
  }

  @ApexMethod
  static Instant addMinutes(Instant t, Integer n) {
    return t.plus(n, ChronoUnit.MINUTES);
  }

  @ApexMethod
  static Instant addSeconds(Instant t, Integer n) {
    return t.plusSeconds(n);
  }

  @ApexMethod
  static LocalDate date(ApexContext ctx, Instant t) {
    return local(ctx, t).toLocalDate();
  }

  @ApexMethod
  static LocalDate dateGmt(Instant t) {
    return gmt(t).toLocalDate();
  }

  @ApexMethod
  static LocalTime time(ApexContext ctx, Instant t) {
    return local(ctx, t).toLocalTime();
  }

  @ApexMethod
  static LocalTime timeGmt(Instant t) {
    return gmt(t).toLocalTime();
  }

  @ApexMethod
  static Integer day(ApexContext ctx, Instant t) {
    return local(ctx, t).getDayOfMonth();
  }

  @ApexMethod
  static Integer dayGmt(Instant t) {
    return gmt(t).getDayOfMonth();
  }

  @ApexMethod
  static Integer dayOfYear(ApexContext ctx, Instant t) {
    return local(ctx, t).getDayOfYear();
  }

  @ApexMethod
  static Integer dayOfYearGmt(Instant t) {
    return gmt(t).getDayOfYear();
  }

  @ApexMethod
  static Integer month(ApexContext ctx, Instant t) {
    return local(ctx, t).getMonthValue();
  }

  @ApexMethod
  static Integer monthGmt(Instant t) {
    return gmt(t).getMonthValue();
  }

  @ApexMethod
  static Integer year(ApexContext ctx, Instant t) {
    return local(ctx, t).getYear();
  }

  @ApexMethod
  static Integer yearGmt(Instant t) {
    return gmt(t).getYear();
  }

  @ApexMethod
  static Integer hour(ApexContext ctx, Instant t) {
    return local(ctx, t).getHour();
  }

  @ApexMethod
  static Integer hourGmt(Instant t) {
    return gmt(t).getHour();
  }

  @ApexMethod
  static Integer minute(ApexContext ctx, Instant t) {
    return local(ctx, t).getMinute();
  }

  @ApexMethod
  static Integer minuteGmt(Instant t) {
    return gmt(t).getMinute();
  }

  @ApexMethod
  static Integer second(ApexContext ctx, Instant t) {
    return local(ctx, t).getSecond();
  }

  @ApexMethod
  static Integer secondGmt(Instant t) {
    return gmt(t).getSecond();
  }

  @ApexMethod({"millisecond", "millisecondGmt"})
  static Integer millisecond(Instant t) {
    return t.getNano() / 1_000_000;
  }

  @ApexMethod
  static Long getTime(Instant t) {
    return t.toEpochMilli();
  }

  @ApexMethod
  static Boolean isSameDay(ApexContext ctx, Instant t, Instant other) {
    return date(ctx, t).equals(date(ctx, other));
  }

  // --- text -------------------------------------------------------------------------------------

  @ApexMethod
  static String format(ApexContext ctx, Instant t) {
    var locale = ctx.host().user().locale();
    return DateTimeFormatter.ofPattern(LocaleFormats.dateTime(locale), locale)
        .format(local(ctx, t));
  }

  @ApexMethod
  static String formatLong(ApexContext ctx, Instant t) {
    var locale = ctx.host().user().locale();
    return DateTimeFormatter.ofPattern(
            LocaleFormats.date(locale) + ", " + LocaleFormats.timeWithSeconds(locale) + " z",
            locale)
        .format(local(ctx, t));
  }

  @ApexMethod
  static String format(ApexContext ctx, Instant t, @Nullable String pattern) {
    return pattern == null ? format(ctx, t) : pattern(ctx, t, pattern, ctx.userZone());
  }

  /** An unknown zone name means GMT. */
  @ApexMethod
  static String format(ApexContext ctx, Instant t, String pattern, @Nullable String zone) {
    return pattern(
        ctx, t, pattern, zone == null ? ctx.userZone() : TimeZone.getTimeZone(zone).toZoneId());
  }

  @ApexMethod
  static String formatGmt(ApexContext ctx, Instant t, String pattern) {
    return pattern(ctx, t, pattern, ZoneOffset.UTC);
  }

  private static String pattern(ApexContext ctx, Instant t, String pattern, ZoneId zone) {
    try {
      SimpleDateFormat f = new SimpleDateFormat(pattern, ctx.host().user().locale());
      f.setTimeZone(
          zone.equals(ZoneOffset.UTC) ? TimeZone.getTimeZone("GMT") : TimeZone.getTimeZone(zone));
      return f.format(Date.from(t));
    } catch (IllegalArgumentException e) {
      throw Errors.illegalArgument(e.getMessage());
    }
  }

  // --- making -----------------------------------------------------------------------------------

  private static LocalDateTime parts(int y, int mo, int d, int h, int mi, int s) {
    return DateLibrary.newInstance(y, mo, d)
        .atStartOfDay()
        .plusHours(h)
        .plusMinutes(mi)
        .plusSeconds(s);
  }

  @ApexMethod("newInstance(Long)")
  static Instant ofMillis(Long millis) {
    return Instant.ofEpochMilli(millis);
  }

  @ApexMethod("newInstance(Date,Time)")
  static Instant newInstance(ApexContext ctx, LocalDate d, LocalTime t) {
    return d.atTime(t).atZone(ctx.userZone()).toInstant();
  }

  @ApexMethod
  static Instant newInstance(ApexContext ctx, Integer y, Integer m, Integer d) {
    return parts(y, m, d, 0, 0, 0).atZone(ctx.userZone()).toInstant();
  }

  @ApexMethod
  static Instant newInstance(
      ApexContext ctx, Integer y, Integer mo, Integer d, Integer h, Integer mi, Integer s) {
    return parts(y, mo, d, h, mi, s).atZone(ctx.userZone()).toInstant();
  }

  @ApexMethod
  static Instant newInstanceGmt(LocalDate d, LocalTime t) {
    return d.atTime(t).toInstant(ZoneOffset.UTC);
  }

  @ApexMethod
  static Instant newInstanceGmt(Integer y, Integer m, Integer d) {
    return parts(y, m, d, 0, 0, 0).toInstant(ZoneOffset.UTC);
  }

  @ApexMethod
  static Instant newInstanceGmt(
      Integer y, Integer mo, Integer d, Integer h, Integer mi, Integer s) {
    return parts(y, mo, d, h, mi, s).toInstant(ZoneOffset.UTC);
  }

  @ApexMethod
  static Instant now(ApexContext ctx) {
    return ctx.host().now().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Text in the format of the user's locale, with or without the comma. */
  @ApexMethod
  static Instant parse(ApexContext ctx, String text) {
    var locale = ctx.host().user().locale();
    String plain = text.trim().replaceAll("\\s*,\\s*|\\s+", " ");
    try {
      return LocalDateTime.parse(
              plain,
              LocaleFormats.lenient(LocaleFormats.date(locale) + " " + LocaleFormats.time(locale)))
          .atZone(ctx.userZone())
          .toInstant();
    } catch (DateTimeParseException e) {
      throw Errors.type("Invalid date/time: " + text);
    }
  }

  @ApexMethod
  static Instant valueOf(ApexContext ctx, Object value) {
    if (value instanceof Instant t) {
      return t;
    }
    if (value instanceof LocalDate d) {
      return d.atStartOfDay(ctx.userZone()).toInstant();
    }
    return iso(value.toString(), ctx.userZone());
  }

  @ApexMethod
  static Instant valueOfGmt(String text) {
    return iso(text, ZoneOffset.UTC);
  }

  private static Instant iso(String text, ZoneId zone) {
    Matcher m = ISO.matcher(text.trim());
    if (m.matches()) {
      int[] n = new int[6];
      for (int i = 0; i < 6; i++) {
        n[i] = Integer.parseInt(m.group(i + 1));
      }
      try {
        return LocalDateTime.of(n[0], n[1], n[2], n[3], n[4], n[5]).atZone(zone).toInstant();
      } catch (DateTimeException e) {
        throw Errors.type("Invalid date/time: " + text);
      }
    }
    throw Errors.type("Invalid date/time: " + text);
  }
}
