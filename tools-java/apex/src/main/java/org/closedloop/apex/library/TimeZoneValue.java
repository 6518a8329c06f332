package org.closedloop.apex.library;

import java.time.Instant;
import java.util.TimeZone;
import org.closedloop.apex.exec.ApexContext;

/** A {@code System.TimeZone}. */
@ApexType("System.TimeZone")
final class TimeZoneValue extends LibraryValue {

  private final TimeZone zone;

  TimeZoneValue(TimeZone zone) {
    this.zone = zone;
  }

  @ApexMethod
  static TimeZoneValue getTimeZone(String id) {
    return new TimeZoneValue(TimeZone.getTimeZone(id));
  }

  @ApexMethod("getID")
  String id() {
    return zone.getID();
  }

  /** For example {@code (GMT-08:00) Pacific Standard Time (America/Los_Angeles)}. */
  @ApexMethod
  String getDisplayName(ApexContext ctx) {
    int minutes = zone.getOffset(ctx.host().now().toEpochMilli()) / 60_000;
    boolean summer = zone.inDaylightTime(java.util.Date.from(ctx.host().now()));
    return String.format(
        "(GMT%s%02d:%02d) %s (%s)",
        minutes < 0 ? "-" : "+",
        Math.abs(minutes) / 60,
        Math.abs(minutes) % 60,
        zone.getDisplayName(summer, TimeZone.LONG, ctx.host().user().locale()),
        zone.getID());
  }

  @ApexMethod
  Integer getOffset(Instant at) {
    return zone.getOffset(at.toEpochMilli());
  }

  @ApexMethod("toString")
  @Override
  public String apexText() {
    return zone.getID();
  }
}
