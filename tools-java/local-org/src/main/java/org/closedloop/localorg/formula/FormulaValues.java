package org.closedloop.localorg.formula;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.closedloop.apex.value.RecordId;

/** Arithmetic, comparison and text forms of formula values, in one place. */
public final class FormulaValues {

  /** Precision of divisions and functions. */
  static final MathContext PRECISION = MathContext.DECIMAL128;

  private static final BigDecimal DAY_NANOS = BigDecimal.valueOf(86_400_000_000_000L);
  private static final DateTimeFormatter DATETIME_TEXT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME_TEXT = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private FormulaValues() {}

  /** A stored value as formulas hold it: whole numbers become decimals, empty text stays. */
  public static Object fromRaw(Object raw) {
    if (raw instanceof Integer i) {
      return BigDecimal.valueOf(i);
    }
    if (raw instanceof Long l) {
      return BigDecimal.valueOf(l);
    }
    if (raw instanceof Double d) {
      return BigDecimal.valueOf(d);
    }
    return raw;
  }

  /** Equality of formulas: text with case, numbers by value, ids in either length. */
  public static boolean same(Object a, Object b) {
    Object x = emptyToNull(fromRaw(a));
    Object y = emptyToNull(fromRaw(b));
    if (x == null || y == null) {
      return x == y;
    }
    if (x instanceof BigDecimal m && y instanceof BigDecimal n) {
      return m.compareTo(n) == 0;
    }
    if (x instanceof String s && y instanceof String t && s.length() != t.length()) {
      return (s.length() == 15 || s.length() == 18)
          && (t.length() == 15 || t.length() == 18)
          && RecordId.isValid(s)
          && RecordId.isValid(t)
          && RecordId.to18(s).equals(RecordId.to18(t));
    }
    return x.equals(y);
  }

  private static Object emptyToNull(Object v) {
    return "".equals(v) ? null : v;
  }

  /** Order of two values of one type. Neither is null. */
  @SuppressWarnings("unchecked")
  static int order(Object a, Object b) {
    return ((Comparable<Object>) a).compareTo(b);
  }

  static BigDecimal divide(BigDecimal a, BigDecimal b) {
    if (b.signum() == 0) {
      throw new FormulaFailure("division by zero");
    }
    return a.divide(b, PRECISION);
  }

  static BigDecimal power(BigDecimal base, BigDecimal exponent) {
    try {
      int whole = exponent.intValueExact();
      if (whole >= 0) {
        return base.pow(whole, PRECISION);
      }
      if (base.signum() == 0) {
        throw new FormulaFailure("division by zero");
      }
      return BigDecimal.ONE.divide(base.pow(-whole, PRECISION), PRECISION);
    } catch (ArithmeticException e) {
      return fromDouble(Math.pow(base.doubleValue(), exponent.doubleValue()));
    }
  }

  static BigDecimal fromDouble(double d) {
    if (Double.isNaN(d) || Double.isInfinite(d)) {
      throw new FormulaFailure("result is not a number");
    }
    return BigDecimal.valueOf(d);
  }

  /** A number of days as nanoseconds, for arithmetic on instants. */
  static Instant plusDays(Instant at, BigDecimal days) {
    BigDecimal nanos = days.multiply(DAY_NANOS).setScale(0, RoundingMode.HALF_UP);
    long millis = nanos.divide(BigDecimal.valueOf(1_000_000), 0, RoundingMode.HALF_UP).longValue();
    return at.plusMillis(millis);
  }

  static LocalDate plusDays(LocalDate at, BigDecimal days) {
    return at.plusDays(days.setScale(0, RoundingMode.DOWN).longValue());
  }

  static BigDecimal daysBetween(Instant from, Instant to) {
    return BigDecimal.valueOf(Duration.between(from, to).toMillis())
        .divide(BigDecimal.valueOf(86_400_000L), PRECISION);
  }

  static LocalTime plusMillis(LocalTime at, BigDecimal millis) {
    return at.plusNanos(millis.multiply(BigDecimal.valueOf(1_000_000)).longValue());
  }

  /** The text that {@code TEXT()} gives, and that merge fields show; never null. */
  public static String toText(Object value) {
    Object v = fromRaw(value);
    if (v == null) {
      return "";
    }
    if (v instanceof BigDecimal n) {
      BigDecimal s = n.signum() == 0 ? BigDecimal.ZERO : n.stripTrailingZeros();
      return s.toPlainString();
    }
    if (v instanceof Instant i) {
      return DATETIME_TEXT.format(i) + "Z";
    }
    if (v instanceof LocalTime t) {
      return TIME_TEXT.format(t);
    }
    return v.toString();
  }
}
