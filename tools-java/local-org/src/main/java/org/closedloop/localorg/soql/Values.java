package org.closedloop.localorg.soql;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.soql.SoqlErrors;
import org.closedloop.apex.value.RecordId;

/** Brings values of a query to the type of the column they meet, and compares them. */
final class Values {

  private Values() {}

  /** The value as the column stores it; empty text is null. */
  static Object adapt(Object v, FieldType type, FieldDef field) {
    if (v == null || "".equals(v)) {
      return null;
    }
    String name = field == null ? "value" : field.name();
    switch (type) {
      case ID, REFERENCE:
        String id = v.toString();
        if (!RecordId.isValid(id)) {
          throw SoqlErrors.exception("INVALID_QUERY_FILTER_OPERATOR", "invalid ID field: " + id);
        }
        return RecordId.to18(id);
      case BOOLEAN:
        return v instanceof String s ? Boolean.valueOf(s) : cast(v, Boolean.class, name);
      case INTEGER, LONG, DOUBLE, CURRENCY, PERCENT:
        return decimal(v, name);
      case DATE:
        return v instanceof Instant i ? i.atZone(ZoneOffset.UTC).toLocalDate() : date(v, name);
      case DATETIME:
        return v instanceof LocalDate d
            ? d.atStartOfDay(ZoneOffset.UTC).toInstant()
            : instant(v, name);
      case TIME:
        return cast(v, LocalTime.class, name);
      case ANYTYPE:
        return v;
      default:
        return v.toString();
    }
  }

  private static <T> T cast(Object v, Class<T> type, String name) {
    if (!type.isInstance(v)) {
      throw SoqlErrors.exception(
          "INVALID_FIELD", "Invalid bind expression type for field '" + name + "'");
    }
    return type.cast(v);
  }

  private static LocalDate date(Object v, String name) {
    return cast(v, LocalDate.class, name);
  }

  private static Instant instant(Object v, String name) {
    return cast(v, Instant.class, name);
  }

  static BigDecimal decimal(Object v, String name) {
    if (v instanceof BigDecimal d) {
      return d;
    }
    if (v instanceof Integer || v instanceof Long) {
      return BigDecimal.valueOf(((Number) v).longValue());
    }
    if (v instanceof Double d) {
      return BigDecimal.valueOf(d);
    }
    throw SoqlErrors.exception(
        "INVALID_FIELD", "Invalid bind expression type for field '" + name + "'");
  }

  static boolean equal(Object stored, Object wanted, FieldDef field) {
    if (stored == null || wanted == null) {
      return stored == null && wanted == null;
    }
    return compare(stored, wanted, field) == 0;
  }

  /** Compares two values of a column, both not null. */
  static int compare(Object a, Object b, FieldDef field) {
    if (a instanceof String s) {
      boolean exact = field != null && (field.caseSensitive() || field.type().isId());
      String t = b.toString();
      return exact ? s.compareTo(t) : fold(s).compareTo(fold(t));
    }
    if (a instanceof Number) {
      return decimal(a, "").compareTo(decimal(b, ""));
    }
    if (a instanceof Boolean x) {
      return x.compareTo((Boolean) b);
    }
    if (a instanceof LocalDate x) {
      return x.compareTo((LocalDate) b);
    }
    if (a instanceof Instant x) {
      return x.compareTo((Instant) b);
    }
    if (a instanceof LocalTime x) {
      return x.compareTo((LocalTime) b);
    }
    throw new IllegalArgumentException("cannot compare " + a.getClass());
  }

  static String fold(String s) {
    return s.toLowerCase(Locale.ROOT);
  }

  /** A key under which equal values meet: text folded, numbers without trailing zeros. */
  static Object key(Object v, FieldDef field) {
    if (v instanceof String s) {
      return field != null && (field.caseSensitive() || field.type().isId()) ? s : fold(s);
    }
    if (v instanceof Number) {
      return decimal(v, "").stripTrailingZeros();
    }
    return v;
  }
}
