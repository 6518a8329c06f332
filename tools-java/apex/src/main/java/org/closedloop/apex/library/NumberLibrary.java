package org.closedloop.apex.library;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Locale;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.value.Decimals;

/** Text to numbers and numbers to text, shared by the number types. */
final class NumberLibrary {

  private NumberLibrary() {}

  private static String group(ApexContext ctx, Number n, int maxFraction) {
    Locale locale = ctx.host().user().locale();
    NumberFormat f = NumberFormat.getInstance(locale);
    f.setMaximumFractionDigits(maxFraction);
    return f.format(n);
  }

  /** Members of Integer. */
  @ApexType("System.Integer")
  static final class OfInteger {
    private OfInteger() {}

    /**
     * Text must be there; a value of no certain type, a record's field for example, may be null.
     */
    @ApexMethod("valueOf(String)")
    static Integer valueOf(String value) {
      return valueOf((Object) value);
    }

    @ApexMethod("valueOf(Object)")
    static Integer valueOf(@Nullable Object value) {
      if (value == null) {
        return null;
      }
      if (value instanceof Number n) {
        return n.intValue();
      }
      try {
        return Integer.valueOf(value.toString());
      } catch (NumberFormatException e) {
        throw Errors.type("Invalid integer: " + value);
      }
    }

    @ApexMethod
    static String format(ApexContext ctx, Integer self) {
      return group(ctx, self, 0);
    }
  }

  /** Members of Long. */
  @ApexType("System.Long")
  static final class OfLong {
    private OfLong() {}

    @ApexMethod
    static Long valueOf(String value) {
      try {
        return Long.valueOf(value);
      } catch (NumberFormatException e) {
        throw Errors.type("Invalid long: " + value);
      }
    }

    @ApexMethod
    static Integer intValue(Long self) {
      return self.intValue();
    }

    @ApexMethod
    static String format(ApexContext ctx, Long self) {
      return group(ctx, self, 0);
    }
  }

  /** Members of Double. */
  @ApexType("System.Double")
  static final class OfDouble {
    private OfDouble() {}

    @ApexMethod
    static Double valueOf(@Nullable Object value) {
      if (value == null) {
        throw Errors.nullArgument(1);
      }
      if (value instanceof Number n) {
        return n.doubleValue();
      }
      return parse(value.toString(), "double").doubleValue();
    }

    @ApexMethod
    static Integer intValue(Double self) {
      return self.intValue();
    }

    @ApexMethod
    static Long longValue(Double self) {
      return self.longValue();
    }

    @ApexMethod
    static Long round(Double self) {
      return Math.round(self);
    }

    @ApexMethod
    static String format(ApexContext ctx, Double self) {
      return group(ctx, self, 3);
    }
  }

  /** Members of Boolean. */
  @ApexType("System.Boolean")
  static final class OfBoolean {
    private OfBoolean() {}

    @ApexMethod
    static Boolean valueOf(@Nullable Object value) {
      if (value == null) {
        throw Errors.nullArgument(1);
      }
      if (value instanceof Boolean b) {
        return b;
      }
      if (value instanceof String s) {
        return "true".equalsIgnoreCase(s);
      }
      throw Errors.type("Invalid boolean: " + value);
    }
  }

  /** Java's parsers take trailing f and d, which Apex refuses. */
  static BigDecimal parse(String text, String kind) {
    try {
      return Decimals.bounded(new BigDecimal(text.trim()));
    } catch (NumberFormatException e) {
      throw Errors.type("Invalid " + kind + ": " + text);
    }
  }

  /** A number with the user's separators, as {@code Decimal.format}. */
  static String formatDecimal(ApexContext ctx, BigDecimal d) {
    return group(ctx, d, Math.max(0, Math.min(d.scale(), 3)));
  }
}
