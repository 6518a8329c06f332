package org.closedloop.localorg.dml;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.PicklistValue;
import org.closedloop.apex.value.RecordId;

/**
 * Brings one value to the form in which its field stores it, or says in the platform's words why it
 * cannot be stored.
 */
final class FieldValues {

  private static final Pattern EMAIL =
      Pattern.compile(
          "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\\.?"
              + "@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\\.)+[A-Za-z0-9-]{2,}");

  private final boolean truncate;

  FieldValues(boolean truncate) {
    this.truncate = truncate;
  }

  /** A value that cannot be stored; not thrown out of the pipeline. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    final String code;

    Refused(String code, String message) {
      super(message, null, false, false);
      this.code = code;
    }
  }

  Object store(FieldDef f, Object value) throws Refused {
    if (value == null) {
      return f.type() == FieldType.BOOLEAN ? Boolean.FALSE : null;
    }
    return switch (f.type()) {
      case ID, REFERENCE -> id(f, value);
      case BOOLEAN -> bool(f, value);
      case INTEGER -> integer(f, value);
      case LONG -> decimal(f, value).setScale(0, RoundingMode.HALF_UP).longValue();
      case DOUBLE, CURRENCY, PERCENT -> number(f, decimal(f, value));
      case DATE -> date(f, value);
      case DATETIME -> instant(f, value);
      case TIME ->
          value instanceof LocalTime t ? t.truncatedTo(ChronoUnit.MILLIS) : wrong(f, value);
      case EMAIL -> email(f, text(f, value));
      case PICKLIST -> picklist(f, text(f, value));
      case MULTIPICKLIST -> multi(f, text(f, value));
      case BASE64 -> value instanceof byte[] ? value : wrong(f, value);
      case ADDRESS, LOCATION -> value;
      default -> text(f, value);
    };
  }

  private static Object wrong(FieldDef f, Object value) throws Refused {
    throw new Refused(
        "INVALID_TYPE_ON_FIELD_IN_RECORD", f.label() + ": value not of required type: " + value);
  }

  private static String id(FieldDef f, Object value) throws Refused {
    String text = value.toString().trim();
    if (text.isEmpty()) {
      return null;
    }
    if (!RecordId.isValid(text)) {
      throw new Refused("MALFORMED_ID", f.label() + ": id value of incorrect type: " + text);
    }
    return RecordId.to18(text);
  }

  private static Object bool(FieldDef f, Object value) throws Refused {
    if (value instanceof Boolean) {
      return value;
    }
    String text = value.toString();
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return Boolean.valueOf(text);
    }
    return wrong(f, value);
  }

  private static BigDecimal decimal(FieldDef f, Object value) throws Refused {
    if (value instanceof BigDecimal d) {
      return d;
    }
    if (value instanceof Double || value instanceof Float) {
      return BigDecimal.valueOf(((Number) value).doubleValue());
    }
    if (value instanceof Number n) {
      return BigDecimal.valueOf(n.longValue());
    }
    try {
      return new BigDecimal(value.toString().trim());
    } catch (NumberFormatException e) {
      wrong(f, value);
      return null;
    }
  }

  private static Integer integer(FieldDef f, Object value) throws Refused {
    BigDecimal d = decimal(f, value).setScale(0, RoundingMode.HALF_UP);
    if (d.precision() > 10 || d.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
      throw outside(f, d);
    }
    return d.intValue();
  }

  private static BigDecimal number(FieldDef f, BigDecimal value) throws Refused {
    if (f.precision() == 0) {
      return value;
    }
    BigDecimal d = value;
    int scale = keptScale(f);
    if (d.scale() > scale) {
      d = d.setScale(scale, RoundingMode.HALF_UP);
    }
    int whole = d.precision() - d.scale();
    if (d.signum() != 0 && whole > f.precision() - f.scale()) {
      throw outside(f, value);
    }
    return d;
  }

  /** Standard currency fields keep cents even where they are described without decimals. */
  private static int keptScale(FieldDef f) {
    return f.type() == FieldType.CURRENCY && !f.custom() ? Math.max(2, f.scale()) : f.scale();
  }

  private static Refused outside(FieldDef f, BigDecimal value) {
    return new Refused(
        "NUMBER_OUTSIDE_VALID_RANGE",
        f.label() + ": value outside of valid range on numeric field: " + value.toPlainString());
  }

  private static Object date(FieldDef f, Object value) throws Refused {
    LocalDate d;
    if (value instanceof LocalDate local) {
      d = local;
    } else if (value instanceof Instant i) {
      d = i.atZone(ZoneOffset.UTC).toLocalDate();
    } else {
      return wrong(f, value);
    }
    if (d.getYear() < 1700 || d.getYear() > 4000) {
      throw new Refused("NUMBER_OUTSIDE_VALID_RANGE", f.label() + ": invalid date: " + d);
    }
    return d;
  }

  private static Object instant(FieldDef f, Object value) throws Refused {
    if (value instanceof LocalDate d) {
      return d.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    return value instanceof Instant i ? i.truncatedTo(ChronoUnit.SECONDS) : wrong(f, value);
  }

  private String text(FieldDef f, Object value) throws Refused {
    String s = value.toString();
    s = f.longText() || f.type() == FieldType.TEXTAREA ? s.stripTrailing() : s.strip();
    if (s.isEmpty()) {
      return null;
    }
    if (f.length() > 0 && s.length() > f.length()) {
      if (truncate) {
        return s.substring(0, f.length());
      }
      throw new Refused(
          "STRING_TOO_LONG",
          f.label() + ": data value too large: " + s + " (max length=" + f.length() + ")");
    }
    return s;
  }

  private static String email(FieldDef f, String text) throws Refused {
    if (text != null && !EMAIL.matcher(text).matches()) {
      throw new Refused("INVALID_EMAIL_ADDRESS", f.label() + ": invalid email address: " + text);
    }
    return text;
  }

  private static String picklist(FieldDef f, String text) throws Refused {
    if (text == null || !f.restrictedPicklist()) {
      return text;
    }
    for (PicklistValue v : f.picklistValues()) {
      if (v.active() && v.value().equals(text)) {
        return text;
      }
    }
    throw new Refused(
        "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
        f.label() + ": bad value for restricted picklist field: " + text);
  }

  private static String multi(FieldDef f, String text) throws Refused {
    if (text == null) {
      return null;
    }
    Set<String> given = new LinkedHashSet<>();
    for (String part : text.split(";")) {
      if (!part.isBlank()) {
        given.add(picklist(f, part.strip()));
      }
    }
    List<String> ordered = new ArrayList<>();
    for (PicklistValue v : f.picklistValues()) {
      if (given.remove(v.value())) {
        ordered.add(v.value());
      }
    }
    ordered.addAll(given);
    return ordered.isEmpty() ? null : String.join(";", ordered);
  }
}
