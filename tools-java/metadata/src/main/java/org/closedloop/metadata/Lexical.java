package org.closedloop.metadata;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;

/** Whether a text is a value of an XML Schema simple type. */
final class Lexical {
  private interface Test {
    boolean accepts(String text);
  }

  private record Kind(Test test, String example) {}

  private static final Kind FREE = new Kind(text -> true, "");
  private static final Kind NUMBER = new Kind(Lexical::isDouble, "a number");
  private static final String WHOLE = "a whole number";

  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("string", FREE),
          Map.entry("any", FREE),
          Map.entry("anyType", FREE),
          Map.entry("ID", FREE),
          Map.entry("anyURI", FREE),
          Map.entry("base64", new Kind(Lexical::isBase64, "text in base64")),
          Map.entry("base64Binary", new Kind(Lexical::isBase64, "text in base64")),
          Map.entry("boolean", new Kind(Lexical::isBoolean, "true or false")),
          Map.entry("int", new Kind(t -> isWhole(t, Integer.MIN_VALUE, Integer.MAX_VALUE), WHOLE)),
          Map.entry("integer", new Kind(t -> isWhole(t, Long.MIN_VALUE, Long.MAX_VALUE), WHOLE)),
          Map.entry("long", new Kind(t -> isWhole(t, Long.MIN_VALUE, Long.MAX_VALUE), WHOLE)),
          Map.entry("short", new Kind(t -> isWhole(t, Short.MIN_VALUE, Short.MAX_VALUE), WHOLE)),
          Map.entry("double", NUMBER),
          Map.entry("float", NUMBER),
          Map.entry("decimal", new Kind(t -> isDecimal(t, 0, t.length()), "a number")),
          Map.entry("date", new Kind(Lexical::isDate, "such as 2026-01-31")),
          Map.entry("time", new Kind(t -> isTime(t, 0), "such as 08:00:00.000Z")),
          Map.entry("dateTime", new Kind(Lexical::isDateTime, "such as 2026-01-31T08:00:00.000Z")));

  private Lexical() {}

  /** Whether values of this type are plain text of a known form. */
  static boolean isSimple(String type) {
    return KINDS.containsKey(type);
  }

  /** A remedy when the text is no value of the type; empty when it is one. */
  static Optional<String> problem(String type, String text) {
    Kind kind = KINDS.getOrDefault(type, FREE);
    return kind.test().accepts(text) ? Optional.empty() : Optional.of(kind.example());
  }

  private static boolean isBoolean(String text) {
    return text.equals("true") || text.equals("false") || text.equals("1") || text.equals("0");
  }

  private static boolean isWhole(String text, long min, long max) {
    int from = sign(text, 0);
    if (from == text.length() || digits(text, from) < text.length()) {
      return false;
    }
    try {
      long value = Long.parseLong(text);
      return value >= min && value <= max;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isDouble(String text) {
    if (text.equals("NaN") || text.equals("INF") || text.equals("-INF")) {
      return true;
    }
    int e = Math.max(text.indexOf('e'), text.indexOf('E'));
    if (e < 0) {
      return isDecimal(text, 0, text.length());
    }
    int exponent = sign(text, e + 1);
    return isDecimal(text, 0, e)
        && exponent < text.length()
        && digits(text, exponent) == text.length();
  }

  private static boolean isDecimal(String text, int start, int end) {
    int from = sign(text, start);
    int whole = digits(text, from);
    int fraction = whole < end && text.charAt(whole) == '.' ? digits(text, whole + 1) : whole;
    int count = whole - from + Math.max(0, fraction - whole - 1);
    return fraction == end && count > 0;
  }

  private static int sign(String text, int from) {
    boolean signed = from < text.length() && (text.charAt(from) == '-' || text.charAt(from) == '+');
    return signed ? from + 1 : from;
  }

  /** Where the digits from there on end. */
  private static int digits(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i;
  }

  private static boolean isDate(String text) {
    return text.length() >= 10 && isDay(text) && isZone(text, 10);
  }

  private static boolean isDateTime(String text) {
    return text.length() > 11 && isDay(text) && text.charAt(10) == 'T' && isTime(text, 11);
  }

  private static boolean isDay(String text) {
    try {
      LocalDate.parse(text.substring(0, 10));
      return text.charAt(4) == '-';
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isTime(String text, int from) {
    int seconds = from + 8;
    if (text.length() < seconds) {
      return false;
    }
    try {
      LocalTime.parse(text.substring(from, seconds));
    } catch (DateTimeException e) {
      return false;
    }
    if (text.length() == seconds || text.charAt(seconds) != '.') {
      return isZone(text, seconds);
    }
    int end = digits(text, seconds + 1);
    return end > seconds + 1 && isZone(text, end);
  }

  /** Nothing, Z, or an offset such as {@code +01:00}. */
  private static boolean isZone(String text, int from) {
    int length = text.length() - from;
    if (length == 0) {
      return true;
    }
    if (length == 1) {
      return text.charAt(from) == 'Z';
    }
    return length == 6
        && sign(text, from) > from
        && digits(text, from + 1) == from + 3
        && text.charAt(from + 3) == ':'
        && digits(text, from + 4) == from + 6;
  }

  private static boolean isBase64(String text) {
    int count = 0;
    int padding = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=') {
        padding++;
      } else if (Character.isWhitespace(c)) {
        continue;
      } else if (padding > 0 || !(c == '+' || c == '/' || isAlphanumeric(c))) {
        return false;
      }
      count++;
    }
    return count % 4 == 0 && padding <= 2;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }
}
