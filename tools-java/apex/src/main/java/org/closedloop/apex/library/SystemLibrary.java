package org.closedloop.apex.library;

import java.time.Instant;
import java.time.LocalDate;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.value.EnumValue;
import org.closedloop.apex.value.Equality;
import org.closedloop.apex.value.Hashing;
import org.closedloop.apex.value.ToText;

/** Members of System that read the clock, log and compare. */
@ApexType("System.System")
final class SystemLibrary {

  private SystemLibrary() {}

  @ApexMethod
  static Instant now(ApexContext ctx) {
    return DatetimeLibrary.now(ctx);
  }

  @ApexMethod
  static LocalDate today(ApexContext ctx) {
    return DateLibrary.today(ctx);
  }

  @ApexMethod
  static Long currentTimeMillis(ApexContext ctx) {
    return ctx.host().now().toEpochMilli();
  }

  @ApexMethod
  static void debug(ApexContext ctx, @Nullable Object message) {
    ctx.host().debug("DEBUG", ctx.callerLine(), ToText.concat(ctx, message));
  }

  @ApexMethod
  static void debug(ApexContext ctx, @Nullable Object level, @Nullable Object message) {
    String name = level instanceof EnumValue e ? e.name() : "DEBUG";
    ctx.host().debug(name, ctx.callerLine(), ToText.concat(ctx, message));
  }

  @ApexMethod("equals")
  static Boolean same(ApexContext ctx, @Nullable Object a, @Nullable Object b) {
    return Equality.same(ctx, a, b);
  }

  @ApexMethod("hashCode")
  static Integer hash(ApexContext ctx, @Nullable Object value) {
    return value == null ? 0 : Hashing.hash(ctx, value);
  }

  @ApexMethod
  static EnumValue getApplicationReadWriteMode() {
    return Enums.of("System.ApplicationReadWriteMode", "DEFAULT");
  }
}
