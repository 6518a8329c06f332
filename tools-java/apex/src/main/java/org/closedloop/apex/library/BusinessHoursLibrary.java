package org.closedloop.apex.library;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.host.DataHost.QueryResult;
import org.closedloop.apex.host.Limits;
import org.closedloop.apex.value.ApexId;
import org.closedloop.apex.value.SObjectValue;

/** Members of BusinessHours, by the record's week and zone; reading it counts as no query. */
@ApexType("System.BusinessHours")
final class BusinessHoursLibrary {

  /** Days looked ahead before a week without opening hours is refused. */
  private static final int MAX_DAYS = 3_660;

  private BusinessHoursLibrary() {}

  @ApexMethod({"add", "addGmt"})
  static Instant add(ApexContext ctx, ApexId id, Instant start, Long millis) {
    Week week = week(ctx, id.value());
    return millis >= 0
        ? week.forward(start, Duration.ofMillis(millis))
        : week.backward(start, Duration.ofMillis(-millis));
  }

  @ApexMethod
  static Long diff(ApexContext ctx, String id, Instant from, Instant to) {
    Week week = week(ctx, ApexId.parse(id).value());
    return from.isAfter(to) ? -week.between(to, from) : week.between(from, to);
  }

  @ApexMethod
  static Boolean isWithin(ApexContext ctx, String id, Instant at) {
    return week(ctx, ApexId.parse(id).value()).contains(at);
  }

  @ApexMethod
  static Instant nextStartDate(ApexContext ctx, ApexId id, Instant at) {
    return week(ctx, id.value()).forward(at, Duration.ZERO);
  }

  private static Week week(ApexContext ctx, String id) {
    String days =
        java.util.Arrays.stream(DayOfWeek.values())
            .map(d -> field(d, "Start") + ", " + field(d, "End"))
            .collect(Collectors.joining(", "));
    Limits limits = ctx.host().limits();
    long queries = limits.used(Limits.Counter.SOQL_QUERIES);
    long rows = limits.used(Limits.Counter.SOQL_ROWS);
    QueryResult found =
        ctx.host()
            .data()
            .queryDynamic(
                "SELECT TimeZoneSidKey, " + days + " FROM BusinessHours WHERE Id = :id",
                Map.of("id", id),
                AccessMode.SYSTEM);
    limits.set(Limits.Counter.SOQL_QUERIES, queries);
    limits.set(Limits.Counter.SOQL_ROWS, rows);
    List<SObjectValue> records = found.rows();
    if (records.isEmpty()) {
      throw Errors.of("InvalidParameterValueException", "Invalid BusinessHours id: " + id);
    }
    return new Week(records.get(0));
  }

  private static String field(DayOfWeek day, String edge) {
    return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH) + edge + "Time";
  }

  /** Opening hours of one day; an end at midnight is the end of the day. */
  private record Hours(LocalTime open, LocalTime close) {}

  /** The opening hours of a week in their zone. */
  private static final class Week {
    private final ZoneId zone;
    private final Map<DayOfWeek, Hours> hours = new EnumMap<>(DayOfWeek.class);

    Week(SObjectValue r) {
      String key = (String) r.get("TimeZoneSidKey");
      zone = key == null ? ZoneId.of("GMT") : ZoneId.of(key);
      for (DayOfWeek d : DayOfWeek.values()) {
        LocalTime open = (LocalTime) r.get(field(d, "Start"));
        LocalTime close = (LocalTime) r.get(field(d, "End"));
        if (open != null && close != null) {
          hours.put(d, new Hours(open, close));
        }
      }
    }

    private Instant open(LocalDate day) {
      Hours h = hours.get(day.getDayOfWeek());
      return h == null ? null : day.atTime(h.open()).atZone(zone).toInstant();
    }

    private Instant close(LocalDate day) {
      Hours h = hours.get(day.getDayOfWeek());
      LocalDate last = h.close().equals(LocalTime.MIDNIGHT) ? day.plusDays(1) : day;
      return last.atTime(h.close()).atZone(zone).toInstant();
    }

    boolean contains(Instant at) {
      LocalDate day = LocalDate.ofInstant(at, zone);
      Instant open = open(day);
      return open != null && !at.isBefore(open) && at.isBefore(close(day));
    }

    /** The instant when so much business time after the start has gone by. */
    Instant forward(Instant start, Duration left) {
      LocalDate day = LocalDate.ofInstant(start, zone);
      for (int i = 0; i < MAX_DAYS; i++, day = day.plusDays(1)) {
        Instant open = open(day);
        if (open == null) {
          continue;
        }
        Instant close = close(day);
        Instant from = open.isAfter(start) ? open : start;
        if (!from.isBefore(close)) {
          continue;
        }
        Duration today = Duration.between(from, close);
        if (left.compareTo(today) <= 0) {
          return from.plus(left);
        }
        left = left.minus(today);
      }
      throw noHours();
    }

    Instant backward(Instant start, Duration left) {
      LocalDate day = LocalDate.ofInstant(start, zone);
      for (int i = 0; i < MAX_DAYS; i++, day = day.minusDays(1)) {
        Instant open = open(day);
        if (open == null) {
          continue;
        }
        Instant close = close(day);
        Instant to = close.isBefore(start) ? close : start;
        if (!to.isAfter(open)) {
          continue;
        }
        Duration today = Duration.between(open, to);
        if (left.compareTo(today) <= 0) {
          return to.minus(left);
        }
        left = left.minus(today);
      }
      throw noHours();
    }

    private static RuntimeException noHours() {
      return Errors.of("InvalidParameterValueException", "The business hours are never open");
    }

    long between(Instant from, Instant to) {
      long total = 0;
      LocalDate last = LocalDate.ofInstant(to, zone);
      for (LocalDate d = LocalDate.ofInstant(from, zone); !d.isAfter(last); d = d.plusDays(1)) {
        Instant open = open(d);
        if (open != null) {
          Instant a = open.isAfter(from) ? open : from;
          Instant b = close(d).isBefore(to) ? close(d) : to;
          if (b.isAfter(a)) {
            total += Duration.between(a, b).toMillis();
          }
        }
      }
      return total;
    }
  }
}
