package org.closedloop.localorg.dml;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import org.closedloop.apex.host.UnsupportedPlatformFeature;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldDef.SummaryFilter;

/** Filter lines of roll-up summaries; a comma separates values of which one has to fit. */
final class SummaryFilters {

  private SummaryFilters() {}

  static boolean fits(Object value, FieldDef field, SummaryFilter filter) {
    String op = filter.operation();
    if (op.equals("notEqual") || op.equals("notContain") || op.equals("excludes")) {
      return Arrays.stream(split(filter)).noneMatch(v -> one(value, field, positive(op), v));
    }
    return Arrays.stream(split(filter)).anyMatch(v -> one(value, field, op, v));
  }

  private static String[] split(SummaryFilter f) {
    return f.value().isEmpty() ? new String[] {""} : f.value().split("\\s*,\\s*");
  }

  private static String positive(String op) {
    return switch (op) {
      case "notEqual" -> "equals";
      case "notContain" -> "contains";
      default -> "includes";
    };
  }

  private static boolean one(Object value, FieldDef field, String op, String text) {
    if (value == null || text.isEmpty()) {
      return op.equals("equals") && value == null && text.isEmpty();
    }
    String have = value.toString().toLowerCase(Locale.ROOT);
    String want = text.toLowerCase(Locale.ROOT);
    return switch (op) {
      case "equals" ->
          field.type().isText() ? have.equals(want) : compare(value, parse(value, text)) == 0;
      case "lessThan" -> compare(value, parse(value, text)) < 0;
      case "greaterThan" -> compare(value, parse(value, text)) > 0;
      case "lessOrEqual" -> compare(value, parse(value, text)) <= 0;
      case "greaterOrEqual" -> compare(value, parse(value, text)) >= 0;
      case "contains" -> have.contains(want);
      case "startsWith" -> have.startsWith(want);
      case "includes" -> Arrays.asList(have.split(";")).contains(want);
      default -> throw new UnsupportedPlatformFeature("summary filter operation " + op);
    };
  }

  private static Object parse(Object like, String text) {
    if (like instanceof BigDecimal || like instanceof Number) {
      return new BigDecimal(text);
    }
    if (like instanceof Boolean) {
      return text.equalsIgnoreCase("true") || text.equals("1");
    }
    if (like instanceof LocalDate) {
      return LocalDate.parse(text);
    }
    if (like instanceof Instant) {
      return Instant.parse(text);
    }
    return text;
  }

  static int compare(Object a, Object b) {
    if (a instanceof Number) {
      return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()));
    }
    if (a instanceof LocalDate d) {
      return d.compareTo((LocalDate) b);
    }
    if (a instanceof Instant i) {
      return i.compareTo((Instant) b);
    }
    if (a instanceof Boolean x) {
      return x.compareTo((Boolean) b);
    }
    return a.toString().compareToIgnoreCase(b.toString());
  }
}
