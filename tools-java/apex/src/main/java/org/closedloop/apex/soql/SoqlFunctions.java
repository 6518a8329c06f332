package org.closedloop.apex.soql;

import java.util.Locale;
import java.util.Set;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;

/** What the checker and the evaluator must agree on about SOQL functions. */
public final class SoqlFunctions {

  private static final Set<String> AGGREGATES =
      Set.of("COUNT", "COUNT_DISTINCT", "SUM", "AVG", "MIN", "MAX", "GROUPING");
  private static final Set<String> DATE_PARTS =
      Set.of(
          "CALENDAR_MONTH",
          "CALENDAR_QUARTER",
          "CALENDAR_YEAR",
          "DAY_IN_MONTH",
          "DAY_IN_WEEK",
          "DAY_IN_YEAR",
          "FISCAL_MONTH",
          "FISCAL_QUARTER",
          "FISCAL_YEAR",
          "HOUR_IN_DAY",
          "WEEK_IN_MONTH",
          "WEEK_IN_YEAR");

  private SoqlFunctions() {}

  public static boolean isAggregate(String name) {
    return AGGREGATES.contains(name.toUpperCase(Locale.ROOT));
  }

  /** Functions that answer an Integer for a date. */
  public static boolean isDatePart(String name) {
    return DATE_PARTS.contains(name.toUpperCase(Locale.ROOT));
  }

  public static boolean isDateFunction(String name) {
    return isDatePart(name) || name.equalsIgnoreCase("DAY_ONLY");
  }

  /** The type that the function answers over a field of the given type (null for COUNT()). */
  public static FieldType resultType(String name, FieldType argument) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "COUNT", "COUNT_DISTINCT", "GROUPING" -> FieldType.INTEGER;
      case "SUM", "AVG" -> FieldType.DOUBLE;
      case "DAY_ONLY" -> FieldType.DATE;
      case "TOLABEL", "FORMAT" -> FieldType.STRING;
      default -> isDatePart(name) ? FieldType.INTEGER : argument;
    };
  }

  /** Whether the platform groups by the field. */
  public static boolean groupable(FieldDef f) {
    if (f.longText() || f.formula() != null || f.summary() != null) {
      return false;
    }
    return switch (f.type()) {
      case DOUBLE,
          CURRENCY,
          PERCENT,
          LONG,
          DATETIME,
          TIME,
          MULTIPICKLIST,
          BASE64,
          LOCATION,
          ADDRESS,
          ENCRYPTEDSTRING,
          ANYTYPE ->
          false;
      default -> true;
    };
  }

  public static boolean filterable(FieldDef f) {
    return !f.longText()
        && f.type() != FieldType.BASE64
        && f.type() != FieldType.ADDRESS
        && f.type() != FieldType.LOCATION
        && f.type() != FieldType.ENCRYPTEDSTRING;
  }

  public static boolean sortable(FieldDef f) {
    return filterable(f) && f.type() != FieldType.MULTIPICKLIST;
  }

  /** Whether the field may stand in the aggregate function. */
  public static boolean aggregatable(String function, FieldDef f) {
    return switch (function.toUpperCase(Locale.ROOT)) {
      case "SUM", "AVG" -> f.type().isNumeric();
      case "MIN", "MAX" ->
          !f.longText() && f.type() != FieldType.BOOLEAN && f.type() != FieldType.MULTIPICKLIST;
      default -> !f.longText();
    };
  }
}
