package org.closedloop.localorg.site;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.closedloop.apex.value.ApexId;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.EnumValue;
import org.closedloop.apex.value.RecordId;

/** Functions and value rules of page expressions that need nothing but their arguments. */
final class PageFunctions {

  private static final DateTimeFormatter JAVA_DATE =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'GMT' yyyy", Locale.US)
          .withZone(ZoneOffset.UTC);

  /** Arity as {min, max}; -1 is any number. */
  private static final Map<String, int[]> ARITY = new TreeMap<>();

  static {
    for (String s :
        ("HTMLENCODE:1 JSENCODE:1 JSINHTMLENCODE:1 URLENCODE:1 IF:3 NOT:1 AND:1- OR:1- ISBLANK:1"
                + " ISNULL:1 BLANKVALUE:2 NULLVALUE:2 CASE:3- CONTAINS:2 BEGINS:2 LEN:1 LEFT:2"
                + " RIGHT:2 MID:3 TRIM:1 UPPER:1 LOWER:1 SUBSTITUTE:3 TEXT:1 VALUE:1 ROUND:2"
                + " FLOOR:1 CEILING:1 ABS:1 MAX:1- MIN:1- MOD:2 BR:0 CASESAFEID:1 YEAR:1 MONTH:1"
                + " DAY:1 TODAY:0 NOW:0 URLFOR:1-3 FIND:2-3 LPAD:2-3 RPAD:2-3 ISNUMBER:1")
            .split(" ")) {
      String[] p = s.split(":");
      String[] r = p[1].split("-", -1);
      int min = Integer.parseInt(r[0]);
      int max = r.length == 1 ? min : r[1].isEmpty() ? -1 : Integer.parseInt(r[1]);
      ARITY.put(p[0], new int[] {min, max});
    }
  }

  private PageFunctions() {}

  static boolean knows(String name) {
    return ARITY.containsKey(name);
  }

  static Set<String> names() {
    return ARITY.keySet();
  }

  /** What is wrong with calling the function with that many arguments, or null. */
  static String arityProblem(String name, int count) {
    int[] a = ARITY.get(name);
    if (count >= a[0] && (a[1] < 0 || count <= a[1])) {
      return null;
    }
    return "Incorrect number of parameters for function '"
        + name
        + "()'. Expected "
        + a[0]
        + ", received "
        + count;
  }

  /** Evaluates an eager function; AND, OR, IF, CASE, URLFOR and the clock are not among them. */
  static Object call(String name, List<Object> a) {
    return switch (name) {
      case "HTMLENCODE" -> Escapes.html(text(a.get(0)));
      case "JSENCODE" -> Escapes.js(text(a.get(0)));
      case "JSINHTMLENCODE" -> Escapes.js(Escapes.html(text(a.get(0))));
      case "URLENCODE" -> Escapes.url(text(a.get(0)));
      case "NOT" -> !truth(a.get(0));
      case "ISBLANK" -> isBlank(a.get(0));
      case "ISNULL" -> isBlank(a.get(0));
      case "BLANKVALUE", "NULLVALUE" -> isBlank(a.get(0)) ? a.get(1) : a.get(0);
      case "CONTAINS" -> text(a.get(0)).contains(text(a.get(1)));
      case "BEGINS" -> text(a.get(0)).startsWith(text(a.get(1)));
      case "LEN" -> BigDecimal.valueOf(text(a.get(0)).length());
      case "LEFT" -> cut(text(a.get(0)), 0, integer(a.get(1)));
      case "RIGHT" -> {
        String s = text(a.get(0));
        int n = Math.max(0, Math.min(s.length(), integer(a.get(1))));
        yield s.substring(s.length() - n);
      }
      case "MID" -> cut(text(a.get(0)), integer(a.get(1)) - 1, integer(a.get(2)));
      case "TRIM" -> text(a.get(0)).trim();
      case "UPPER" -> text(a.get(0)).toUpperCase(Locale.ROOT);
      case "LOWER" -> text(a.get(0)).toLowerCase(Locale.ROOT);
      case "SUBSTITUTE" -> text(a.get(0)).replace(text(a.get(1)), text(a.get(2)));
      case "TEXT" -> text(a.get(0));
      case "VALUE" -> number(a.get(0));
      case "ISNUMBER" -> text(a.get(0)).trim().matches("[+-]?\\d*\\.?\\d+([eE][+-]?\\d+)?");
      case "ROUND" -> number(a.get(0)).setScale(integer(a.get(1)), RoundingMode.HALF_UP);
      case "FLOOR" -> number(a.get(0)).setScale(0, RoundingMode.FLOOR);
      case "CEILING" -> number(a.get(0)).setScale(0, RoundingMode.CEILING);
      case "ABS" -> number(a.get(0)).abs();
      case "MAX" -> a.stream().map(PageFunctions::number).reduce(BigDecimal::max).orElseThrow();
      case "MIN" -> a.stream().map(PageFunctions::number).reduce(BigDecimal::min).orElseThrow();
      case "MOD" -> mod(number(a.get(0)), number(a.get(1)));
      case "BR" -> "\n";
      case "CASESAFEID" ->
          RecordId.isValid(text(a.get(0))) ? RecordId.to18(text(a.get(0))) : a.get(0);
      case "YEAR" -> BigDecimal.valueOf(date(a.get(0)).getYear());
      case "MONTH" -> BigDecimal.valueOf(date(a.get(0)).getMonthValue());
      case "DAY" -> BigDecimal.valueOf(date(a.get(0)).getDayOfMonth());
      case "FIND" -> find(a);
      case "LPAD" -> pad(a, true);
      case "RPAD" -> pad(a, false);
      default -> throw new PageFailure("Unknown function " + name);
    };
  }

  private static Object find(List<Object> a) {
    int from = a.size() > 2 ? integer(a.get(2)) - 1 : 0;
    return BigDecimal.valueOf(text(a.get(1)).indexOf(text(a.get(0)), Math.max(0, from)) + 1L);
  }

  private static Object pad(List<Object> a, boolean left) {
    String s = text(a.get(0));
    int width = Math.min(32_768, Math.max(0, integer(a.get(1))));
    String fill = a.size() > 2 && !text(a.get(2)).isEmpty() ? text(a.get(2)) : " ";
    if (s.length() >= width) {
      return s.substring(0, width);
    }
    String padding = fill.repeat(width / fill.length() + 1).substring(0, width - s.length());
    return left ? padding + s : s + padding;
  }

  private static Object mod(BigDecimal a, BigDecimal b) {
    if (b.signum() == 0) {
      throw new PageFailure("Division by zero");
    }
    return a.subtract(b.multiply(a.divide(b, 0, RoundingMode.FLOOR)));
  }

  private static String cut(String s, int from, int count) {
    int start = Math.max(0, Math.min(s.length(), from));
    int end = Math.max(start, Math.min(s.length(), start + Math.max(0, count)));
    return s.substring(start, end);
  }

  private static int integer(Object v) {
    return number(v).intValue();
  }

  private static LocalDate date(Object v) {
    if (v instanceof LocalDate d) {
      return d;
    }
    if (v instanceof Instant i) {
      return i.atZone(ZoneOffset.UTC).toLocalDate();
    }
    throw new PageFailure("A date was expected, not " + text(v));
  }

  static Object binary(String op, Object l, Object r) {
    switch (op) {
      case "=":
        return same(l, r);
      case "<>":
        return !same(l, r);
      case "&":
        return text(l) + text(r);
      case "+":
        return l instanceof String || r instanceof String || l == null && r == null
            ? text(l) + text(r)
            : number(l).add(number(r));
      case "-":
        return number(l).subtract(number(r));
      case "*":
        return number(l).multiply(number(r));
      case "/":
        if (number(r).signum() == 0) {
          throw new PageFailure("Division by zero");
        }
        return number(l).divide(number(r), MathContext.DECIMAL64);
      case "^":
        return number(l).pow(number(r).intValueExact(), MathContext.DECIMAL64);
      default:
        int c = compare(l, r);
        return switch (op) {
          case "<" -> c < 0;
          case "<=" -> c <= 0;
          case ">" -> c > 0;
          default -> c >= 0;
        };
    }
  }

  static boolean same(Object l, Object r) {
    if (isBlank(l) || isBlank(r)) {
      return isBlank(l) && isBlank(r);
    }
    if (l instanceof Number && r instanceof Number) {
      return number(l).compareTo(number(r)) == 0;
    }
    if (l instanceof Boolean || r instanceof Boolean) {
      return truth(l) == truth(r);
    }
    return text(l).equals(text(r));
  }

  private static int compare(Object l, Object r) {
    if (l instanceof LocalDate a && r instanceof LocalDate b) {
      return a.compareTo(b);
    }
    if (l instanceof Instant a && r instanceof Instant b) {
      return a.compareTo(b);
    }
    if (l instanceof String a && r instanceof String b) {
      return a.compareTo(b);
    }
    return number(l).compareTo(number(r));
  }

  static boolean truth(Object v) {
    return v instanceof Boolean b ? b : v instanceof String s && s.equalsIgnoreCase("true");
  }

  static boolean isBlank(Object v) {
    return v == null || v instanceof String s && s.isEmpty();
  }

  static BigDecimal number(Object v) {
    if (v == null || "".equals(v)) {
      return BigDecimal.ZERO;
    }
    if (v instanceof BigDecimal d) {
      return d;
    }
    if (v instanceof Integer || v instanceof Long) {
      return BigDecimal.valueOf(((Number) v).longValue());
    }
    if (v instanceof Double d) {
      return BigDecimal.valueOf(d);
    }
    try {
      return new BigDecimal(text(v).trim());
    } catch (NumberFormatException e) {
      throw new PageFailure("A number was expected, not " + text(v));
    }
  }

  /** The text of a value on a page; null is the empty text. */
  static String text(Object v) {
    if (v == null) {
      return "";
    }
    if (v instanceof String s) {
      return s;
    }
    if (v instanceof BigDecimal d) {
      return d.toPlainString();
    }
    if (v instanceof LocalDate d) {
      return JAVA_DATE.format(d.atStartOfDay(ZoneOffset.UTC));
    }
    if (v instanceof Instant i) {
      return JAVA_DATE.format(i);
    }
    if (v instanceof ZonedDateTime z) {
      return JAVA_DATE.format(z);
    }
    if (v instanceof LocalTime t) {
      return t.toString();
    }
    if (v instanceof ApexId id) {
      return id.value();
    }
    if (v instanceof EnumValue e) {
      return e.name();
    }
    if (v instanceof Iterable<?> it) {
      StringBuilder sb = new StringBuilder("[");
      for (Iterator<?> i = it.iterator(); i.hasNext(); ) {
        sb.append(text(i.next())).append(i.hasNext() ? ", " : "");
      }
      return sb.append(']').toString();
    }
    return v.toString();
  }

  /** Element of a list or value of a map; null when there is none. */
  static Object at(Object container, Object index) {
    if (container instanceof ApexList list) {
      int i = integer(index);
      if (i < 0 || i >= list.size()) {
        throw new PageFailure("List index out of bounds: " + i);
      }
      return list.get(i);
    }
    if (container instanceof ApexMap map) {
      String key = text(index);
      Iterator<Map.Entry<Object, Object>> it = map.iterator();
      while (it.hasNext()) {
        Map.Entry<Object, Object> e = it.next();
        if (text(e.getKey()).equals(key)) {
          return e.getValue();
        }
      }
      throw new PageFailure("Map key " + key + " not found in map");
    }
    if (container instanceof Map<?, ?> map) {
      return map.get(text(index));
    }
    throw new PageFailure("An index needs a list or a map");
  }
}
