package org.closedloop.localorg.flow;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.value.ApexId;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexSet;
import org.closedloop.localorg.formula.FormulaValues;

/** Conversions between flow values, stored values and Apex values. */
final class FlowConvert {

  private FlowConvert() {}

  /** A value as the field stores it. */
  static Object toField(FieldDef field, Object value, ZoneId zone) {
    Object v = to(FlowType.of(field), value, zone);
    if (v == null) {
      return null;
    }
    if (v instanceof String s && s.isEmpty()) {
      return null;
    }
    return switch (field.type()) {
      case INTEGER -> whole(v).intValue();
      case LONG -> whole(v).longValue();
      default -> v;
    };
  }

  private static BigDecimal whole(Object v) {
    return ((BigDecimal) v).setScale(0, RoundingMode.HALF_UP);
  }

  /** A value as a variable of the type holds it. */
  static Object to(FlowType type, Object value, ZoneId zone) {
    Object v = FormulaValues.fromRaw(value);
    if (v == null) {
      return null;
    }
    if (type.collection()) {
      if (!(v instanceof Collection<?> c)) {
        throw new FlowFault("expected a collection, got " + kindOf(v));
      }
      List<Object> out = new ArrayList<>();
      for (Object o : c) {
        out.add(to(type.item(), o, zone));
      }
      return out;
    }
    return switch (type.kind()) {
      case STRING, PICKLIST, MULTIPICKLIST ->
          v instanceof Boolean || v instanceof Collection || isObject(v)
              ? refuse("text", v)
              : FormulaValues.toText(v);
      case NUMBER, CURRENCY -> number(v);
      case BOOLEAN -> bool(v);
      case DATE -> date(v, zone);
      case DATETIME -> datetime(v, zone);
      case TIME -> v instanceof LocalTime ? v : refuse("a time", v);
      case SOBJECT, APEX, OUTPUTS, ANY -> v;
    };
  }

  private static boolean isObject(Object v) {
    return !(v instanceof String
        || v instanceof BigDecimal
        || v instanceof LocalDate
        || v instanceof Instant
        || v instanceof LocalTime);
  }

  private static Object number(Object v) {
    if (v instanceof BigDecimal) {
      return v;
    }
    if (v instanceof String s) {
      if (s.isBlank()) {
        return null;
      }
      try {
        return new BigDecimal(s.strip());
      } catch (NumberFormatException e) {
        throw new FlowFault("\"" + s + "\" is no number");
      }
    }
    return refuse("a number", v);
  }

  private static Object bool(Object v) {
    if (v instanceof Boolean) {
      return v;
    }
    if (v instanceof String s && (s.equalsIgnoreCase("true") || s.equalsIgnoreCase("false"))) {
      return Boolean.valueOf(s);
    }
    return refuse("true or false", v);
  }

  private static Object date(Object v, ZoneId zone) {
    if (v instanceof LocalDate) {
      return v;
    }
    if (v instanceof Instant i) {
      return i.atZone(zone).toLocalDate();
    }
    if (v instanceof String s) {
      try {
        return s.isBlank() ? null : LocalDate.parse(s.strip());
      } catch (DateTimeParseException e) {
        throw new FlowFault("\"" + s + "\" is no date");
      }
    }
    return refuse("a date", v);
  }

  private static Object datetime(Object v, ZoneId zone) {
    if (v instanceof Instant) {
      return v;
    }
    if (v instanceof LocalDate d) {
      return d.atStartOfDay(zone).toInstant();
    }
    if (v instanceof String s) {
      try {
        return s.isBlank() ? null : Instant.parse(s.strip());
      } catch (DateTimeParseException e) {
        throw new FlowFault("\"" + s + "\" is no date/time");
      }
    }
    return refuse("a date/time", v);
  }

  private static Object refuse(String wanted, Object v) {
    throw new FlowFault("expected " + wanted + ", got " + kindOf(v));
  }

  private static String kindOf(Object v) {
    if (v instanceof Boolean) {
      return "a boolean";
    }
    if (v instanceof Collection) {
      return "a collection";
    }
    return v instanceof BigDecimal
        ? "a number"
        : v instanceof String ? "text" : v.getClass().getSimpleName();
  }

  /** What Apex hands over, as flows hold it: lists of Java, ids as text, numbers decimal. */
  static Object fromApex(Object value) {
    if (value instanceof ApexList l) {
      List<Object> out = new ArrayList<>();
      for (Object o : l) {
        out.add(fromApex(o));
      }
      return out;
    }
    if (value instanceof ApexSet s) {
      List<Object> out = new ArrayList<>();
      for (Object o : s) {
        out.add(fromApex(o));
      }
      return out;
    }
    if (value instanceof ApexId id) {
      return id.value();
    }
    return FormulaValues.fromRaw(value);
  }
}
