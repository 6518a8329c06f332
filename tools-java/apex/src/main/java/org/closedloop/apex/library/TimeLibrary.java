package org.closedloop.apex.library;

import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** Members of Time; adding goes around midnight. */
@ApexType("System.Time")
final class TimeLibrary {

  private TimeLibrary() {}

  @ApexMethod
  static LocalTime newInstance(Integer hour, Integer minute, Integer second, Integer millis) {
    return LocalTime.MIDNIGHT
        .plusHours(hour)
        .plusMinutes(minute)
        .plusSeconds(second)
        .plus(millis, ChronoUnit.MILLIS);
  }

  @ApexMethod
  static LocalTime addHours(LocalTime t, Integer n) {
    return t.plusHours(n);
  }

  @ApexMethod
  static LocalTime addMinutes(LocalTime t, Integer n) {
    return t.plusMinutes(n);
  }

  @ApexMethod
  static LocalTime addSeconds(LocalTime t, Integer n) {
    return t.plusSeconds(n);
  }

  @ApexMethod
  static LocalTime addMilliseconds(LocalTime t, Integer n) {
    return t.plus(n, ChronoUnit.MILLIS);
  }

  @ApexMethod
  static Integer hour(LocalTime t) {
    return t.getHour();
  }

  @ApexMethod
  static Integer minute(LocalTime t) {
    return t.getMinute();
  }

  @ApexMethod
  static Integer second(LocalTime t) {
    return t.getSecond();
  }

  @ApexMethod
  static Integer millisecond(LocalTime t) {
    return t.getNano() / 1_000_000;
  }
}
