package org.closedloop.apex.value;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import org.closedloop.apex.host.LimitExceeded;

/**
 * Values as text: {@link #valueOf} is {@code String.valueOf}, {@link #concat} what {@code +} and
 * {@code System.debug} write (dates there carry a time and datetimes are in GMT).
 */
public final class ToText {

  private static final DateTimeFormatter DATETIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'", Locale.ROOT);

  /** Collections print this many items and then three dots. */
  private static final int SHOWN_ITEMS = 10;

  /** Characters that cost as much as a statement. */
  private static final int TEXT_SHIFT = 6;

  /** The platform's limit on the length of a text. */
  private static final int LONGEST = 6_000_000;

  private final UserCode code;
  private final IdentityHashMap<Object, Boolean> open = new IdentityHashMap<>();

  private ToText(UserCode code) {
    this.code = code;
  }

  /** {@code String.valueOf(value)}; null stays null. */
  public static String valueOf(UserCode code, Object v) {
    if (v == null) {
      return null;
    }
    if (v instanceof String s) {
      return s;
    }
    if (v instanceof LocalDate d) {
      return d.toString();
    }
    if (v instanceof Instant t) {
      return datetime(t, code.userZone());
    }
    return concat(code, v);
  }

  /** The text of a value in a concatenation; null is the word. */
  public static String concat(UserCode code, Object v) {
    if (v == null) {
      return "null";
    }
    return v instanceof String s ? s : new ToText(code).text(v);
  }

  /** {@code yyyy-MM-dd HH:mm:ss} in the zone. */
  public static String datetime(Instant t, ZoneId zone) {
    return DATETIME.format(t.atZone(zone));
  }

  private String text(Object v) {
    if (v == null) {
      return "null";
    }
    if (v instanceof BigDecimal d) {
      return d.toPlainString();
    }
    if (v instanceof LocalDate d) {
      return DATETIME.format(d.atStartOfDay());
    }
    if (v instanceof Instant t) {
      return datetime(t, ZoneOffset.UTC);
    }
    if (v instanceof LocalTime t) {
      return TIME.format(t);
    }
    if (v instanceof byte[] b) {
      return "Blob[" + b.length + "]";
    }
    if (v instanceof PlatformValue p) {
      return p.apexText();
    }
    if (v instanceof ExceptionValue e) {
      String own = e.runtimeClass() == null ? null : code.userToString(e);
      return own != null ? own : e.typeName() + ": " + e.message();
    }
    if (!composite(v)) {
      return v.toString();
    }
    String made = guarded(v);
    code.work(made.length() >> TEXT_SHIFT);
    return made;
  }

  private static boolean composite(Object v) {
    return v instanceof ApexList
        || v instanceof ApexSet
        || v instanceof ApexMap
        || v instanceof SObjectValue
        || v instanceof ApexObject;
  }

  private String guarded(Object v) {
    code.work(1);
    if (open.put(v, Boolean.TRUE) != null) {
      return "(already output)";
    }
    try {
      if (v instanceof ApexList l) {
        return items(l.iterator(), "(", ")");
      }
      if (v instanceof ApexSet s) {
        return items(s.iterator(), "{", "}");
      }
      if (v instanceof ApexMap m) {
        return map(m);
      }
      return v instanceof SObjectValue r ? record(r) : object((ApexObject) v);
    } finally {
      open.remove(v);
    }
  }

  /** Values that share parts may print them again and again. */
  private static void check(StringBuilder sb) {
    if (sb.length() > LONGEST) {
      throw new LimitExceeded("String length exceeds maximum: " + LONGEST);
    }
  }

  private String items(Iterator<Object> it, String before, String after) {
    StringBuilder sb = new StringBuilder(before);
    for (int n = 0; it.hasNext(); n++) {
      if (n > 0) {
        sb.append(", ");
      }
      if (n == SHOWN_ITEMS) {
        sb.append("...");
        break;
      }
      sb.append(text(it.next()));
      check(sb);
    }
    return sb.append(after).toString();
  }

  private String map(ApexMap m) {
    StringBuilder sb = new StringBuilder("{");
    int n = 0;
    for (Iterator<Map.Entry<Object, Object>> it = m.iterator(); it.hasNext(); n++) {
      if (n > 0) {
        sb.append(", ");
      }
      if (n == SHOWN_ITEMS) {
        sb.append("...");
        break;
      }
      Map.Entry<Object, Object> e = it.next();
      sb.append(text(e.getKey())).append('=').append(text(e.getValue()));
      check(sb);
    }
    return sb.append('}').toString();
  }

  private String record(SObjectValue r) {
    StringBuilder sb = new StringBuilder(r.type().name()).append(":{");
    String comma = "";
    for (Map.Entry<String, Object> e : r.fieldMap().entrySet()) {
      sb.append(comma).append(e.getKey()).append('=').append(text(e.getValue()));
      check(sb);
      comma = ", ";
    }
    return sb.append('}').toString();
  }

  private String object(ApexObject o) {
    String own = code.userToString(o);
    if (own != null) {
      return own;
    }
    StringBuilder sb = new StringBuilder(simpleName(o)).append(":[");
    String comma = "";
    for (MemberInfo m : o.runtimeClass().members()) {
      if (m.slot() >= 0) {
        sb.append(comma).append(m.name()).append('=').append(text(o.slots()[m.slot()]));
        check(sb);
        comma = ", ";
      }
    }
    return sb.append(']').toString();
  }

  private static String simpleName(ApexObject o) {
    return o.runtimeClass().type().simpleName();
  }
}
