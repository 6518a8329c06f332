package org.closedloop.apex.value;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The order of values: the relational operators, and sorting. */
public final class Compare {

  private Compare() {}

  /**
   * The operators {@code < <= > >=}: negative, zero, positive, or null when one side is null and
   * the answer of all four is false. Text ignores case; a text or id is greater than null.
   */
  public static Integer relational(Object a, Object b) {
    if (a == null || b == null) {
      if (isText(a)) {
        return 1;
      }
      return isText(b) ? -1 : null;
    }
    if (a instanceof String x && b instanceof String y) {
      return x.compareToIgnoreCase(y);
    }
    if (isText(a) && isText(b)) {
      return textOf(a).compareToIgnoreCase(textOf(b));
    }
    return natural(a, b);
  }

  private static boolean isText(Object v) {
    return v instanceof String || v instanceof ApexId;
  }

  private static String textOf(Object v) {
    return v instanceof ApexId id ? id.value() : (String) v;
  }

  private static int natural(Object a, Object b) {
    if (a instanceof Number x && b instanceof Number y) {
      return numbers(x, y);
    }
    if (a instanceof LocalDate x && b instanceof LocalDate y) {
      return x.compareTo(y);
    }
    if (isDate(a) && isDate(b)) {
      return instant(a).compareTo(instant(b));
    }
    if (a instanceof LocalTime x && b instanceof LocalTime y) {
      return x.compareTo(y);
    }
    if (a instanceof EnumValue x && b instanceof EnumValue y) {
      return Integer.compare(x.ordinal(), y.ordinal());
    }
    if (a instanceof Boolean x && b instanceof Boolean y) {
      return x.compareTo(y);
    }
    throw Errors.type("Cannot compare " + TypeOf.runtimeName(a) + " with " + TypeOf.runtimeName(b));
  }

  private static boolean isDate(Object v) {
    return v instanceof LocalDate || v instanceof Instant;
  }

  private static Instant instant(Object v) {
    return v instanceof Instant t ? t : ((LocalDate) v).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static int numbers(Number a, Number b) {
    if (a instanceof Integer && b instanceof Integer) {
      return Integer.compare(a.intValue(), b.intValue());
    }
    if (a instanceof Double || b instanceof Double) {
      return Double.compare(a.doubleValue(), b.doubleValue());
    }
    return Decimals.of(a).compareTo(Decimals.of(b));
  }

  /** Sorts in place as {@code List.sort()}: stable, nulls first, text with case. */
  public static void sort(UserCode code, ApexList list) {
    sort(list, (a, b) -> sortOrder(code, a, b));
  }

  /** Sorts in place by an order; stable, and never fails on an inconsistent one. */
  public static void sort(ApexList list, Comparator<Object> order) {
    List<Object> items = new ArrayList<>(list.asJava());
    Object[] from = items.toArray();
    mergeSort(from.clone(), from, 0, from.length, order);
    list.replaceAll(java.util.Arrays.asList(from));
  }

  private static void mergeSort(Object[] src, Object[] dest, int lo, int hi, Comparator<Object> c) {
    if (hi - lo < 2) {
      return;
    }
    int mid = lo + hi >>> 1;
    mergeSort(dest, src, lo, mid, c);
    mergeSort(dest, src, mid, hi, c);
    int i = lo;
    int j = mid;
    for (int k = lo; k < hi; k++) {
      if (j >= hi || i < mid && c.compare(src[i], src[j]) <= 0) {
        dest[k] = src[i++];
      } else {
        dest[k] = src[j++];
      }
    }
  }

  /** Order of two list items when sorting. */
  public static int sortOrder(UserCode code, Object a, Object b) {
    if (a == null || b == null) {
      return a == b ? 0 : a == null ? -1 : 1;
    }
    if (a instanceof ApexObject o) {
      if (!code.userComparable(o)) {
        throw notComparable();
      }
      return code.userCompareTo(o, b);
    }
    if (a instanceof String x && b instanceof String y) {
      return x.compareTo(y);
    }
    if (isText(a) && isText(b)) {
      return textOf(a).compareTo(textOf(b));
    }
    if (a instanceof SObjectValue x && b instanceof SObjectValue y) {
      return records(code, x, y);
    }
    if (a instanceof SObjectTypeToken || a instanceof SObjectFieldToken || a instanceof TypeToken) {
      return a.toString().compareTo(b.toString());
    }
    if (a instanceof PlatformValue && a instanceof Comparable<?> && a.getClass() == b.getClass()) {
      return comparables(a, b);
    }
    if (a.getClass() != b.getClass() && !(a instanceof Number && b instanceof Number)
        || a instanceof ApexList
        || a instanceof ApexSet
        || a instanceof ApexMap
        || a instanceof PlatformValue
        || a instanceof ApexBlob) {
      throw notComparable();
    }
    return natural(a, b);
  }

  @SuppressWarnings("unchecked")
  private static int comparables(Object a, Object b) {
    return ((Comparable<Object>) a).compareTo(b);
  }

  private static RuntimeException notComparable() {
    return Errors.of("ListException", "One or more of the items in this list is not Comparable.");
  }

  /** Records: object label, Name, then the other fields by name, standard before custom. */
  private static int records(UserCode code, SObjectValue a, SObjectValue b) {
    int c = a.type().label().compareTo(b.type().label());
    if (c != 0) {
      return c;
    }
    String nameField = a.type().nameField().map(f -> f.name()).orElse("Name");
    c = rawOrder(code, a.get(nameField), b.get(nameField));
    if (c != 0) {
      return c;
    }
    Set<String> names =
        new TreeSet<>(Comparator.comparing((String n) -> n.endsWith("__c")).thenComparing(n -> n));
    names.addAll(a.fieldNames());
    names.addAll(b.fieldNames());
    names.remove("Id");
    names.remove(nameField);
    for (String n : names) {
      c = rawOrder(code, a.get(n), b.get(n));
      if (c != 0) {
        return c;
      }
    }
    return 0;
  }

  private static int rawOrder(UserCode code, Object x, Object y) {
    if (x instanceof byte[] || y instanceof byte[]) {
      return 0;
    }
    return sortOrder(code, x, y);
  }
}
