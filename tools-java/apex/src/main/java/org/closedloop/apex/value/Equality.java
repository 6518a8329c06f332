package org.closedloop.apex.value;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * When two values are equal. Three questions in one place: {@link #operator} is {@code ==} (text
 * ignores case), {@link #same} is {@code equals}, keys and assertions (text keeps case), {@link
 * #identical} is {@code ===}.
 */
public final class Equality {

  private Equality() {}

  /** The operator {@code ==}. */
  public static boolean operator(UserCode code, Object a, Object b) {
    if (a == b) {
      return true;
    }
    if (a == null || b == null) {
      return false;
    }
    if (a instanceof String x && b instanceof String y) {
      return x.equalsIgnoreCase(y);
    }
    return same(code, a, b);
  }

  /** The operator {@code ===}: the same object; for values without identity the same value. */
  public static boolean identical(Object a, Object b) {
    if (a == b) {
      return true;
    }
    if (a == null || b == null) {
      return false;
    }
    return !hasIdentity(a) && !hasIdentity(b) && plain(a, b);
  }

  private static boolean hasIdentity(Object v) {
    return v instanceof ApexObject
        || v instanceof SObjectValue
        || v instanceof ApexList
        || v instanceof ApexSet
        || v instanceof ApexMap
        || v instanceof PlatformValue;
  }

  /** {@code equals}: by value, text with case. */
  public static boolean same(UserCode code, Object a, Object b) {
    if (a == b) {
      return true;
    }
    if (a == null || b == null) {
      return false;
    }
    if (a instanceof ApexObject o) {
      return code.userEquals(o, b);
    }
    if (b instanceof ApexObject) {
      return false;
    }
    if (a instanceof SObjectValue x) {
      return b instanceof SObjectValue y && records(x, y);
    }
    if (a instanceof ApexList x) {
      return b instanceof ApexList y && lists(code, x, y);
    }
    if (a instanceof ApexSet x) {
      return b instanceof ApexSet y && sets(code, x, y);
    }
    if (a instanceof ApexMap x) {
      return b instanceof ApexMap y && maps(code, x, y);
    }
    return plain(a, b);
  }

  private static boolean plain(Object a, Object b) {
    if (a instanceof Number x && b instanceof Number y) {
      return numbers(x, y);
    }
    if (a instanceof ApexId x && b instanceof String s) {
      return idAndText(x, s);
    }
    if (a instanceof String s && b instanceof ApexId x) {
      return idAndText(x, s);
    }
    if (a instanceof LocalDate d && b instanceof Instant t) {
      return d.atStartOfDay(ZoneOffset.UTC).toInstant().equals(t);
    }
    if (a instanceof Instant t && b instanceof LocalDate d) {
      return d.atStartOfDay(ZoneOffset.UTC).toInstant().equals(t);
    }
    if (a instanceof Instant t && b instanceof Instant u) {
      return t.getEpochSecond() == u.getEpochSecond();
    }
    return a.equals(b);
  }

  private static boolean idAndText(ApexId id, String text) {
    return id.value().equals(text)
        || RecordId.isValid(text) && RecordId.normalize(text).equals(id.value());
  }

  private static boolean numbers(Number a, Number b) {
    if (a instanceof Integer && b instanceof Integer) {
      return a.intValue() == b.intValue();
    }
    if (a instanceof Double || b instanceof Double) {
      return a.doubleValue() == b.doubleValue();
    }
    if (a instanceof BigDecimal || b instanceof BigDecimal) {
      return Decimals.of(a).compareTo(Decimals.of(b)) == 0;
    }
    return a.longValue() == b.longValue();
  }

  /** Same object and same field values; a field that is absent counts as null. */
  private static boolean records(SObjectValue a, SObjectValue b) {
    if (!a.type().name().equals(b.type().name())) {
      return false;
    }
    Set<String> names = new HashSet<>(a.fieldNames());
    names.addAll(b.fieldNames());
    for (String n : names) {
      Object x = a.get(n);
      Object y = b.get(n);
      if (x != y && (x == null || y == null || !rawEqual(x, y))) {
        return false;
      }
    }
    return true;
  }

  private static boolean rawEqual(Object x, Object y) {
    if (x instanceof byte[] p && y instanceof byte[] q) {
      return java.util.Arrays.equals(p, q);
    }
    return plain(x, y);
  }

  private static boolean lists(UserCode code, ApexList a, ApexList b) {
    code.work(1);
    if (a.size() != b.size()) {
      return false;
    }
    Iterator<Object> j = b.iterator();
    for (Object x : a) {
      if (!same(code, x, j.next())) {
        return false;
      }
    }
    return true;
  }

  private static boolean sets(UserCode code, ApexSet a, ApexSet b) {
    code.work(1);
    if (a.size() != b.size()) {
      return false;
    }
    for (Object x : a) {
      if (!b.contains(code, x)) {
        return false;
      }
    }
    return true;
  }

  private static boolean maps(UserCode code, ApexMap a, ApexMap b) {
    code.work(1);
    if (a.size() != b.size()) {
      return false;
    }
    for (Iterator<Map.Entry<Object, Object>> it = a.iterator(); it.hasNext(); ) {
      Map.Entry<Object, Object> e = it.next();
      if (!b.containsKey(code, e.getKey()) || !same(code, e.getValue(), b.get(code, e.getKey()))) {
        return false;
      }
    }
    return true;
  }
}
