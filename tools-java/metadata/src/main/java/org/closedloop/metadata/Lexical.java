package org.closedloop.metadata;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a text is a value of an XML Schema simple type. */
final class Lexical {
  private static final Map<String, Pattern> PATTERNS =
      Map.of(
          "boolean", Pattern.compile("true|false|1|0"),
          "int", Pattern.compile("[+-]?\\d{1,10}"),
          "long", Pattern.compile("[+-]?\\d{1,19}"),
          "double", Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|-?INF|NaN"),
          "decimal", Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)"),
          "date", Pattern.compile("\\d{4}-\\d\\d-\\d\\d(Z|[+-]\\d\\d:\\d\\d)?"),
          "time", Pattern.compile("\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)?"),
          "dateTime",
              Pattern.compile(
                  "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)?"));

  private Lexical() {}

  /** A remedy when the text is no value of the type; empty when it is one. */
  static Optional<String> problem(String type, String text) {
    Pattern pattern = PATTERNS.get(type);
    if (pattern == null) {
      return Optional.empty();
    }
    if (!pattern.matcher(text).matches() || !inRange(type, text)) {
      return Optional.of(example(type));
    }
    return Optional.empty();
  }

  private static boolean inRange(String type, String text) {
    try {
      switch (type) {
        case "int" -> Integer.parseInt(text);
        case "long" -> Long.parseLong(text);
        case "date" -> LocalDate.parse(text.substring(0, 10));
        case "time" -> LocalTime.parse(text.substring(0, 8));
        case "dateTime" -> OffsetDateTime.parse(text.substring(0, 19) + "Z");
        default -> {
          return true;
        }
      }
      return true;
    } catch (NumberFormatException | DateTimeException e) {
      return false;
    }
  }

  private static String example(String type) {
    return switch (type) {
      case "boolean" -> "true or false";
      case "int", "long" -> "a whole number";
      case "date" -> "such as 2026-01-31";
      case "time" -> "such as 08:00:00.000Z";
      case "dateTime" -> "such as 2026-01-31T08:00:00.000Z";
      default -> "a number";
    };
  }
}
