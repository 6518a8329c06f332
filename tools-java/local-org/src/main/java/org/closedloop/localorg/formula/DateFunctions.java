package org.closedloop.localorg.formula;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** Functions over dates, date/times and times. */
final class DateFunctions {

  private static final DateTimeFormatter DATETIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private DateFunctions() {}

  private interface OfDate {
    long apply(LocalDate d);
  }

  private interface OfTime {
    long apply(LocalTime t);
  }

  static void addTo(FormulaFunctions.Table t) {
    t.add("TODAY", 0, 0, f -> f.result(FormulaType.DATE, FormulaContext::today))
        .add("NOW", 0, 0, f -> f.result(FormulaType.DATETIME, FormulaContext::now))
        .add(
            "TIMENOW",
            0,
            0,
            f ->
                f.result(
                    FormulaType.TIME,
                    c ->
                        c.now()
                            .atZone(ZoneOffset.UTC)
                            .toLocalTime()
                            .with(ChronoField.NANO_OF_SECOND, 0)))
        .add("DATE", 3, 3, DateFunctions::date)
        .add("DATEVALUE", 1, 1, DateFunctions::dateValue)
        .add("DATETIMEVALUE", 1, 1, DateFunctions::datetimeValue)
        .add("TIMEVALUE", 1, 1, DateFunctions::timeValue)
        .add("DAY", 1, 1, f -> part(f, LocalDate::getDayOfMonth))
        .add("MONTH", 1, 1, f -> part(f, LocalDate::getMonthValue))
        .add("YEAR", 1, 1, f -> part(f, LocalDate::getYear))
        .add("DAYOFYEAR", 1, 1, f -> part(f, LocalDate::getDayOfYear))
        .add("WEEKDAY", 1, 1, f -> part(f, d -> d.getDayOfWeek().getValue() % 7 + 1L))
        .add("ISOWEEK", 1, 1, f -> part(f, d -> d.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)))
        .add("ISOYEAR", 1, 1, f -> part(f, d -> d.get(IsoFields.WEEK_BASED_YEAR)))
        .add("HOUR", 1, 1, f -> clock(f, LocalTime::getHour))
        .add("MINUTE", 1, 1, f -> clock(f, LocalTime::getMinute))
        .add("SECOND", 1, 1, f -> clock(f, LocalTime::getSecond))
        .add("MILLISECOND", 1, 1, f -> clock(f, t2 -> t2.get(ChronoField.MILLI_OF_SECOND)))
        .add("ADDMONTHS", 2, 2, DateFunctions::addMonths)
        .add("UNIXTIMESTAMP", 1, 1, DateFunctions::toUnix)
        .add("FROMUNIXTIME", 1, 1, DateFunctions::fromUnix)
        .add("FORMATDURATION", 1, 2, DateFunctions::duration);
  }

  private static TypedNode part(FunctionCall f, OfDate part) {
    TypedNode a = f.want(0, FormulaType.DATE);
    return f.result(
        FormulaType.NUMBER,
        c -> {
          LocalDate d = a.date(c);
          return d == null ? null : BigDecimal.valueOf(part.apply(d));
        });
  }

  private static TypedNode clock(FunctionCall f, OfTime part) {
    TypedNode a = f.want(0, FormulaType.TIME);
    return f.result(
        FormulaType.NUMBER,
        c -> {
          LocalTime t = a.time(c);
          return t == null ? null : BigDecimal.valueOf(part.apply(t));
        });
  }

  private static TypedNode date(FunctionCall f) {
    TypedNode y = f.number(0);
    TypedNode m = f.number(1);
    TypedNode d = f.number(2);
    return f.result(
        FormulaType.DATE,
        c -> {
          if (y.number(c) == null || m.number(c) == null || d.number(c) == null) {
            return null;
          }
          try {
            return LocalDate.of(y.integer(c), m.integer(c), d.integer(c));
          } catch (DateTimeException e) {
            throw new FormulaFailure("not a date");
          }
        });
  }

  private static TypedNode dateValue(FunctionCall f) {
    TypedNode a = f.oneOf(0, FormulaType.DATETIME, FormulaType.TEXT, FormulaType.DATE);
    return f.result(
        FormulaType.DATE,
        c -> {
          Object v = a.eval().get(c);
          if (v == null || v.equals("")) {
            return null;
          }
          if (v instanceof Instant i) {
            return i.atZone(c.zone()).toLocalDate();
          }
          if (v instanceof LocalDate d) {
            return d;
          }
          try {
            return LocalDate.parse(((String) v).strip());
          } catch (DateTimeParseException e) {
            throw new FormulaFailure("not a date: " + v);
          }
        });
  }

  private static TypedNode datetimeValue(FunctionCall f) {
    TypedNode a = f.oneOf(0, FormulaType.TEXT, FormulaType.DATE, FormulaType.DATETIME);
    return f.result(
        FormulaType.DATETIME,
        c -> {
          Object v = a.eval().get(c);
          if (v == null || v.equals("")) {
            return null;
          }
          if (v instanceof LocalDate d) {
            return d.atStartOfDay(ZoneOffset.UTC).toInstant();
          }
          if (v instanceof Instant i) {
            return i;
          }
          String s = ((String) v).strip();
          try {
            String plain = s.endsWith("Z") ? s.substring(0, s.length() - 1) : s;
            return LocalDateTime.parse(plain, DATETIME).toInstant(ZoneOffset.UTC);
          } catch (DateTimeParseException e) {
            throw new FormulaFailure("not a date/time: " + s);
          }
        });
  }

  private static TypedNode timeValue(FunctionCall f) {
    TypedNode a = f.oneOf(0, FormulaType.DATETIME, FormulaType.TEXT, FormulaType.TIME);
    return f.result(
        FormulaType.TIME,
        c -> {
          Object v = a.eval().get(c);
          if (v == null || v.equals("")) {
            return null;
          }
          if (v instanceof Instant i) {
            return i.atZone(ZoneOffset.UTC).toLocalTime();
          }
          if (v instanceof LocalTime t) {
            return t;
          }
          try {
            return LocalTime.parse(((String) v).strip());
          } catch (DateTimeParseException e) {
            throw new FormulaFailure("not a time: " + v);
          }
        });
  }

  /** The last day of a month stays the last day. */
  private static TypedNode addMonths(FunctionCall f) {
    TypedNode a = f.oneOf(0, FormulaType.DATE, FormulaType.DATETIME);
    TypedNode n = f.number(1);
    return f.result(
        a.type(),
        c -> {
          Object v = a.eval().get(c);
          if (v == null || n.number(c) == null) {
            return null;
          }
          int months = n.integer(c);
          if (v instanceof LocalDate d) {
            return addMonths(d, months);
          }
          LocalDateTime at = LocalDateTime.ofInstant((Instant) v, ZoneOffset.UTC);
          return addMonths(at.toLocalDate(), months)
              .atTime(at.toLocalTime())
              .toInstant(ZoneOffset.UTC);
        });
  }

  private static LocalDate addMonths(LocalDate d, int months) {
    YearMonth target = YearMonth.from(d).plusMonths(months);
    boolean last = d.getDayOfMonth() == d.lengthOfMonth();
    return target.atDay(
        last ? target.lengthOfMonth() : Math.min(d.getDayOfMonth(), target.lengthOfMonth()));
  }

  private static TypedNode toUnix(FunctionCall f) {
    TypedNode a = f.oneOf(0, FormulaType.DATETIME, FormulaType.DATE, FormulaType.TIME);
    return f.result(
        FormulaType.NUMBER,
        c -> {
          Object v = a.eval().get(c);
          if (v == null) {
            return null;
          }
          if (v instanceof Instant i) {
            return BigDecimal.valueOf(i.getEpochSecond());
          }
          if (v instanceof LocalDate d) {
            return BigDecimal.valueOf(d.atStartOfDay(ZoneOffset.UTC).toEpochSecond());
          }
          return BigDecimal.valueOf(((LocalTime) v).toSecondOfDay());
        });
  }

  private static TypedNode fromUnix(FunctionCall f) {
    TypedNode a = f.number(0);
    return f.result(
        FormulaType.DATETIME,
        c -> {
          BigDecimal n = a.number(c);
          return n == null
              ? null
              : Instant.ofEpochSecond(n.setScale(0, RoundingMode.DOWN).longValue());
        });
  }

  private static TypedNode duration(FunctionCall f) {
    TypedNode a = f.oneOf(0, FormulaType.NUMBER, FormulaType.DATETIME, FormulaType.TIME);
    TypedNode b = f.count() > 1 ? f.arg(1) : null;
    boolean withDays = b != null && b.type() == FormulaType.BOOLEAN;
    boolean between = b != null && !withDays;
    if (between) {
      f.want(1, a.type());
    }
    return f.result(
        FormulaType.TEXT,
        c -> {
          Object v = a.eval().get(c);
          if (v == null) {
            return "";
          }
          long seconds;
          if (between) {
            Object w = b.eval().get(c);
            if (w == null) {
              return "";
            }
            seconds =
                v instanceof Instant i
                    ? Math.abs(i.getEpochSecond() - ((Instant) w).getEpochSecond())
                    : Math.abs(((LocalTime) v).toSecondOfDay() - ((LocalTime) w).toSecondOfDay());
          } else {
            seconds = ((BigDecimal) v).setScale(0, RoundingMode.HALF_UP).longValue();
          }
          return format(seconds, between ? v instanceof Instant : withDays && b.truth(c));
        });
  }

  private static String format(long total, boolean days) {
    long seconds = Math.abs(total);
    String sign = total < 0 ? "-" : "";
    long hours = seconds / 3600;
    String tail = String.format(Locale.ROOT, ":%02d:%02d", seconds / 60 % 60, seconds % 60);
    return days
        ? sign + hours / 24 + ":" + String.format(Locale.ROOT, "%02d", hours % 24) + tail
        : sign + String.format(Locale.ROOT, "%02d", hours) + tail;
  }
}
